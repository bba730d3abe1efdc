import type { Job } from "../adapters/queue/queue.ts";
import { settleAct as settle } from "../services/acts/settle-act.ts";

/** Ten seconds after an act: it stands, and the next members get the work. */
export const settleAct: Job<"settle-act"> = (payload) => settle(payload);
