import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleExtension } from "../../extensions/bundle-extension.ts";
import { readExtensions } from "../../extensions/read-extension.ts";
import { html, type Html } from "../admin/html.ts";
import type { LocalContext } from "../context.ts";
import type { LocalShop } from "../shapes.ts";
import { placedTargets } from "./placed-extensions.ts";

/** A place on one of Shopify's pages: what the host gives an extension there beside what each gets, and where the page has tokens for it. */
export type ExtensionPlace = {
  target: string;
  api: Record<string, unknown>;
  /** Answers a post with `{ token }`, for whoever looks at the page. */
  tokens: string;
  /** Where `app:` links lead; absent outside of the admin. */
  appPages?: string;
};

/**
 * The app's extension at a place, built from its source and run in a frame without origin, cookies or storage, on the few of Shopify's
 * elements that the extensions use (`host.js`); nothing where the app has none or the merchant has not placed it.
 */
export async function extensionFrame(ctx: LocalContext, shop: LocalShop, place: ExtensionPlace): Promise<Html> {
  const { target, api, tokens, appPages = "" } = place;
  const found = readExtensions().find((one) => placedTargets(shop, one).some((placed) => placed.target === target));
  if (!shop.installed || !found) return html``;
  const settings = {
    target,
    api,
    appPages,
    appUrl: ctx.origins.front,
    stores: Object.entries(ctx.origins.stores).map(([domain, origin]) => [`https://${domain}/`, `${origin}/`]),
    apiVersion: found.apiVersion,
    networkAccess: found.networkAccess,
    isOfAdmin: target.startsWith("admin."),
    words: JSON.parse(readFileSync(join(found.folder, "locales/en.default.json"), "utf8")) as object,
  };
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${found.handle}</title>
<style>html{font-family:system-ui,sans-serif;font-size:14px}body{margin:0}</style>
<script type="application/json" id="settings">${inScript(JSON.stringify(settings))}</script>
<body></body><script>${inScript(readFileSync(join(import.meta.dirname, "host.js"), "utf8"))}</script>
<script>${inScript(await bundleExtension(found, ctx.origins.front))};showExtension()</script></html>`;
  // A frame with no more than text in it may run before the rest of its page is read: whoever answers it stands before it.
  return html`<script src="/extension-parent.js"></script>
<iframe class="extension" title="${found.handle}" data-extension="${target}" data-tokens="${tokens}" sandbox="allow-scripts allow-top-navigation-by-user-activation" style="border:0;width:100%;height:0" srcdoc="${page}"></iframe>`;
}

/** The script for pages that show extensions. */
export function extensionParent(): string {
  return readFileSync(join(import.meta.dirname, "parent.js"), "utf8");
}

/** A script's end inside it would end it. */
function inScript(text: string): string {
  return text.replaceAll("</", "<\\/");
}
