import type { Job } from "../adapters/queue/queue.ts";
import { sweepOrders as sweep } from "../services/intake/sweep-orders.ts";

export const sweepOrders: Job<"sweep-orders"> = (payload) => sweep(payload);
