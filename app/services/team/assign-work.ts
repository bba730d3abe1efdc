import {
  loadCandidates,
  lockArtists,
  lockRole,
  markWaiting,
  visibleItems,
  writeAssignments,
  type Gift,
} from "../../adapters/rows/team/assignments.ts";
import { loadWaitingOrders, lockFreeOrders, ordersToAssign, stillWaiting } from "../../adapters/rows/team/open-work.ts";
import { inTransaction, noTransaction, type Tx } from "../../adapters/db.ts";
import { queueShopAssignment } from "../../adapters/queue/queue.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { memberNames } from "../../adapters/rows/team/members.ts";
import {
  chooseMember,
  giveOut,
  isAvailable,
  rolesNeeded,
  withWork,
  type Candidate,
} from "../../domain/team/assignment.ts";
import { WORKING_ROLES, type WorkingRole } from "../../domain/words/roles.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { STEP_ROLE } from "../../domain/words/steps.ts";

/** So many orders are given out in one transaction, which takes some 100 ms. */
const ORDERS_AT_ONCE = 50;
/** A run that has lasted so long gives its place back and goes on as another job. */
const PLACE_FOR_MS = 1_000;
/** An order that somebody holds at the moment is looked at again after so long. */
const AGAIN_MS = 1_000;

type Run = { signal?: AbortSignal; ordersAtOnce?: number; forMs?: number };

/**
 * Gives an order, or every order of the shop that has nobody available in a role, to the members whose turn it is; orders for artists
 * go through the queue, oldest first. Work inside an undo window is left for later. May run twice, with others at once, and be killed anywhere: what is
 * not given out yet is found again. However much waits, a run is short; the shop's job goes on by itself.
 */
export async function assignWork(
  { shopId, orderId }: { shopId: string; orderId?: string | null },
  { signal, ordersAtOnce = ORDERS_AT_ONCE, forMs = PLACE_FOR_MS }: Run = {},
): Promise<void> {
  const end = performance.now() + forMs;
  const isOver = () => signal?.aborted || performance.now() >= end;
  const nextOrders = () => ordersToAssign(noTransaction(), shopId, ordersAtOnce);
  let due = orderId ? [orderId] : await nextOrders();
  for (;;) {
    const orderIds = due;
    const changed = await inTransaction((tx) => assignOrders(tx, shopId, orderIds));
    let queue = await inTransaction((tx) => giveToArtists(tx, shopId, ordersAtOnce));
    while (queue.goesOn && !isOver()) queue = await inTransaction((tx) => giveToArtists(tx, shopId, ordersAtOnce));
    await inTransaction((tx) => noteStillWaiting(tx, shopId, orderIds));
    due = orderId ? [] : await nextOrders();
    // The same orders again, and nothing has become of them: nobody could help that by trying on.
    const isInVain = changed === 0 && due.join() === orderIds.join();
    const goesOn = queue.goesOn || (due.length > 0 && !isInVain);
    if (goesOn && !orderId && !isOver()) continue;
    if (goesOn) return inTransaction((tx) => queueShopAssignment(tx, shopId));
    if (queue.isHeldUp) return inTransaction((tx) => queueShopAssignment(tx, shopId, AGAIN_MS));
    return;
  }
}

// All orders are locked before any role: nobody who holds a role waits for an order. Gives how many orders changed.
async function assignOrders(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<number> {
  if (orderIds.length === 0) return 0;
  await lockOrders(tx, shopId, orderIds);
  const [loaded, visible] = [await loadSituations(tx, shopId, orderIds), await visibleItems(tx, shopId, orderIds)];
  const asked = orderIds.flatMap((id) => {
    const situation = loaded.get(id);
    return situation ? [{ situation, needed: rolesNeeded(situation, visible) }] : [];
  });
  const gifts: Gift[] = [];
  for (const role of WORKING_ROLES.filter((one) => one !== "artist")) {
    const ofRole = asked.filter(({ needed }) => needed.has(role)).map(({ situation }) => situation);
    if (ofRole.length > 0) gifts.push(...(await chooseFor(tx, shopId, role, ofRole)));
  }
  const at = await clockTime(tx);
  await give(tx, shopId, gifts, at);
  const artists = await loadCandidates(tx, shopId, "artist");
  const waits = asked.map(({ situation: { orderId, assignees }, needed }) => {
    return { orderId, waits: needed.has("artist") && !hasAvailableArtist(artists, assignees.artist) };
  });
  const idsOf = (isWaiting: boolean) => waits.filter((one) => one.waits === isWaiting).map(({ orderId }) => orderId);
  const joined = await markWaiting(tx, shopId, idsOf(true), at);
  return gifts.length + joined + (await markWaiting(tx, shopId, idsOf(false), null));
}

async function chooseFor(tx: Tx, shopId: string, role: WorkingRole, orders: readonly Situation[]): Promise<Gift[]> {
  await lockRole(tx, shopId, role);
  let team = await loadCandidates(tx, shopId, role);
  const at = (await clockTime(tx)).getTime();
  const gifts: Gift[] = [];
  for (const { orderId, assignees, items } of orders) {
    const need = {
      items: items.filter(({ step }) => STEP_ROLE[step] === role).length,
      current: assignees[role] ?? null,
    };
    const memberId = chooseMember(role, team, need);
    if (!memberId || memberId === need.current) continue;
    gifts.push({ orderId, role, memberId });
    team = withWork(team, memberId, { items: need.items, at });
  }
  return gifts;
}

type Queue = {
  /** More could be given out at once. */ goesOn: boolean;
  /** Somebody held an order whose turn it was. */ isHeldUp: boolean;
};

// Artists' rows are locked before orders, and no order is waited for: nobody who holds an order is waited for with artists' rows in hand. The place of
// an order that somebody holds is kept for it.
async function giveToArtists(tx: Tx, shopId: string, atMost: number): Promise<Queue> {
  await lockArtists(tx, shopId);
  const waiting = await loadWaitingOrders(tx, shopId, atMost);
  if (waiting.length === 0) return { goesOn: false, isHeldUp: false };
  const artists = await loadCandidates(tx, shopId, "artist");
  const at = await clockTime(tx);
  const planned = giveOut(waiting, artists, at.getTime(), atMost);
  if (planned.length === 0) return { goesOn: false, isHeldUp: false };
  const locked = await lockFreeOrders(
    tx,
    shopId,
    planned.map(({ orderId }) => orderId),
  );
  const now = new Map((await stillWaiting(tx, shopId, locked)).map((one) => [one.orderId, one]));
  const counted = new Map(waiting.map(({ orderId, items }) => [orderId, items]));
  const hasArtist = locked.filter((id) => hasAvailableArtist(artists, now.get(id)?.artistId));
  const gifts = planned.flatMap(({ orderId, memberId }): Gift[] =>
    now.get(orderId)?.items === counted.get(orderId) && !hasArtist.includes(orderId)
      ? [{ orderId, role: "artist", memberId }]
      : [],
  );
  await give(tx, shopId, gifts, at);
  const left = await markWaiting(tx, shopId, hasArtist, null);
  return {
    goesOn: planned.length === atMost && gifts.length + left > 0,
    isHeldUp: gifts.length + left < planned.length,
  };
}

// An artist who is there keeps the order whatever the load: rework is sticky.
function hasAvailableArtist(artists: readonly Candidate[], artistId: string | null | undefined): boolean {
  return artists.some((one) => one.memberId === artistId && isAvailable(one, "artist"));
}

async function give(tx: Tx, shopId: string, gifts: readonly Gift[], at: Date): Promise<void> {
  if (gifts.length === 0) return;
  await writeAssignments(tx, shopId, gifts, at);
  const names = await memberNames(
    tx,
    shopId,
    gifts.map(({ memberId }) => memberId),
  );
  const lines = gifts.map(({ orderId, memberId }) => {
    return { orderId, itemId: null, event: "assigned", subject: names.get(memberId) } as const;
  });
  await appendHistory(tx, { shopId, actor: { kind: "system" }, at }, lines);
}

async function noteStillWaiting(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<void> {
  const untold = (await stillWaiting(tx, shopId, orderIds)).filter(({ isTold }) => !isTold);
  if (untold.length === 0) return;
  const lines = untold.map(({ orderId }) => ({ orderId, itemId: null, event: "waits_for_artist" }) as const);
  await appendHistory(tx, { shopId, actor: { kind: "system" }, at: await clockTime(tx) }, lines);
}
