import { noTransaction } from "../../adapters/db.ts";
import { queueFulfilment } from "../../adapters/queue/queue.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { openFulfilment, type OpenFulfilment } from "../../adapters/rows/fulfilment/fulfilments.ts";
import { orderInShopify } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { ship } from "../../adapters/shopify/fulfilment.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import {
  NOT_FULFILLED_WORDS,
  planFulfilment,
  type NotFulfilled,
} from "../../domain/fulfilment/compared-fulfilments.ts";
import { wantedFulfilment, type WantedFulfilment } from "../../domain/fulfilment/wanted-fulfilments.ts";
import { wantedInShopify, type WantedInShopify } from "../../domain/fulfilment/wanted.ts";
import { askShopify, nowPossible } from "./ask-shopify.ts";
import { freeLines } from "./bring-about.ts";
import { fulfilmentDone, fulfilmentRefused } from "./settle-fulfilment.ts";

type Shipped = { fulfilmentIds: string[] } | { refused: string };

/**
 * Carries out "mark as fulfilled" in Shopify: all that is left of the items' lines, one fulfilment for each fulfilment order, and nothing
 * where more is left than was asked for. What is already fulfilled there counts as done, so a second run ships nothing twice. A refusal
 * keeps Shopify's sentence.
 */
export async function fulfilOrder({ shopId, fulfilmentId }: { shopId: string; fulfilmentId: string }): Promise<void> {
  const asked = await openFulfilment(shopId, fulfilmentId);
  if (!asked) return;
  const held = await wantedOf(shopId, asked.orderId);
  if (!held) return;
  const refuse = (why: NotFulfilled) => fulfilmentRefused({ shopId, fulfilmentId, sentence: NOT_FULFILLED_WORDS[why] });
  const wanted = wantedFulfilment(asked, asked.items);
  if (!wanted) return refuse("cancelled");
  const lineIds = [...wanted.lines.keys()];
  if (lineIds.some((lineId) => held.heldLines.has(lineId))) {
    // What was approved a moment ago can be undone still: it ships as soon as that is over.
    if (held.freesAt)
      return queueFulfilment(noTransaction(), { shopId, orderId: asked.orderId, fulfilmentId, runAt: held.freesAt });
    return refuse("not_approved");
  }
  const about = { what: "fulfil", orderId: asked.orderId };
  const shipped = await askShopify(shopId, about, (admin) => shipWanted(admin, asked, wanted, held));
  if (shipped === "not_possible") return refuse("not_allowed");
  await nowPossible(shopId, about);
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
  {
    shopifyOrderId,
    trackingNumber: number,
    trackingCompany: company,
    trackingUrl: url,
    notifyCustomer,
  }: OpenFulfilment,
  wanted: WantedFulfilment,
  held: WantedInShopify,
): Promise<Shipped> {
  const state = await freeLines(admin, shopifyOrderId, held);
  if (!state) return { refused: NOT_FULFILLED_WORDS.not_visible };
  const plan = planFulfilment(wanted, state.fulfilmentOrders);
  if ("not" in plan) return { refused: NOT_FULFILLED_WORDS[plan.not] };
  const fulfilmentIds: string[] = [];
  for (const { from, lines } of plan.parcels) {
    const answer = await ship(admin, from.id, lines, { number, company, url }, notifyCustomer);
    if ("refused" in answer) return answer;
    fulfilmentIds.push(answer.fulfilmentId);
  }
  return { fulfilmentIds };
}
