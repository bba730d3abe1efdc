import { storefrontOf, type Storefront } from "../../adapters/rows/shop/storefronts.ts";
import { themeBlockLink } from "../../domain/customer/admin-links.ts";
import { customerPageAddress } from "../../domain/customer/customer-page-address.ts";
import type { StoreFacts } from "../../domain/screens/store-facts.ts";
import { env } from "../../env.server.ts";

/** What is known of a shop's online store: where customers find their page, how they log in, and whether they can open it at all. */
export async function readStoreFacts(shopId: string): Promise<StoreFacts> {
  return storeFactsOf(await storefrontOf(shopId));
}

/** The same of a store that has been read. */
export function storeFactsOf(storefront: Storefront): StoreFacts {
  return {
    address: customerPageAddress(storefront, "/"),
    customerAccounts: storefront.customerAccounts,
    hasPassword: storefront.hasPassword,
    blockLink: themeBlockLink(env().SHOPIFY_API_KEY),
  };
}
