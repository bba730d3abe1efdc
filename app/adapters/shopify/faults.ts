/** Shopify understood the request and said no (a missing scope, an unknown field, too costly); asking again gives the same answer. */
export class ShopifyRefused extends Error {
  /** Shopify's codes, such as ACCESS_DENIED or MAX_COST_EXCEEDED; empty where it gave none. */
  readonly codes: string[];
  constructor(message: string, codes: string[]) {
    super(message);
    this.name = "ShopifyRefused";
    this.codes = codes;
  }
}

/** Shopify could not be asked (no connection, 5xx, time-out, throttled for too long); the same request may work later. */
export class ShopifyUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ShopifyUnavailable";
  }
}

/** The shop has no living token for the app: uninstalled, closed or frozen. */
export class ShopGone extends Error {
  readonly shopDomain: string;
  constructor(shopDomain: string, options?: ErrorOptions) {
    super(`There is no token for ${shopDomain} any more`, options);
    this.name = "ShopGone";
    this.shopDomain = shopDomain;
  }
}

/** Whether something thrown is Shopify's doing, so that what follows would fare no better. */
export function isShopifyFault(error: unknown): boolean {
  return error instanceof ShopifyRefused || error instanceof ShopifyUnavailable || error instanceof ShopGone;
}
