import { log } from "../../adapters/log.ts";
import type { OrderInShopify } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { hold, readOrderState, release, split, type OrderState } from "../../adapters/shopify/fulfilment.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import { writeArtworkState } from "../../adapters/shopify/write-back.ts";
import { planTags, standingOf } from "../../domain/fulfilment/compared.ts";
import { isFulfilledUntold } from "../../domain/fulfilment/compared-fulfilments.ts";
import { ourHolds, planHolds, type Hold, type HoldPlan, type HoldStep } from "../../domain/fulfilment/holds.ts";
import { leftOpen, noticeLifted, withoutHeldAgain, type Lifted } from "../../domain/fulfilment/lifted.ts";
import { mayBeUnheld, type UnsettledCause } from "../../domain/fulfilment/unsettled.ts";
import { areSameWanted, metafieldOf, type WantedInShopify } from "../../domain/fulfilment/wanted.ts";
import type { Flow } from "../../domain/words/flow.ts";

/** How Shopify stands after all that could be done. */
export type Brought = {
  holds: Hold[];
  /** A hold of ours was released now. */
  hasReleased: boolean;
  lifted: Lifted[];
  hasNewlyLifted: boolean;
  /** The tag of ours that is there; undefined when Shopify does not show the order. */
  tag: string | null | undefined;
  settledAs: string | null;
  cause: UnsettledCause | null;
  /** Shopify's own sentence, where it refused something. */
  said?: string;
  /** Something that has to be held is not. */
  isUnheld: boolean;
  /** Shopify does not show the order: it may be deleted, or too old. */
  isUnseen?: true;
  /** Shopify has fulfilled something that is still worked on here: the order has to be read again. */
  isBehind?: boolean;
};

const REASON_NOTES = "The artwork is not approved yet.";
const MOST_ROUNDS = 60;

/** What has to be so at this moment: a throttled Shopify may let minutes go by, in which an approval may have been taken back. */
export type WantedNow = () => Promise<WantedInShopify>;

/**
 * Sees to it that an order is in Shopify as wanted: compares, does what differs, and compares again, until nothing does or no more can
 * be done. Nothing is freed that has to be held by now.
 */
export async function bringAbout(
  admin: Admin,
  order: OrderInShopify,
  wantedNow: WantedNow,
  { setting, now }: { setting: Flow["liftedHold"]; now: Date },
): Promise<Brought> {
  const refusals = new Map<string, string>();
  let noticed: ReturnType<typeof noticeLifted> | undefined;
  let hasReleased = false;
  for (let round = 1; ; round += 1) {
    const state = await readOrderState(admin, order.shopifyOrderId);
    const wanted = await wantedNow();
    if (!state) return unseen(admin, order, wanted);
    const all = state.fulfilmentOrders;
    noticed ??= noticeLifted(wanted.heldLines, all, holdsNobodyFrees(order), order.liftedByHand, now.toISOString());
    const plan = planHolds(wanted, all, leftOpen(noticed.lifted, setting));
    const steps = inOrder(plan.steps).filter((step) => !refusals.has(idOf(step)));
    const writes = writesOf(state, wanted);
    const mayWrite = writes !== null && !refusals.has("tags");
    if ((steps.length === 0 && !mayWrite) || round === MOST_ROUNDS) {
      const { isNew } = noticed;
      const lifted = withoutHeldAgain(noticed.lifted, wanted.heldLines, all);
      const isBehind = isFulfilledUntold(order.items, all);
      const found = { hasReleased, lifted, hasNewlyLifted: isNew, isBehind, ...standing(state, wanted, plan) };
      if (refusals.size === 0) return found;
      const said = [...new Set(refusals.values())].join(" ");
      log.warn({ event: "order_not_settled", orderId: order.id, message: said });
      return { ...found, settledAs: null, cause: "refused", said };
    }
    for (const step of steps) {
      if (await isOutdated(step, wanted, wantedNow)) break;
      const answer = await carryOut(admin, step);
      if (answer) refusals.set(idOf(step), answer.refused);
      else hasReleased ||= step.does === "release";
    }
    if (!mayWrite) continue;
    const said = await writeArtworkState(admin, order.shopifyOrderId, writes);
    if (said.length > 0) refusals.set("tags", said.join(" "));
  }
}

// Holding what is free by now keeps nothing back for long; freeing what is not is never right.
async function isOutdated({ does }: HoldStep, planned: WantedInShopify, wantedNow: WantedNow): Promise<boolean> {
  return does !== "hold" && !areSameWanted(planned, await wantedNow());
}

/** Frees what may ship of an order and is still held by us; gives what is so afterwards, null when Shopify does not show the order. */
export async function freeLines(
  admin: Admin,
  shopifyOrderId: string,
  wantedNow: WantedNow,
  noteReleased: (ours: Hold) => Promise<void>,
): Promise<OrderState | null> {
  for (let round = 1; ; round += 1) {
    const state = await readOrderState(admin, shopifyOrderId);
    const wanted = await wantedNow();
    const steps = state ? planHolds(wanted, state.fulfilmentOrders).steps.filter(({ does }) => does !== "hold") : [];
    if (steps.length === 0 || round === MOST_ROUNDS) return state;
    let isRefused = false;
    for (const step of steps) {
      if (await isOutdated(step, wanted, wantedNow)) break;
      const answer = await carryOut(admin, step);
      if (answer === null && step.does === "release") await noteReleased(step.ours);
      isRefused ||= answer !== null;
    }
    if (isRefused) return readOrderState(admin, shopifyOrderId);
  }
}

// Whoever releases what is held together with something that may ship does as the task about it says.
function holdsNobodyFrees({ holds, unsettledCause }: OrderInShopify): Hold[] {
  return unsettledCause === "held_together" ? [] : holds;
}

function standing(state: OrderState, wanted: WantedInShopify, plan: HoldPlan) {
  const seen = { ...state, hasMore: false };
  return {
    holds: ourHolds(state.fulfilmentOrders),
    tag: writesOf(state, wanted) === null ? wanted.tag : undefined,
    settledAs: plan.notYet === null ? standingOf(wanted, seen) : null,
    cause: plan.notYet,
    isUnheld: plan.isUnheld || plan.notYet === "not_routed",
  };
}

// What is held comes before what is freed.
function inOrder(steps: readonly HoldStep[]): HoldStep[] {
  const place = { hold: 0, split: 1, release: 2 };
  return steps.toSorted((one, other) => place[one.does] - place[other.does]);
}

function idOf(step: HoldStep): string {
  return step.does === "release" ? step.ours.fulfillmentOrderId : step.id;
}

function carryOut(admin: Admin, step: HoldStep): Promise<{ refused: string } | null> {
  if (step.does === "hold") return hold(admin, step.id, step.part, REASON_NOTES);
  if (step.does === "split") return split(admin, step.id, step.part);
  return release(admin, step.ours.fulfillmentOrderId, step.ours.holdId);
}

function writesOf(state: OrderState, { tag }: WantedInShopify) {
  const { add, remove } = planTags(state.tags, tag);
  const metafield = metafieldOf(tag);
  if (add.length + remove.length === 0 && metafield === state.metafield) return null;
  return { add, remove, metafield };
}

// An order that Shopify no longer shows (of more than 60 days ago, perhaps) may still be held by us: its holds are known by their ids.
async function unseen(admin: Admin, order: OrderInShopify, wanted: WantedInShopify): Promise<Brought> {
  const isHeldHere = wanted.heldLines.size > 0;
  const left: Hold[] = isHeldHere ? order.holds : [];
  for (const ours of isHeldHere ? [] : order.holds) {
    if (await release(admin, ours.fulfillmentOrderId, ours.holdId)) left.push(ours);
  }
  const isSo = !isHeldHere && left.length === 0 && order.writtenState === wanted.tag;
  return {
    holds: left,
    hasReleased: left.length < order.holds.length,
    lifted: order.liftedByHand,
    hasNewlyLifted: false,
    tag: undefined,
    settledAs: null,
    cause: isSo ? null : "not_visible",
    isUnheld: isHeldHere && mayBeUnheld(order),
    isUnseen: true,
  };
}
