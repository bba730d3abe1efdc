import type { Job } from "../adapters/queue.ts";
import { settleHold } from "../services/settle-hold.ts";

export const releaseHold: Job<"release-hold"> = (payload) => settleHold(payload);
