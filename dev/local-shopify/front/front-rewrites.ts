import type { LocalContext } from "../context.ts";
import { shopOfHost } from "../storefront/standing.ts";

const cdn = "https://cdn.shopify.com/";

/** The page or script with Shopify's CDN replaced by this machine's. */
export function rewriteCdn(ctx: LocalContext, html: string): string {
  return html.replaceAll(cdn, `${ctx.origins.hub}/cdn/`);
}

/** The page, script or style sheet as the newest deployment names the built files in it. */
export function rewriteBuiltFiles({ deployments }: LocalContext, text: string): string {
  return deployments === 0 ? text : text.replace(/(["'(`]\/?assets\/)(?=[\w.-]+\.\w)/g, `$1deployed-${deployments}/`);
}

/** The address that the app has for what the browser asks; null for a built file that went with a former deployment. */
export function builtFile({ deployments }: LocalContext, address: string): string | null {
  if (deployments === 0 || !address.startsWith("/assets/")) return address;
  const newest = `/assets/deployed-${deployments}/`;
  return address.startsWith(newest) ? `/assets/${address.slice(newest.length)}` : null;
}

/** The policy with this machine's admin among those that may embed the app, and this machine's CDN in place of Shopify's. */
export function rewritePolicy(ctx: LocalContext, policy: string): string {
  return policy
    .replace(/frame-ancestors (?!'none')[^;]*/, `$& ${ctx.origins.hub}`)
    .replaceAll(cdn.slice(0, -1), ctx.origins.hub);
}

/** Where an address of Shopify's admin or of a shop's storefront is on this machine; any other address stays as it is. */
export function localAddress(ctx: LocalContext, address: string): string {
  if (!URL.canParse(address)) return address;
  const { hostname, pathname, search, hash } = new URL(address);
  const rest = `${search}${hash}`;
  const adminPath = /^\/store\/([^/]+)(\/.*)?$/.exec(pathname);
  if (hostname === "admin.shopify.com" && adminPath)
    return `${ctx.origins.hub}/admin/${adminPath[1]}${ownHandle(ctx, adminPath[2] ?? "")}${rest}`;
  const shop = shopOfHost(ctx, hostname);
  if (!shop) return address;
  if (pathname.startsWith("/admin/oauth/install")) return `${ctx.origins.hub}/admin/${shop.handle}/apps/proofline`;
  if (pathname === "/admin" || pathname.startsWith("/admin/"))
    return `${ctx.origins.hub}/admin/${shop.handle}${ownHandle(ctx, pathname.slice("/admin".length))}${rest}`;
  return `${ctx.origins.stores[shop.domain] ?? ""}${pathname}${rest}`;
}

/** Shopify knows an embedded app by its client id and by its handle; the admin's address shows the handle. */
function ownHandle(ctx: LocalContext, path: string): string {
  return path.replace(`/apps/${ctx.registration.apiKey}`, "/apps/proofline");
}
