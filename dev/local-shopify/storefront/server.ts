import { join } from "node:path";
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from "express";
import type { Listening, LocalContext } from "../context.ts";
import { listen } from "../listen.ts";
import type { LocalShop } from "../shapes.ts";
import { accountRoutes } from "./account.ts";
import { extensionFolder } from "./app-block.ts";
import { forwardToApp } from "./app-proxy.ts";
import { Carts } from "./carts.ts";
import { cartRoutes } from "./cart.ts";
import { checkoutRoutes } from "./checkout.ts";
import { productRoutes } from "./products.ts";
import { settled } from "./settled.ts";
import { passwordGate } from "./password.ts";
import { hostOf, localeRootOf, proxyPathOf } from "./standing.ts";
import { renderPage } from "./theme.ts";
import { forgetTemporaryUploads } from "./uploads.ts";
import { visitorOf, type Store } from "./visitor.ts";

/** Starts the storefront of one shop on its own port, as it stands at the shop's domain; the port is the shop's place in `ctx.ports.stores`, or any free one. */
export async function startStorefront(ctx: LocalContext, shop: LocalShop): Promise<Listening> {
  const { origin, close } = await listen(
    storefront({ ctx, shopDomain: shop.domain, carts: new Carts() }),
    ctx.ports.stores[ctx.state.shops.indexOf(shop)] ?? 0,
  );
  return {
    origin,
    close: async () => {
      await close();
      await forgetTemporaryUploads(ctx);
    },
  };
}

function storefront(store: Store): Express {
  const app = express().disable("x-powered-by");
  app.use("/assets", express.static(join(import.meta.dirname, "theme/assets")));
  app.use("/extensions/customer-page", express.static(join(extensionFolder, "assets")));
  app.use(toPrimaryDomain(store), passwordGate(store), belowItsLanguage(store));
  app.use(
    settled(async (request, response, next) =>
      isBelow(request.path, proxyPathOf(store.ctx, visitorOf(store, request).shop))
        ? forwardToApp(store, request, response)
        : next(),
    ),
  );
  app.use(productRoutes(store), cartRoutes(store), checkoutRoutes(store), accountRoutes(store));
  app.use(
    settled(async (request, response) => {
      response
        .status(404)
        .send(await renderPage(store, visitorOf(store, request), request, "404", { page_title: "Page not found" }));
    }),
  );
  app.use((fault: Error, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return void next(fault);
    console.error(`Storefront ${store.shopDomain} ${request.method} ${request.path}:`, fault);
    response.status(500).type("text").send(`Something went wrong: ${fault.message}`);
  });
  return app;
}

/** Who asks for the shop by its address at myshopify.com is led to its own domain. */
function toPrimaryDomain(store: Store): RequestHandler {
  return (request, response, next) => {
    const { shop } = visitorOf(store, request);
    if (request.headers.host !== shop.domain || hostOf(shop) === shop.domain) return next();
    response.redirect(301, `https://${hostOf(shop)}${request.originalUrl}`);
  };
}

/** A page has the same routes below every language of the shop. */
function belowItsLanguage(store: Store): RequestHandler {
  return (request, _response, next) => {
    const root = localeRootOf(visitorOf(store, request).shop, request.url);
    if (root !== "") request.url = request.url.slice(root.length).replace(/^(?!\/)/, "/");
    next();
  };
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}
