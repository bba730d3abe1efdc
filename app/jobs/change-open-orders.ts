import type { Job } from "../adapters/queue/queue.ts";
import { changeOpenOrders as change } from "../services/shop/change-open-orders.ts";

/** Carries "Also change the open orders" out. */
export const changeOpenOrders: Job<"change-open-orders"> = (payload, run) => change(payload, run);
