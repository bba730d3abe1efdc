import { isManager } from "../../domain/workflow/needs.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { WorkingRole } from "../../domain/words/roles.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import type { Member } from "../../adapters/rows/team/members.ts";
import { assignableAmong, listAssignable } from "./list-assignable.ts";

/** Someone whom orders can be given to in a role. */
export type Assignee = { id: string; name: string; isAway: boolean };

/** Who works in a role, by name, for managers who narrow a list or give work by hand; nobody for others, or without a role. */
export async function listAssignees(
  shopId: string,
  actor: ActingMember,
  role: WorkingRole | null,
): Promise<Assignee[]> {
  if (role === null || !isManager(actor)) return [];
  return inRole(await listAssignable(shopId), role);
}

/** The same among a shop's members that were read before. */
export function assigneesAmong(members: readonly Member[], actor: ActingMember, role: WorkingRole): Assignee[] {
  return isManager(actor) ? inRole(assignableAmong(members), role) : [];
}

function inRole(members: ReturnType<typeof assignableAmong>, role: WorkingRole): Assignee[] {
  return members.filter(({ roles }) => roles.includes(role)).map(({ id, name, isAway }) => ({ id, name, isAway }));
}

/** The member that `?who=` narrows a list to, `none` for orders of nobody, or undefined for all. */
export function readWho(text: string | null): string | undefined {
  return text === "none" || (text && isUuid(text)) ? text : undefined;
}
