/** Where `[app_proxy]` of shopify.app.toml puts our pages, until a visitor's request says where a shop's merchant has moved them. */
export const DEFAULT_PAGE_PATH = "/apps/proofline";

/** Where our pages stand in an online store: the root of a language or market (`/fr`; empty for the shop's own), and the path below it. */
export type PagePath = { localeRoot: string; path: string };

/** As much of a shop as an address in its online store needs. */
export type StoreAddress = { domain: string; primaryDomain: string | null; pagePath: string | null };

const PREFIXES = ["apps", "a", "community", "tools"];
const LOCALE = /^[a-z]{2,3}(-[a-z0-9]{2,12}){0,3}$/i;
const SEGMENT = /^(?!\.+$)[\p{L}\p{N}\p{M}._~-]{1,100}$/u;

/**
 * Reads a `path_prefix` as Shopify signs it: `/apps/proofline`, what a merchant made of it, with a language before it, with slashes
 * too many. Null for what is no path on the shop.
 */
export function readPagePath(pathPrefix: string): PagePath | null {
  const segments = pathPrefix.split("/").filter((segment) => segment !== "");
  if (!pathPrefix.startsWith("/") || segments.length === 0 || !segments.every((segment) => SEGMENT.test(segment)))
    return null;
  const [first = "", second = ""] = segments;
  const hasLocale = segments.length > 2 && LOCALE.test(first) && PREFIXES.includes(second);
  return {
    localeRoot: hasLocale ? `/${first}` : "",
    path: `/${segments.slice(hasLocale ? 1 : 0).join("/")}`,
  };
}

/** The path below which a shop's pages stand, as far as is known. */
export function pagePathOf({ pagePath }: Pick<StoreAddress, "pagePath">): string {
  return pagePath ?? DEFAULT_PAGE_PATH;
}

/** The address of one of our pages in a shop's online store, on the domain that its visitors see; `below` begins with a slash. */
export function customerPageAddress(store: StoreAddress, below: string, localeRoot = ""): string {
  return encodeURI(`https://${store.primaryDomain ?? store.domain}${localeRoot}${pagePathOf(store)}${below}`);
}
