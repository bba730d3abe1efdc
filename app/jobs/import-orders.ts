import type { Job } from "../adapters/queue/queue.ts";
import { importOrders as bringIn } from "../services/intake/sweep-orders.ts";

export const importOrders: Job<"import-orders"> = (payload) => bringIn(payload);
