import type { Jobs } from "../adapters/queue.ts";
import { assignWork } from "./assign-work.ts";
import { settleAct } from "./settle-act.ts";

/** The closed list of jobs, by name. */
export const jobs: Partial<Jobs> = {
  "assign-work": assignWork,
  "settle-act": settleAct,
};
