import { createHmac, randomBytes } from "node:crypto";
import type { LocalContext } from "../context.ts";
import { signingSecret } from "../proofs/secrets.ts";
import { mintSessionToken } from "../proofs/session-token.ts";
import type { LocalShop, LocalStaff } from "../shapes.ts";
import { html } from "./html.ts";
import { adminPage } from "./layout.ts";
import type { Place } from "./place.ts";

/** The admin around the app's frame; `appPath` is what the address names inside the app, such as "/app/orders?tab=late". */
export function appPage(place: Place, appPath: string): string {
  const { ctx, shop, staff, base } = place;
  const settings = {
    base,
    handle: shop.handle,
    appOrigin: ctx.origins.front,
    adminOrigins: { shop: `https://${shop.domain}/admin`, store: `https://admin.shopify.com/store/${shop.handle}` },
  };
  return adminPage(place, {
    title: "Proofline",
    current: "app",
    appPath: appPath === "/" ? "" : appPath,
    head: html`<script type="module" src="/admin-assets/app-frame.js"></script>`,
    body: html`<main class="app" data-settings="${JSON.stringify(settings)}">
      <div class="progress" hidden></div>
      <div class="app-bar"><h1>Proofline</h1><span class="app-bar-title"></span><div class="app-bar-actions"></div>
        <details class="frame-menu"><summary>Frame</summary><div class="menu">
          <button type="button" data-without="">Reload the frame</button>
          <button type="button" data-without="id_token">Reload it without its token</button>
          <button type="button" data-without="embedded,hmac,host,id_token,locale,session,shop,timestamp">Reload it at its bare address</button>
        </div></details></div>
      <div class="save-bar" role="region" aria-label="Unsaved changes" hidden>
        <span>Unsaved changes</span><button type="button" data-action="discard">Discard</button><button type="button" data-action="save" class="primary">Save</button>
      </div>
      <iframe name="app" title="Proofline" data-src="${frameAddress(ctx, shop, staff, appPath)}" allow="clipboard-write; fullscreen"></iframe>
      <div class="toasts" role="status" aria-live="polite"></div>
    </main>`,
  });
}

/** The app's own address with all that Shopify adds when it opens an app in its admin, signed like the real one. */
function frameAddress(ctx: LocalContext, shop: LocalShop, staff: LocalStaff, appPath: string): string {
  const address = new URL(appPath, ctx.origins.front);
  const added: Record<string, string> = {
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${shop.handle}`).toString("base64").replace(/=+$/, ""),
    id_token: mintSessionToken(ctx, shop, staff),
    locale: "en",
    session: randomBytes(32).toString("hex"),
    shop: shop.domain,
    timestamp: String(Math.floor(ctx.now() / 1000)),
  };
  for (const [name, value] of Object.entries(added)) address.searchParams.set(name, value);
  const signed = [...address.searchParams]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  address.searchParams.set("hmac", createHmac("sha256", signingSecret(ctx)).update(signed).digest("hex"));
  return address.href;
}
