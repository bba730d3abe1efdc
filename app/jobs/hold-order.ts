import type { Job } from "../adapters/queue/queue.ts";
import { settleHold } from "../services/fulfilment/settle-hold.ts";

export const holdOrder: Job<"hold-order"> = (payload) => settleHold(payload);
