import { noTransaction } from "../../adapters/db.ts";
import { queueFulfilment } from "../../adapters/queue/queue.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { openFulfilment, type OpenFulfilment } from "../../adapters/rows/fulfilment/fulfilments.ts";
import { forgetHold, orderInShopify } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { ship } from "../../adapters/shopify/fulfilment.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import {
  NOT_FULFILLED_WORDS,
  planFulfilment,
  type NotFulfilled,
} from "../../domain/fulfilment/compared-fulfilments.ts";
import { wantedFulfilment, type WantedFulfilment } from "../../domain/fulfilment/wanted-fulfilments.ts";
import { wantedInShopify, type WantedInShopify } from "../../domain/fulfilment/wanted.ts";
import { askShopify } from "./ask-shopify.ts";
import { freeLines } from "./bring-about.ts";
import { fulfilmentDone, fulfilmentRefused } from "./settle-fulfilment.ts";

/** What is to ship, and what is held back at this moment. */
type ToShip = {
  shopId: string;
  wanted: WantedFulfilment;
  heldNow: () => Promise<WantedInShopify>;
  isHeldBack: (held: WantedInShopify) => boolean;
};

type Shipped = { fulfilmentIds: string[] } | { refused: string };

/**
 * Carries out "mark as fulfilled" in Shopify: all that is left of the items' lines, one fulfilment for each fulfilment order, and nothing
 * where more is left than was asked for. What is already fulfilled there counts as done, so a second run ships nothing twice. A refusal
 * keeps Shopify's sentence.
 */
export async function fulfilOrder({ shopId, fulfilmentId }: { shopId: string; fulfilmentId: string }): Promise<void> {
  const asked = await openFulfilment(shopId, fulfilmentId);
  if (!asked) return;
  const wanted = wantedFulfilment(asked, asked.items);
  const held = await wantedOf(shopId, asked.orderId);
  if (!held) return;
  const refuse = (why: NotFulfilled) => fulfilmentRefused({ shopId, fulfilmentId, sentence: NOT_FULFILLED_WORDS[why] });
  if (!wanted) return refuse("cancelled");
  const lineIds = [...wanted.lines.keys()];
  const isHeldBack = ({ heldLines }: WantedInShopify) => lineIds.some((lineId) => heldLines.has(lineId));
  if (isHeldBack(held)) {
    // What was approved a moment ago can be undone still: it ships as soon as that is over.
    if (held.freesAt)
      return queueFulfilment(noTransaction(), { shopId, orderId: asked.orderId, fulfilmentId, runAt: held.freesAt });
    return refuse("not_approved");
  }
  const heldNow = async () => (await wantedOf(shopId, asked.orderId)) ?? held;
  const about = { what: "fulfil", orderId: asked.orderId };
  const shipped = await askShopify(shopId, about, (admin) =>
    shipWanted(admin, asked, { shopId, wanted, heldNow, isHeldBack }),
  );
  if (shipped === "not_possible") return refuse("not_allowed");
  if ("refused" in shipped) return fulfilmentRefused({ shopId, fulfilmentId, sentence: shipped.refused });
  return fulfilmentDone({ shopId, fulfilmentId, shopifyFulfillmentIds: shipped.fulfilmentIds, lineIds });
}

async function wantedOf(shopId: string, orderId: string): Promise<WantedInShopify | null> {
  const order = await orderInShopify(noTransaction(), shopId, orderId);
  const situation = await loadSituation(noTransaction(), shopId, orderId);
  if (!order || !situation) return null;
  const { items, isOurs } = order;
  return wantedInShopify({ situation, items, isOurs, now: await clockTime(noTransaction()) });
}

async function shipWanted(
  admin: Admin,
  asked: OpenFulfilment,
  { shopId, wanted, heldNow, isHeldBack }: ToShip,
): Promise<Shipped> {
  const { orderId, shopifyOrderId, trackingNumber, trackingCompany, trackingUrl, notifyCustomer } = asked;
  const tracking = { number: trackingNumber, company: trackingCompany, url: trackingUrl };
  const state = await freeLines(admin, shopifyOrderId, heldNow, (ours) => forgetHold(shopId, orderId, ours));
  if (!state) return { refused: NOT_FULFILLED_WORDS.not_visible };
  if (isHeldBack(await heldNow())) return { refused: NOT_FULFILLED_WORDS.not_approved };
  const plan = planFulfilment(wanted, state.fulfilmentOrders);
  if ("not" in plan) return { refused: NOT_FULFILLED_WORDS[plan.not] };
  const fulfilmentIds: string[] = [];
  for (const { from, lines } of plan.parcels) {
    // Shopify may have let minutes go by since it was asked first.
    if (isHeldBack(await heldNow())) return { refused: NOT_FULFILLED_WORDS.not_approved };
    const answer = await ship(admin, from.id, lines, tracking, notifyCustomer);
    if ("refused" in answer) return answer;
    fulfilmentIds.push(answer.fulfilmentId);
  }
  return { fulfilmentIds };
}
