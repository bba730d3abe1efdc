import type { Job } from "../adapters/queue.ts";
import { sweepOrders as sweep } from "../services/sweep-orders.ts";

export const sweepOrders: Job<"sweep-orders"> = (payload) => sweep(payload);
