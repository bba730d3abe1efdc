import * as fulfilment from "../app/adapters/shopify/fulfilment-operations.ts";
import * as pagePath from "../app/adapters/shopify/page-path-operations.ts";
import * as queries from "../app/adapters/shopify/queries.ts";
import * as writeBack from "../app/adapters/shopify/write-back-operations.ts";

/** Every operation that the app sends to the Admin API, by the name of its export. */
export function adminOperations(): { name: string; text: string }[] {
  return Object.entries({ ...queries, ...fulfilment, ...pagePath, ...writeBack }).map(([name, text]) => ({
    name,
    text: String(text),
  }));
}
