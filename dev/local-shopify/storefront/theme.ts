import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Request } from "express";
import { Context, Liquid, type TagToken } from "liquidjs";
import type { LocalMetafield, LocalShop } from "../shapes.ts";
import { renderAppBlock, sentence } from "./app-block.ts";
import { hostOf, storefrontOf } from "./standing.ts";
import type { Store, Visitor } from "./visitor.ts";

const folder = join(import.meta.dirname, "theme");
const limits = { parseLimit: 2_000_000, renderLimit: 5_000, memoryLimit: 100_000_000 };
const engine = new Liquid({
  root: [join(folder, "templates"), join(folder, "layout")],
  partials: join(folder, "snippets"),
  extname: ".liquid",
  cache: false,
  ownPropertyOnly: true,
  ...limits,
});

engine.registerFilter("money", function (amount: unknown) {
  const currency = String(this.context.getSync(["shop", "currency"]) ?? "USD");
  return new Intl.NumberFormat("en-US", { style: "currency", currency }).format(Number(amount));
});
engine.registerFilter("t", (key: unknown) => sentence(String(key)));
engine.registerFilter("asset_url", (name: unknown) => `/assets/${String(name)}`);
engine.registerFilter("handleize", (text: unknown) =>
  String(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, ""),
);
/** In a theme `layout` names the frame around the page, or `none`; liquidjs means something else by it. */
engine.registerTag("layout", {
  parse(token: TagToken) {
    this.layoutName = token.args.trim().replace(/^["']|["']$/g, "");
  },
  render(context: Context) {
    (context.getRegister("frame") as { layout?: string }).layout = this.layoutName;
    return "";
  },
});

/** A page of the theme in its layout, as HTML. */
export function renderPage(
  store: Store,
  visitor: Visitor,
  request: Request,
  template: string,
  values: Record<string, unknown> = {},
): Promise<string> {
  return inLayout(
    store,
    visitor,
    request,
    template,
    readFileSync(join(folder, "templates", `${template}.liquid`), "utf8"),
    values,
  );
}

/** An app's `application/liquid` answer in the theme's layout, unless it asks for none; what Liquid cannot read is shown as Shopify shows it. */
export function renderAppAnswer(store: Store, visitor: Visitor, request: Request, body: string): Promise<string> {
  return inLayout(store, visitor, request, "app", body, {}).catch((fault: Error) =>
    inLayout(store, visitor, request, "app", "<p>{{ fault | escape }}</p>", {
      fault: `Liquid error: ${fault.message}`,
    }),
  );
}

async function inLayout(
  store: Store,
  visitor: Visitor,
  request: Request,
  template: string,
  body: string,
  values: Record<string, unknown>,
): Promise<string> {
  const scope = { ...(await globals(store, visitor, request, template)), ...values };
  const context = new Context(scope, engine.options, { globals: scope });
  const frame: { layout?: string } = {};
  context.setRegister("frame", frame);
  const content = (await engine.parseAndRender(body, context)) as string;
  const page =
    frame.layout === "none"
      ? content
      : ((await engine.renderFile("theme", { ...scope, content_for_layout: content })) as string);
  return localised(store, visitor.shop, page);
}

/** A text in which the shop's own addresses open its storefront on this machine. */
export function localised({ ctx }: Store, shop: LocalShop, text: string): string {
  const here = `${ctx.origins.stores[shop.domain] ?? ""}/`;
  return [shop.domain, hostOf(shop)].reduce((all, host) => all.replaceAll(`https://${host}/`, here), text);
}

async function globals(store: Store, visitor: Visitor, request: Request, template: string) {
  const { ctx } = store;
  const { shop, customer, entries, localeRoot } = visitor;
  const host = hostOf(shop);
  const to = (path: string) => `${localeRoot}${path}`;
  const drop = customer && {
    id: customer.id,
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    name: `${customer.firstName} ${customer.lastName}`.trim(),
    phone: customer.phone,
  };
  const scope = {
    shop: {
      name: shop.name,
      domain: host,
      permanent_domain: shop.domain,
      url: `https://${host}`,
      secure_url: `https://${host}`,
      email: shop.email,
      currency: shop.currencyCode,
      locale: "en",
    },
    customer: drop,
    cart: { item_count: entries.reduce((sum, { line }) => sum + line.quantity, 0) },
    request: {
      path: request.path,
      host,
      origin: `https://${host}`,
      locale: { iso_code: localeRoot.slice(1) || "en", primary: localeRoot === "", root_url: localeRoot || "/" },
      design_mode: false,
      page_type: template,
    },
    routes: {
      root_url: localeRoot || "/",
      account_url: to("/account"),
      account_login_url: to("/account/login"),
      storefront_login_url: to(
        `${storefrontOf(shop).customerAccounts === "new" ? "/customer_authentication/login" : "/account/login"}?return_to=${encodeURIComponent(request.originalUrl)}`,
      ),
      cart_url: to("/cart"),
      all_products_collection_url: to("/collections/all"),
    },
    app: { metafields: metafieldsDrop(shop.appMetafields ?? []) },
    settings: { accent: shop.theme.accent, tagline: shop.theme.tagline },
    template,
    hub: ctx.origins.hub,
    products: shop.products.map(productDrop),
  };
  return { ...scope, app_block: shop.installed ? await renderAppBlock(engine, shop, scope) : "" };
}

/** What Liquid finds under `app.metafields.<namespace>.<key>`. */
function metafieldsDrop(metafields: readonly LocalMetafield[]): Record<string, Record<string, object>> {
  const drop: Record<string, Record<string, object>> = {};
  for (const { namespace, key, type, value } of metafields) (drop[namespace] ??= {})[key] = { type, value };
  return drop;
}

/** A product as the theme's templates read it. */
export function productDrop(product: LocalShop["products"][number]) {
  const prices = product.variants.map(({ price }) => Number(price));
  const names = product.variants[0]?.options.map(({ name }) => name) ?? [];
  const hasChoices = product.variants.length > 1;
  return {
    ...product,
    url: `/products/${product.handle}`,
    picture: `/pictures/${product.handle}.svg`,
    price_min: Math.min(...prices),
    price_varies: Math.max(...prices) > Math.min(...prices),
    choices: hasChoices
      ? names.map((name) => ({
          name,
          values: [
            ...new Set(product.variants.map(({ options }) => options.find((option) => option.name === name)?.value)),
          ],
        }))
      : [],
  };
}
