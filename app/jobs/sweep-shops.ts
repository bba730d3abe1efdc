import type { Job } from "../adapters/queue/queue.ts";
import { sweepShops as sweep } from "../services/upkeep/sweep-shops.ts";

export const sweepShops: Job<"sweep-shops"> = () => sweep();
