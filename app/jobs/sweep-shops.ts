import type { Job } from "../adapters/queue.ts";
import { sweepShops as sweep } from "../services/sweep-shops.ts";

export const sweepShops: Job<"sweep-shops"> = () => sweep();
