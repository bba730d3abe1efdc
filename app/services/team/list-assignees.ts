import { isManager } from "../../domain/workflow/needs.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { WorkingRole } from "../../domain/words/roles.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { listAssignable } from "./list-assignable.ts";

/** Someone whom orders can be given to in a role. */
export type Assignee = { id: string; name: string; isAway: boolean };

/** Who works in a role, by name, for managers who narrow a list or give work by hand; nobody for others, or without a role. */
export async function listAssignees(
  shopId: string,
  actor: ActingMember,
  role: WorkingRole | null,
): Promise<Assignee[]> {
  if (role === null || !isManager(actor)) return [];
  const members = await listAssignable(shopId);
  return members.filter(({ roles }) => roles.includes(role)).map(({ id, name, isAway }) => ({ id, name, isAway }));
}

/** The member that `?who=` narrows a list to, `none` for orders of nobody, or undefined for all. */
export function readWho(text: string | null): string | undefined {
  return text === "none" || (text && isUuid(text)) ? text : undefined;
}
