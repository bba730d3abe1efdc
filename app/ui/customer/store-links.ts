import type { PagePath } from "../../domain/customer/customer-page-address.ts";
import { Html, html } from "./html.ts";

/** Where a page stands in the online store, and which log-in the shop's customers have (null: not known yet). */
export type InStore = PagePath & { customerAccounts: "new" | "legacy" | null };

/**
 * Begins every page: what stands before each address of it. A language that Shopify signed is certain; where it signed none, the
 * theme says which one the visitor reads in (Liquid's `routes.root_url`).
 */
export function storeRoot({ localeRoot }: PagePath): Html {
  if (localeRoot !== "") return html`${new Html("{%- assign proofline_root = ")}"${localeRoot}"${new Html(" -%}")}`;
  return new Html(
    `{%- assign proofline_root = routes.root_url -%}{%- if proofline_root == "/" -%}{%- assign proofline_root = "" -%}{%- endif -%}`,
  );
}

/** The address of a page of ours in the visitor's language; `below` begins with a slash. */
export function pageHref({ path }: PagePath, below: string): Html {
  return html`${ROOT}${path}${below}`;
}

/**
 * Where a customer logs in and comes back to the page of ours that is named. The newer customer accounts stand outside of the store
 * and lead back from `/customer_authentication/login` only (what Liquid's `routes.storefront_login_url` says, "redirects to the
 * storefront page the customer was on"); the legacy ones take `return_url` and `checkout_url`. A shop that has not said gets the newer ones: new shops have no others.
 */
export function logInHref({ path, customerAccounts }: InStore, below: string): Html {
  const back = html`${ROOT_IN_QUERY}${encodeURIComponent(`${path}${below}`)}`;
  return customerAccounts === "legacy"
    ? html`${ROOT}/account/login?return_url=${back}&amp;checkout_url=${back}`
    : html`/customer_authentication/login?return_to=${back}`;
}

const ROOT = new Html("{{ proofline_root }}");
const ROOT_IN_QUERY = new Html("{{ proofline_root | url_encode }}");
