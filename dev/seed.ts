import { disconnect } from "../app/adapters/db.ts";
import type { LocalShopify } from "./local-shopify/server.ts";
import { agePlannedOrders } from "./seed/age.ts";
import { openAsEveryone } from "./seed/people.ts";
import { PLANS } from "./seed/plan.ts";
import { placePlannedOrders, untilTaken } from "./seed/place.ts";
import { live } from "./seed/live.ts";

/** Fills both shops of Local Shopify with orders in all steps, by what people really do: open the app, order, decide, upload. */
export async function seed(shopify: LocalShopify): Promise<void> {
  for (const [index, shop] of shopify.state.shops.entries()) {
    const shopId = await openAsEveryone(shopify, shop);
    const planned = await placePlannedOrders(shopify, shop, PLANS[index] ?? []);
    const taken = await untilTaken(shopId, planned);
    for (const { orderId, plan } of taken) await live(shopId, orderId, plan);
    await agePlannedOrders(shopId, taken);
  }
  await disconnect();
}
