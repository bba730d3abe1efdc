import { inTransaction, noTransaction, type Tx } from "../../adapters/db.ts";
import { queueFulfilment, queueLook, queueSettling } from "../../adapters/queue/queue.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import {
  orderInShopify,
  writeCompared,
  type Compared,
  type OrderInShopify,
} from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { activeShopById } from "../../adapters/rows/shop/shops.ts";
import { AddressRefused, isShopifyFault, ShopGone, ShopifyBusy } from "../../adapters/shopify/faults.ts";
import { areSameHolds } from "../../domain/fulfilment/holds.ts";
import { withNewlyAsked } from "../../domain/fulfilment/lifted.ts";
import { mayBeUnheld, pauseAfter, type UnsettledCause } from "../../domain/fulfilment/unsettled.ts";
import { areSameWanted, wantedInShopify } from "../../domain/fulfilment/wanted.ts";
import type { HistoryEvent } from "../../domain/workflow/history.ts";
import { askShopify } from "./ask-shopify.ts";
import { bringAbout, type Brought } from "./bring-about.ts";
import { tellLifted, tellUnsettled } from "./tell-unsettled.ts";

type Key = { shopId: string; orderId: string };

/**
 * Sees to it that Shopify is as it has to be of one order: what is not approved is held, what is approved is free, tag and metafield
 * say where the artwork stands, what was marked as fulfilled is asked for until it is answered, what others have fulfilled is taken over,
 * and nothing of ours is on an order that the shop does not work on here. Compares what is so at this moment, here and there, and settles
 * the difference; what cannot be settled now is compared again later, and after some tries managers are told. Writes down only what Shopify has confirmed. May be repeated and come in any order; other apps' holds are never touched.
 */
export async function settleOrder({ shopId, orderId }: Key): Promise<void> {
  const read = await readOrder(noTransaction(), shopId, orderId);
  if (!read) return;
  const { order, wanted } = read;
  if (read.isUntouched) return;
  const wantedNow = async () => (await readOrder(noTransaction(), shopId, orderId))?.wanted ?? wanted;
  const about = { what: "settle", orderId };
  let brought: Brought | "not_possible";
  try {
    brought = await askShopify(shopId, about, (admin) => bringAbout(admin, order, wantedNow, read));
  } catch (fault) {
    // The queue tries again by itself; what is known so far stays as it is.
    const told = { isShutOut: isShutOut(fault), isNoTry: fault instanceof ShopifyBusy };
    if (isShopifyFault(fault)) await keep({ shopId, orderId }, read, { ...inVain(read, "unreachable"), ...told });
    throw fault;
  }
  if (brought === "not_possible") {
    if (await activeShopById(shopId)) await keep({ shopId, orderId }, read, inVain(read, "not_allowed"));
    return;
  }
  await keep({ shopId, orderId }, read, brought);
}

type Read = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

async function readOrder(tx: Tx, shopId: string, orderId: string) {
  const order = await orderInShopify(tx, shopId, orderId);
  const situation = await loadSituation(tx, shopId, orderId);
  if (!order || !situation) return null;
  const { items, isOurs } = order;
  const now = await clockTime(tx);
  const wanted = wantedInShopify({ situation, items, isOurs, now });
  // Of an order in shadow there is nothing to take back.
  const isUntouched = situation.isInShadow && order.holds.length === 0 && order.writtenState === null;
  return { order, wanted, now, setting: situation.flow.liftedHold, isUntouched };
}

type Found = Pick<Brought, "cause" | "said" | "isUnheld" | "settledAs"> &
  Partial<Brought> & {
    /** That Shopify answers nothing of this shop is told by a task of its own. */
    isShutOut?: boolean;
    /** It was only not the order's turn. */
    isNoTry?: boolean;
  };

function isShutOut(fault: unknown): boolean {
  return fault instanceof AddressRefused || fault instanceof ShopGone;
}

function inVain({ order, wanted }: Read, cause: UnsettledCause): Found {
  return { cause, settledAs: null, isUnheld: wanted.heldLines.size > 0 && mayBeUnheld(order) };
}

async function keep({ shopId, orderId }: Key, { order, wanted }: Read, brought: Found): Promise<void> {
  const found = withFulfilments(order, brought);
  const { cause } = found;
  const tries = cause === null ? 0 : order.unsettledTries + (found.isNoTry ? 0 : 1);
  const isKnown = await inTransaction(async (tx) => {
    await lockOrders(tx, shopId, [orderId]);
    const now = await clockTime(tx);
    // While Shopify was being asked, the order may have changed, and the job that this called for may have found what is no longer so.
    const fresh = await readOrder(tx, shopId, orderId);
    if (!fresh) return false;
    if (!areSameWanted(fresh.wanted, wanted)) await queueSettling(tx, { shopId, orderId });
    const { freesAt } = fresh.wanted;
    if (freesAt) await queueSettling(tx, { shopId, orderId, why: "approval stands", runAt: freesAt });
    const unheldSince = found.isUnheld ? (fresh.order.unheldSince ?? now) : null;
    const { settledAs } = found;
    const lifted = found.lifted && withNewlyAsked(found.lifted, order.liftedByHand, fresh.order.liftedByHand);
    await writeCompared(
      tx,
      shopId,
      orderId,
      { unsettledCause: cause, unsettledTries: tries, unheldSince, settledAs, ...confirmed({ ...found, lifted }) },
      now,
    );
    await appendHistory(
      tx,
      { shopId, actor: { kind: "system" } },
      eventsOf(fresh.order, found).map((event) => ({ orderId, itemId: null, event })),
    );
    const pauseMs = cause === null || cause === "unreachable" ? null : pauseAfter(tries - 1);
    if (found.isUnseen || found.isBehind) await queueLook(tx, { shopId, orderId });
    for (const fulfilmentId of fresh.order.askedFulfilments)
      await queueFulfilment(tx, { shopId, orderId, fulfilmentId });
    if (pauseMs !== null)
      await queueSettling(tx, { shopId, orderId, why: "again", runAt: new Date(now.getTime() + pauseMs) });
    return true;
  });
  // An order that was deleted meanwhile is told of no more.
  if (!isKnown) return;
  const { said, isShutOut: isTold = false } = found;
  await tellUnsettled({ shopId, orderId, before: order.unsettledCause, cause, tries, said, isTold });
  await tellLifted({ shopId, orderId, isNew: found.hasNewlyLifted === true });
}

// An order has not settled while Shopify has not answered what was marked as fulfilled, or has fulfilled what is not known to be so here.
function withFulfilments({ askedFulfilments }: OrderInShopify, found: Found): Found {
  if (askedFulfilments.length > 0) return { ...found, settledAs: null, cause: found.cause ?? "not_fulfilled" };
  return found.isBehind ? { ...found, settledAs: null } : found;
}

function confirmed({ holds, lifted, tag }: Found): Partial<Compared> {
  return {
    ...(holds ? { holds } : {}),
    ...(lifted ? { liftedByHand: lifted } : {}),
    ...(tag !== undefined ? { writtenState: tag } : {}),
  };
}

function eventsOf({ holds: known }: OrderInShopify, found: Found): HistoryEvent[] {
  const { holds = known, hasReleased, hasNewlyLifted } = found;
  const isPlaced = holds.some(({ holdId }) => !known.some((one) => one.holdId === holdId));
  return [
    ...(hasNewlyLifted ? (["hold_lifted"] as const) : []),
    ...(isPlaced ? (["hold_placed"] as const) : []),
    ...(hasReleased && !areSameHolds(holds, known) ? (["hold_released"] as const) : []),
  ];
}
