import type { CustomerData } from "../../domain/intake/customer-data.ts";

/** Shopify understood the request and said no (a missing scope, an unknown field, too costly); asking again gives the same answer. */
export class ShopifyRefused extends Error {
  /** Shopify's codes, such as ACCESS_DENIED or MAX_COST_EXCEEDED; empty where it gave none. */
  readonly codes: string[];
  /** What of protected customer data it kept from us; empty where it refused for another reason. */
  readonly withheld: CustomerData[];
  constructor(message: string, codes: string[], withheld: CustomerData[] = []) {
    super(message);
    this.name = "ShopifyRefused";
    this.codes = codes;
    this.withheld = withheld;
  }
}

/** Shopify could not be asked (no connection, 5xx, time-out, throttled for too long); the same request may work later. */
export class ShopifyUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ShopifyUnavailable";
  }
}

/** The shop's bucket is empty, and whoever asks has no time to wait: it is refilled after so many ms. Nothing is wrong, and it is no try in vain. */
export class ShopifyBusy extends ShopifyUnavailable {
  readonly afterMs: number;
  constructor(afterMs: number) {
    super("Shopify throttles this shop's requests for now");
    this.name = "ShopifyBusy";
    this.afterMs = afterMs;
  }
}

/** There is no living token for the shop: uninstalled, closed, frozen, or revoked until somebody opens the app. */
export class ShopGone extends Error {
  readonly shopDomain: string;
  constructor(shopDomain: string, options?: ErrorOptions) {
    super(`There is no token for ${shopDomain} any more`, options);
    this.name = "ShopGone";
    this.shopDomain = shopDomain;
  }
}

/** The shop is frozen (402) or locked (423): it answers nothing, and nobody can say whether it has the app, until it is so no more. */
export class ShopUnavailable extends ShopGone {}

/** What an answer of this status says of the shop; null where it says nothing (https://shopify.dev/docs/api/usage/response-codes). */
export function shopFaultOf(status: number, shopDomain: string, asked: string): ShopGone | null {
  const options = { cause: `${asked} answered ${status}` };
  if (status === 402 || status === 423) return new ShopUnavailable(shopDomain, options);
  return status === 404 ? new ShopGone(shopDomain, options) : null;
}

/** Shopify answers nothing that comes from this server's address: it is not on the app's IP allowlist. Neither done nor refused for good. */
export class AddressRefused extends Error {
  constructor() {
    super("Shopify refuses this server's address: put it on the app's IP allowlist");
    this.name = "AddressRefused";
  }
}

/** Whether an answer is the page for addresses that are not on the allowlist; what Shopify refuses otherwise is refused in JSON (https://shopify.dev/docs/apps/build/dev-dashboard/ip-allowlist). */
export function isAddressRefused({ status, headers }: Response, body: string): boolean {
  return status === 403 && (/\bhtml\b/i.test(headers.get("content-type") ?? "") || body.trimStart().startsWith("<"));
}

/** Whether something thrown is Shopify's doing, so that what follows would fare no better. */
export function isShopifyFault(error: unknown): boolean {
  return error instanceof ShopifyRefused || isWaitingForShopify(error);
}

/** Whether something thrown ends by itself or by what somebody does outside of the app: what is owed waits for it, however long. */
export function isWaitingForShopify(error: unknown): boolean {
  return error instanceof ShopifyUnavailable || error instanceof ShopGone || error instanceof AddressRefused;
}
