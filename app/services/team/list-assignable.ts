import { listMembers } from "../../adapters/rows/members.ts";
import type { Assignable } from "../../domain/screens/order-page.ts";
import { WORKING_ROLES } from "../../domain/words/roles.ts";

/** Everyone whom an order can be given to in a role, by name. */
export async function listAssignable(shopId: string): Promise<Assignable[]> {
  const members = await listMembers(shopId);
  return members
    .filter(({ hasLeft, isEnrolled }) => !hasLeft && isEnrolled)
    .map(({ id, name, roles, isAway }) => ({
      id,
      name,
      isAway,
      roles: WORKING_ROLES.filter((role) => roles.includes(role)),
    }))
    .filter(({ roles }) => roles.length > 0);
}
