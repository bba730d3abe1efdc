import { listMembers } from "../../adapters/rows/team/members.ts";
import type { Assignable } from "../../domain/screens/order-page.ts";
import { assignableOf } from "../../domain/team/team.ts";

/** Everyone whom an order can be given to in a role, by name. */
export async function listAssignable(shopId: string): Promise<Assignable[]> {
  return assignableOf(await listMembers(shopId)).map(({ member: { id, name, isAway }, roles }) => ({
    id,
    name,
    isAway,
    roles,
  }));
}
