import type { RequestHandler } from "express";

const CDN = "https://cdn.shopify.com";

/** With a `nonce` only inline scripts that carry it run; `sendsTo` is another origin that the page's scripts may send to. */
type Freedoms = { nonce?: string; sendsTo?: string | null };

// Our own files, and Shopify's App Bridge, which also tells Shopify how fast pages are. Polaris sets styles on its elements.
function documentPolicy({ nonce, sendsTo }: Freedoms): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${CDN} ${nonce ? `'nonce-${nonce}'` : "'unsafe-inline'"}`,
    `style-src 'self' 'unsafe-inline' ${CDN}`,
    `img-src 'self' data: blob: ${CDN}`,
    `font-src 'self' ${CDN}`,
    `connect-src 'self' https://*.shopify.com https://*.shopifysvc.com${sendsTo ? ` ${sendsTo}` : ""}`,
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join("; ");
}

/** What such a document says of itself: who may embed it, as Shopify's library has set it where it knows the shop, and what it may load. */
export function withDocumentPolicy(ancestors: string | null, freedoms: Freedoms = {}): string {
  return `${ancestors?.replace(/;?\s*$/, "") || ANY_SHOP}; ${documentPolicy(freedoms)}`;
}

/** Where no shop is known that may embed a document. */
const ANY_SHOP = "frame-ancestors https://admin.shopify.com https://*.myshopify.com";
const NOTHING = "default-src 'none'; frame-ancestors 'none'";
/** The theme and other apps load what they like around our part of the page; a policy of ours may be passed on with it. */
const IN_THEME = "object-src 'none'";

/** What every answer says. */
export const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "Strict-Transport-Security": "max-age=31536000",
  "Referrer-Policy": "strict-origin-when-cross-origin",
};

/** Sees to it, as an answer leaves, that it says what a browser may do with it; what a route has said stays. */
export const secureHeaders: RequestHandler = (_request, response, next) => {
  const leave = response.writeHead.bind(response) as (...said: unknown[]) => typeof response;
  response.writeHead = (...said: unknown[]) => {
    for (const [name, value] of Object.entries(ALWAYS)) if (!response.hasHeader(name)) response.setHeader(name, value);
    const known = String(response.getHeader("Content-Security-Policy") ?? "");
    response.setHeader("Content-Security-Policy", policyOf(known, String(response.getHeader("Content-Type") ?? "")));
    return leave(...said);
  };
  next();
};

function policyOf(known: string, type: string): string {
  if (known.includes("default-src")) return known;
  if (type.startsWith("application/liquid")) return IN_THEME;
  if (!type.startsWith("text/html")) return NOTHING;
  // Small pages that wait for App Bridge, of Shopify's library and of ours: nothing that a stranger wrote stands in them.
  return withDocumentPolicy(known);
}
