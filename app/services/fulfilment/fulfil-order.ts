import { openFulfilment } from "../../adapters/rows/fulfilment/fulfilments.ts";
import {
  readFulfilmentOrders,
  release,
  ship,
  type FulfilmentOrder,
  type Tracking,
} from "../../adapters/shopify/fulfilment.ts";
import type { Admin } from "../../adapters/shopify/operation.ts";
import { hasLeft, linesToShip, parcelsOf } from "../../domain/fulfilment/shipping.ts";
import { askShopify } from "./ask-shopify.ts";
import { fulfilmentDone, fulfilmentRefused } from "./settle-fulfilment.ts";

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
  const shipped = await askShopify(shopId, { what: "fulfil", orderId: asked.orderId }, async (admin) => {
    const all = await readFulfilmentOrders(admin, asked.shopifyOrderId);
    return all
      ? shipAll(admin, all, lineIds, { number, company, url }, notifyCustomer)
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

async function shipAll(
  admin: Admin,
  all: FulfilmentOrder[],
  lineIds: Set<string>,
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
    if (from.ourHoldId) await release(admin, from.id, from.ourHoldId);
    const answer = await ship(admin, from.id, lines, tracking, notifyCustomer);
    if ("refused" in answer) return answer;
    fulfilmentIds.push(answer.fulfilmentId);
  }
  return { fulfilmentIds };
}
