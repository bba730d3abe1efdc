import {
  loadCandidates,
  lockArtists,
  lockRole,
  loadWaitingOrders,
  markWaiting,
  ordersToAssign,
  visibleItems,
  writeAssignment,
} from "../../adapters/rows/team/assignments.ts";
import { inTransaction, noTransaction, type Tx } from "../../adapters/db.ts";
import { appendHistory, hasHappened } from "../../adapters/rows/acts/history.ts";
import { memberById } from "../../adapters/rows/team/members.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { chooseMember, isAvailable, nextToAssign, placesTaken, rolesNeeded } from "../../domain/team/assignment.ts";
import { WORKING_ROLES, type WorkingRole } from "../../domain/words/roles.ts";
import { STEP_ROLE } from "../../domain/words/steps.ts";
import type { Situation } from "../../domain/words/situation.ts";

/**
 * Gives an order, or every order of the shop that has nobody available in a role, to the members whose turn it is; orders for artists
 * go through the queue, oldest first. Work inside an undo window is left for later. May run twice, and with others at once.
 */
export async function assignWork({ shopId, orderId }: { shopId: string; orderId?: string | null }): Promise<void> {
  const orderIds = orderId ? [orderId] : await ordersToAssign(noTransaction(), shopId);
  for (const id of orderIds) await inTransaction((tx) => assignOrder(tx, shopId, id));
  while (await inTransaction((tx) => assignNextWaiting(tx, shopId)));
  await inTransaction((tx) => noteStillWaiting(tx, shopId, orderIds));
}

async function assignOrder(tx: Tx, shopId: string, orderId: string): Promise<void> {
  await lockOrders(tx, shopId, [orderId]);
  const situation = await loadSituation(tx, shopId, orderId);
  if (!situation) return;
  const needed = rolesNeeded(situation, await visibleItems(tx, shopId, orderId));
  for (const role of WORKING_ROLES.filter((one) => one !== "artist" && needed.has(one))) {
    await lockRole(tx, shopId, role);
    const items = situation.items.filter((item) => STEP_ROLE[item.step] === role).length;
    const current = situation.assignees[role] ?? null;
    const chosen = chooseMember(role, await loadCandidates(tx, shopId, role), { items, current });
    if (chosen && chosen !== current) await give(tx, { shopId, orderId, role, memberId: chosen });
  }
  const waits = needed.has("artist") && !(await hasAvailableArtist(tx, shopId, situation));
  await markWaiting(tx, shopId, orderId, waits ? await clockTime(tx) : null);
}

// One order a transaction, artists' rows locked before the order's: nobody who holds an order waits for an artist's row.
async function assignNextWaiting(tx: Tx, shopId: string): Promise<boolean> {
  await lockArtists(tx, shopId);
  const waiting = await loadWaitingOrders(tx, shopId);
  if (waiting.length === 0) return false;
  const next = nextToAssign(waiting, await loadCandidates(tx, shopId, "artist"), (await clockTime(tx)).getTime());
  if (!next) return false;
  await lockOrders(tx, shopId, [next.orderId]);
  const situation = await loadSituation(tx, shopId, next.orderId);
  const counted = waiting.find(({ orderId }) => orderId === next.orderId)?.items;
  if (!situation || placesTaken(situation) === 0 || (await hasAvailableArtist(tx, shopId, situation))) {
    await markWaiting(tx, shopId, next.orderId, null);
  } else if (placesTaken(situation) === counted) {
    await give(tx, { shopId, orderId: next.orderId, role: "artist", memberId: next.memberId });
  }
  return true;
}

// An artist who is there keeps the order whatever the load: rework is sticky.
async function hasAvailableArtist(tx: Tx, shopId: string, { assignees }: Situation): Promise<boolean> {
  if (!assignees.artist) return false;
  const artists = await loadCandidates(tx, shopId, "artist");
  return artists.some((one) => one.memberId === assignees.artist && isAvailable(one, "artist"));
}

async function give(
  tx: Tx,
  given: { shopId: string; orderId: string; role: WorkingRole; memberId: string },
): Promise<void> {
  const { shopId, orderId, memberId } = given;
  const at = await clockTime(tx);
  await writeAssignment(tx, { ...given, at });
  const member = await memberById(shopId, memberId, tx);
  await appendHistory(tx, { shopId, actor: { kind: "system" }, at }, [
    { orderId, itemId: null, event: "assigned", subject: member?.name },
  ]);
}

async function noteStillWaiting(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<void> {
  const waiting = (await loadWaitingOrders(tx, shopId)).filter(({ orderId }) => orderIds.includes(orderId));
  for (const { orderId, waitingSince } of waiting) {
    const since = new Date(waitingSince);
    if (await hasHappened(tx, { shopId, orderId, event: "waits_for_artist", since })) continue;
    await appendHistory(tx, { shopId, actor: { kind: "system" }, at: await clockTime(tx) }, [
      { orderId, itemId: null, event: "waits_for_artist" },
    ]);
  }
}
