import { mayBeGiven } from "../../domain/team/assignment.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import { markWaiting, removeAssignment, writeAssignment } from "../../adapters/rows/team/assignments.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { memberById } from "../../adapters/rows/team/members.ts";
import { isStartedWith } from "../../adapters/rows/orders/shadow-orders.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { queueShopAssignment } from "../../adapters/queue/queue.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import type { WorkingRole } from "../../domain/words/roles.ts";
import { isUuid } from "../../domain/words/uuid.ts";

/** Whom a manager gives an order to by hand, whatever their load; null takes it from whoever has it and lets the app choose again. */
export type Reassignment = {
  shopId: string;
  actor: ActingMember;
  orderId: string;
  role: WorkingRole;
  memberId: string | null;
};

/** Gives an order to a member by hand. Refused for anyone but managers and admins, and for a member without that role. */
export async function reassignOrder(asked: Reassignment): Promise<{ ok: true } | { refused: Refusal }> {
  const { shopId, actor, orderId, role, memberId } = asked;
  if (!mayDo("reassign_orders", actor)) return { refused: "not_your_role" };
  if (!isUuid(orderId) || (memberId !== null && !isUuid(memberId))) return { refused: "unknown_item" };
  return inTransaction(async (tx) => {
    if ((await lockOrders(tx, shopId, [orderId])).length === 0) return { refused: "unknown_item" };
    if (!(await isStartedWith(tx, shopId, orderId))) return { refused: "not_started" };
    const member = memberId === null ? null : await memberById(shopId, memberId, tx);
    if (memberId !== null && !mayBeGiven(member, role)) return { refused: "member_lacks_role" };
    await write(tx, asked, member?.name ?? null);
    return { ok: true };
  });
}

async function write(
  tx: Tx,
  { shopId, actor, orderId, role, memberId }: Reassignment,
  name: string | null,
): Promise<void> {
  const at = await clockTime(tx);
  if (memberId) await writeAssignment(tx, { shopId, orderId, role, memberId, at });
  else await removeAssignment(tx, shopId, orderId, role);
  if (memberId && role === "artist") await markWaiting(tx, shopId, [orderId], null);
  await appendHistory(tx, { shopId, actor, at }, [
    { orderId, itemId: null, event: "assigned", subject: name ?? "nobody" },
  ]);
  // A freed place may let another order in; without a member this one is chosen for again.
  await queueShopAssignment(tx, shopId);
}
