import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Liquid } from "liquidjs";
import type { LocalShop } from "../shapes.ts";

type Schema = { settings: { id?: string; default?: unknown }[]; stylesheet?: string; javascript?: string };
type Words = { [key: string]: string | Words };

/** The folder of the app's theme extension; its assets are served below /extensions/customer-page. */
export const extensionFolder = join(import.meta.dirname, "../../../extensions/customer-page");

/** The app's theme block as a theme shows it, with its stylesheet and script, and the merchant's settings over the defaults. */
export async function renderAppBlock(engine: Liquid, shop: LocalShop, scope: object): Promise<string> {
  if (shop.blocksOff?.includes("artwork-status")) return "";
  const source = readFileSync(join(extensionFolder, "blocks/artwork-status.liquid"), "utf8");
  const [, template = "", json = "{}"] =
    /^([^]*)\{%-?\s*schema\s*-?%\}([^]*)\{%-?\s*endschema\s*-?%\}/.exec(source) ?? [];
  const schema = JSON.parse(json) as Schema;
  const labels = words("en.default.schema.json");
  const defaults = schema.settings.flatMap(({ id, default: value }) =>
    id ? [[id, typeof value === "string" && value.startsWith("t:") ? translate(labels, value.slice(2)) : value]] : [],
  );
  const settings = { ...Object.fromEntries(defaults), ...shop.theme.blockSettings };
  const block = { id: "artwork_status", type: "@app", settings, shopify_attributes: "" };
  const html = (await engine.parseAndRender(template, { ...scope, block })) as string;
  if (html.trim() === "") return "";
  const head = [
    schema.stylesheet && `<link rel="stylesheet" href="/extensions/customer-page/${schema.stylesheet}">`,
    schema.javascript && `<script src="/extensions/customer-page/${schema.javascript}" defer></script>`,
  ];
  return `<div class="shopify-section"><div id="shopify-block-artwork_status" class="shopify-block shopify-app-block">${html}</div></div>${head.filter(Boolean).join("")}`;
}

/** A sentence of the extension in English, by its dotted key. */
export function sentence(key: string): string {
  return translate(words("en.default.json"), key);
}

function words(file: string): Words {
  return JSON.parse(readFileSync(join(extensionFolder, "locales", file), "utf8")) as Words;
}

/** The sentence under a dotted key, or what Shopify shows where there is none. */
function translate(from: Words, key: string): string {
  const found = key
    .split(".")
    .reduce<string | Words | undefined>((at, part) => (typeof at === "object" ? at[part] : undefined), from);
  return typeof found === "string" ? found : `Translation missing: en.${key}`;
}
