import { issueLink, orderByToken } from "../../adapters/proofs/customer-link.ts";
import { inTransaction } from "../../adapters/db.ts";
import { orderIdOfCustomer } from "../../adapters/rows/orders/customer-orders.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { notePagePath, visitedStorefront, type CustomerAccounts } from "../../adapters/rows/shop/storefronts.ts";
import { pagePathOf, readPagePath, type PagePath } from "../../domain/customer/customer-page-address.ts";
import { env } from "../../env.server.ts";

/** A visitor of our pages in a shop. `customerId` is whoever is logged in there, as Shopify signed it; null for nobody. */
export type Visit = PagePath & {
  shop: { id: string; domain: string; name: string };
  customerAccounts: CustomerAccounts;
  customerId: string | null;
  /** The same for the same network within a shop, and nothing that can be read; only where Shopify's proxy tells it. */
  visitor?: string;
  appUrl: string;
};

/** An order that a visitor may see and decide about, with the token that its forms carry. */
export type VisitedOrder = { orderId: string; token: string };

/** Which shop's visitor somebody is for whom Shopify vouches; null when the shop does not have the app. Keeps where Shopify says that our pages stand. */
export async function whoIsVisiting(proxied: {
  shopDomain: string;
  pathPrefix: string;
  customerId: string | null;
  visitor?: string;
}): Promise<Visit | null> {
  const storefront = await visitedStorefront(proxied.shopDomain);
  if (!storefront) return null;
  const { id, domain, name, pagePath, customerAccounts } = storefront;
  const signed = readPagePath(proxied.pathPrefix);
  if (signed && signed.path !== pagePath) await keepPagePath(id, signed.path);
  return {
    ...(signed ?? { localeRoot: "", path: pagePathOf(storefront) }),
    shop: { id, domain, name },
    customerAccounts,
    customerId: proxied.customerId,
    ...(proxied.visitor === undefined ? {} : { visitor: proxied.visitor }),
    appUrl: env().SHOPIFY_APP_URL,
  };
}

async function keepPagePath(shopId: string, path: string): Promise<void> {
  await inTransaction(async (tx) => {
    if (await notePagePath(tx, shopId, path))
      await enqueue(tx, "follow-shop", { shopId }, { jobKey: `follow-shop:${shopId}` });
  });
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
