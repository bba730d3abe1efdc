import type { ActingMember } from "../words/actors.ts";
import type { Role } from "../words/roles.ts";

/** What is done outside acts on items; who may do *those* stands in `workflow.ts`. */
export const DEEDS = [
  "set_flow",
  "set_guideline",
  "set_usual_hours",
  "set_resending",
  "set_retention",
  "set_emails",
  "change_reasons",
  "change_team",
  "reassign_orders",
  "sort_into_folders",
  "answer_tasks",
  "open_task_files",
  "read_access_log",
  "hold_again",
  "start_shop",
  "leave",
] as const;
export type Deed = (typeof DEEDS)[number];

/** Who may do what outside acts, besides admins, who may do everything: the one table that services refuse by. */
const OPEN_TO: Record<Deed, readonly Role[]> = {
  // What applies to the whole shop is the admins' alone.
  set_flow: [],
  set_guideline: [],
  set_usual_hours: [],
  set_resending: [],
  set_retention: [],
  set_emails: [],
  change_reasons: [],
  change_team: [],
  start_shop: [],
  leave: [],
  reassign_orders: ["manager"],
  sort_into_folders: ["manager", "fulfiller"],
  answer_tasks: ["manager"],
  // An export of a customer's data holds all that is known of them, which managers see on the pages too.
  open_task_files: ["manager"],
  read_access_log: ["manager"],
  hold_again: ["manager"],
};

/** Whether a member may do something outside acts. */
export function mayDo(deed: Deed, { roles }: Pick<ActingMember, "roles">): boolean {
  return roles.includes("admin") || OPEN_TO[deed].some((role) => roles.includes(role));
}
