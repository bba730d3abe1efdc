import { issueLink, orderByToken } from "../../adapters/proofs/customer-link.ts";
import { inTransaction } from "../../adapters/db.ts";
import { readProxied } from "../../adapters/proofs/proxy-signature.ts";
import { orderIdOfCustomer } from "../../adapters/rows/customer-orders.ts";
import { installedShop } from "../../adapters/rows/shops.ts";
import { env } from "../../env.server.ts";

/** A visitor of our pages in a shop. `customerId` is whoever is logged in there, as Shopify signed it; null for nobody. */
export type Visit = {
  shop: { id: string; domain: string; name: string };
  pathPrefix: string;
  customerId: string | null;
  appUrl: string;
};

/** An order that a visitor may see and decide about, with the token that its forms carry. */
export type VisitedOrder = { orderId: string; token: string };

/** Which shop's visitor a proxied request is from; throws a 401 answer when Shopify did not sign it, a 404 one when the shop has left. */
export async function visitOf(request: Request): Promise<Visit> {
  const { SHOPIFY_API_SECRET, SHOPIFY_APP_URL } = env();
  const proxied = readProxied(new URL(request.url).searchParams, SHOPIFY_API_SECRET, Date.now());
  if (!proxied) throw plain(401, "This page can only be opened through the shop.");
  const shop = await installedShop(proxied.shopDomain);
  if (!shop) throw plain(404, "This shop does not use Proofline.");
  return { shop, pathPrefix: proxied.pathPrefix, customerId: proxied.customerId, appUrl: SHOPIFY_APP_URL };
}

/** The order that a link's token opens in this shop; null when it opens none. */
export async function orderOfLink({ shop }: Visit, token: string): Promise<VisitedOrder | null> {
  const order = await orderByToken(token);
  return order?.shopId === shop.id ? { orderId: order.orderId, token } : null;
}

/** An order of the logged-in customer by Shopify's number of it; null for anybody else's. */
export async function orderOfCustomer(
  { shop, customerId }: Visit,
  shopifyOrderId: string,
): Promise<VisitedOrder | null> {
  if (customerId === null) return null;
  const orderId = await orderIdOfCustomer(shop.id, shopifyOrderId, customerId);
  if (!orderId) return null;
  return { orderId, token: await inTransaction((tx) => issueLink(tx, { shopId: shop.id, orderId })) };
}

function plain(status: number, sentence: string): Response {
  return new Response(sentence, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}
