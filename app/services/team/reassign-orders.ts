import type { ActingMember } from "../../domain/words/actors.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { WorkingRole } from "../../domain/words/roles.ts";
import type { Said } from "../../domain/words/said.ts";
import { reassignOrder } from "./reassign-order.ts";

/** Orders that a member is given in a role; null gives them back to the app. */
export type Reassignments = { orderIds: string[]; role: WorkingRole; memberId: string | null };

/** Gives orders to a member by hand, or back to the app; the first refusal ends it. */
export async function reassignOrders(
  { orderIds, role, memberId }: Reassignments,
  by: { shopId: string; actor: ActingMember },
): Promise<Said> {
  for (const orderId of orderIds) {
    const answer = await reassignOrder({ ...by, orderId, role, memberId });
    if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
  }
  const orders = orderIds.length === 1 ? "The order" : `${orderIds.length} orders`;
  return {
    said: memberId ? `${orders} changed hands.` : `${orders} will be given to whoever is free.`,
    isRefused: false,
  };
}
