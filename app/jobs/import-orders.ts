import type { Job } from "../adapters/queue.ts";
import { importOrders as bringIn } from "../services/sweep-orders.ts";

export const importOrders: Job<"import-orders"> = (payload) => bringIn(payload);
