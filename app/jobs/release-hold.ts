import type { Job } from "../adapters/queue/queue.ts";
import { settleHold } from "../services/fulfilment/settle-hold.ts";

export const releaseHold: Job<"release-hold"> = (payload) => settleHold(payload);
