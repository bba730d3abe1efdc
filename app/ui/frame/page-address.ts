import { ownPath } from "../../domain/words/frame-address.ts";

/** Which page of the app the browser shows: path and query without what Shopify adds. */
export function pageAddress(): string {
  return ownPath(window.location.pathname + window.location.search);
}
