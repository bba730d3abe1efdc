import type { Job } from "../adapters/queue.ts";
import { settleHold } from "../services/settle-hold.ts";

export const holdOrder: Job<"hold-order"> = (payload) => settleHold(payload);
