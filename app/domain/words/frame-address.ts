/** What Shopify adds to the address that it opens in its frame; none of it is part of the app's own address. */
const FRAME_PARAMETERS = [
  "appLoadId",
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "protocol",
  "session",
  "shop",
  "shopify-reload",
  "timestamp",
];

/** In which shop's admin the frame stands; `host` as Shopify gave it (the admin's address in base64), or made from the shop. */
export type FramePlace = { shop: string; host: string };

/** The place that an address names; null when its shop is none of Shopify's. */
export function framePlaceIn(query: URLSearchParams): FramePlace | null {
  const shop = query.get("shop")?.toLowerCase() ?? "";
  const [handle] = /^[a-z0-9][a-z0-9-]*(?=\.myshopify\.com$)/.exec(shop) ?? [];
  if (!handle) return null;
  const given = query.get("host") ?? "";
  return { shop, host: isAdmin(given) ? given : btoa(`admin.shopify.com/store/${handle}`).replace(/=+$/, "") };
}

function isAdmin(host: string): boolean {
  try {
    return /^(admin\.shopify\.com\/store\/[\w-]+|[\w-]+\.myshopify\.com\/admin)$/.test(atob(host));
  } catch {
    return false;
  }
}

/** A path of the app with its query, without what Shopify added; "/app" for anything that is not a page of the app. */
export function ownPath(address: string): string {
  if (!/^\/app([/?#]|$)/.test(address)) return "/app";
  const { pathname, searchParams } = new URL(address, "https://app.example");
  for (const name of FRAME_PARAMETERS) searchParams.delete(name);
  if (!/^\/app(\/|$)/.test(pathname)) return "/app";
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname;
}

/** The same path as the frame must ask for it, so that a reload of it is still known to come from the admin. */
export function framedPath(path: string, { shop, host }: FramePlace): string {
  const added = new URLSearchParams({ embedded: "1", shop, host });
  return `${path}${path.includes("?") ? "&" : "?"}${added}`;
}

/** The address of a page of the app inside Shopify's admin; Shopify knows an app by its client id as by its handle. */
export function adminAddress(path: string, { shop }: FramePlace, apiKey: string): string {
  return `https://admin.shopify.com/store/${shop.replace(".myshopify.com", "")}/apps/${apiKey}${path}`;
}
