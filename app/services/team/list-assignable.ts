import { listMembers, type Member } from "../../adapters/rows/team/members.ts";
import type { Assignable } from "../../domain/screens/order-page.ts";
import { assignableOf } from "../../domain/team/team.ts";

/** Everyone whom an order can be given to in a role, by name. */
export async function listAssignable(shopId: string): Promise<Assignable[]> {
  return assignableAmong(await listMembers(shopId));
}

/** The same among members that were read before. */
export function assignableAmong(members: readonly Member[]): Assignable[] {
  return assignableOf(members).map(({ member: { id, name, isAway }, roles }) => ({
    id,
    name,
    isAway,
    roles,
  }));
}
