import { openFulfilment } from "../../adapters/rows/fulfilment/fulfilments.ts";
import { forgetHold, orderInShopify } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { noTransaction } from "../../adapters/db.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { ship, type FulfilmentOrder, type Tracking } from "../../adapters/shopify/fulfilment.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import { hasLeft, linesToShip, parcelsOf } from "../../domain/fulfilment/shipping.ts";
import { CAUSE_WORDS } from "../../domain/fulfilment/unsettled.ts";
import { wantedInShopify, type WantedInShopify } from "../../domain/fulfilment/wanted.ts";
import { askShopify } from "./ask-shopify.ts";
import { freeLines } from "./bring-about.ts";
import { fulfilmentDone, fulfilmentRefused } from "./settle-fulfilment.ts";

const NOT_APPROVED = "Something of it is not approved any more.";

type Shipped = { fulfilmentIds: string[] } | { refused: string };

/**
 * Carries out "mark as fulfilled" in Shopify: everything that is left of the items' lines, one fulfilment for each fulfilment order.
 * What is already fulfilled there counts as done, so a second run ships nothing twice. A refusal keeps Shopify's sentence.
 */
export async function fulfilOrder({ shopId, fulfilmentId }: { shopId: string; fulfilmentId: string }): Promise<void> {
  const asked = await openFulfilment(shopId, fulfilmentId);
  if (!asked) return;
  const { trackingNumber: number, trackingCompany: company, trackingUrl: url, notifyCustomer } = asked;
  const lineIds = linesToShip(asked.items, asked.itemIds);
  const wanted = await wantedOf(shopId, asked.orderId);
  if (!wanted) return;
  const wantedNow = async () => (await wantedOf(shopId, asked.orderId)) ?? wanted;
  const isHeldBack = async () => {
    const { heldLines } = await wantedNow();
    return [...lineIds].some((lineId) => heldLines.has(lineId));
  };
  if (await isHeldBack()) return fulfilmentRefused({ shopId, fulfilmentId, sentence: NOT_APPROVED });
  const about = { what: "fulfil", orderId: asked.orderId };
  const shipped = await askShopify(shopId, about, async (admin): Promise<Shipped> => {
    const state = await freeLines(admin, asked.shopifyOrderId, wantedNow, (ours) =>
      forgetHold(shopId, asked.orderId, ours),
    );
    return state
      ? shipAll(admin, state.fulfilmentOrders, { lineIds, isHeldBack }, { number, company, url }, notifyCustomer)
      : {
          refused:
            "Shopify does not show this order to the app any more. Fulfil it in the Shopify admin, or ask for the permission to see older orders.",
        };
  });
  if (shipped === "not_possible")
    return fulfilmentRefused({
      shopId,
      fulfilmentId,
      sentence: "Shopify does not let the app fulfil orders. Check the app's permissions.",
    });
  if ("refused" in shipped) return fulfilmentRefused({ shopId, fulfilmentId, sentence: shipped.refused });
  return fulfilmentDone({ shopId, fulfilmentId, shopifyFulfillmentIds: shipped.fulfilmentIds, lineIds: [...lineIds] });
}

async function wantedOf(shopId: string, orderId: string): Promise<WantedInShopify | null> {
  const order = await orderInShopify(noTransaction(), shopId, orderId);
  const situation = await loadSituation(noTransaction(), shopId, orderId);
  return order && situation && wantedInShopify({ situation, items: order.items, isOurs: order.isOurs });
}

async function shipAll(
  admin: Admin,
  all: FulfilmentOrder[],
  { lineIds, isHeldBack }: { lineIds: Set<string>; isHeldBack: () => Promise<boolean> },
  tracking: Tracking,
  notifyCustomer: boolean,
): Promise<Shipped> {
  const fulfilmentIds: string[] = [];
  const parcels = parcelsOf(all, lineIds);
  if (parcels.length === 0 && hasLeft(all, lineIds)) {
    return {
      refused: "Shopify has no open shipment for these lines. Look at the order's fulfilment in the Shopify admin.",
    };
  }
  for (const { from, lines } of parcels) {
    // Shopify may have let minutes go by since it was asked first.
    if (await isHeldBack()) return { refused: NOT_APPROVED };
    if (from.ourHoldId !== null) return { refused: CAUSE_WORDS.held_together };
    const answer = await ship(admin, from.id, lines, tracking, notifyCustomer);
    if ("refused" in answer) return answer;
    fulfilmentIds.push(answer.fulfilmentId);
  }
  return { fulfilmentIds };
}
