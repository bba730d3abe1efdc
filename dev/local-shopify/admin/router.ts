import { join } from "node:path";
import express, { Router, type NextFunction, type Request, type Response } from "express";
import { cdnRouter } from "../app-bridge/router.ts";
import type { LocalContext } from "../context.ts";
import { extensionParent } from "../extensions/extension-frame.ts";
import { placedExtensions } from "../extensions/placed-extensions.ts";
import { installApp, redactShop, uninstallApp } from "../proofs/installation.ts";
import { mintSessionToken } from "../proofs/session-token.ts";
import { startPage } from "../front/start-page.ts";
import { appPage } from "./app-page.ts";
import { appsPage, installPage } from "./apps-page.ts";
import { chooserPage } from "./chooser-page.ts";
import { onlineStoreRouter } from "./online-store-router.ts";
import { ordersRouter } from "./orders-router.ts";
import { appHandle, placeOf, type Place } from "./place.ts";

const person = "/admin/:handle/:staffId(\\d+)";

/** The start page, the admin of each shop as each person, and what Shopify's CDN serves; mounted at the hub's root. */
export function adminRouter(ctx: LocalContext): Router {
  const router = Router();
  const page =
    (show: (place: Place, request: Request, response: Response) => void) =>
    (request: Request, response: Response, next: NextFunction) => {
      const place = placeOf(ctx, request);
      if (!place) return next();
      response.set("Cache-Control", "no-store");
      show(place, request, response);
    };

  router.use("/cdn", cdnRouter());
  router.get("/extension-parent.js", (_request, response) => void response.type("js").send(extensionParent()));
  router.use("/admin-assets", express.static(join(import.meta.dirname, "assets"), { cacheControl: false }));
  router.get("/", (_request, response) => void response.set("Cache-Control", "no-store").send(startPage(ctx)));
  router.get(
    person,
    page(({ base }, _request, response) => response.redirect(`${base}/apps/${appHandle}`)),
  );

  router.get(
    [`${person}/apps/${appHandle}`, `${person}/apps/${appHandle}/*`],
    page((place, request, response) => {
      const address = `${place.base}/apps/${appHandle}`;
      response.send(
        place.shop.installed ? appPage(place, request.originalUrl.slice(address.length) || "/") : installPage(place),
      );
    }),
  );
  router.get(
    [`${person}/apps/${ctx.registration.apiKey}`, `${person}/apps/${ctx.registration.apiKey}/*`],
    (request, response) => {
      response.redirect(request.originalUrl.replace(`/apps/${ctx.registration.apiKey}`, `/apps/${appHandle}`));
    },
  );
  router.post(
    `${person}/apps/${appHandle}/install`,
    page(({ shop, base }, _request, response) => {
      installApp(ctx, shop);
      response.redirect(303, `${base}/apps/${appHandle}`);
    }),
  );
  router.post(
    `${person}/session-token`,
    page(({ shop, staff }, _request, response) => {
      if (shop.installed) response.json({ token: mintSessionToken(ctx, shop, staff) });
      else response.status(403).json({ error: "The app is not installed." });
    }),
  );
  router.post(
    `${person}/scopes`,
    page(
      ({ shop }, _request, response) =>
        void response.json({ granted: shop.grantedScopes, required: ctx.registration.scopes, optional: [] }),
    ),
  );

  router.post(
    `${person}/extensions`,
    page(({ shop }, _request, response) => void response.json({ extensions: placedExtensions(shop) })),
  );

  router.get(
    `${person}/settings/apps`,
    page((place, _request, response) => void response.send(appsPage(place))),
  );
  router.post(
    `${person}/settings/apps/uninstall`,
    page(({ shop, base }, _request, response) => {
      uninstallApp(ctx, shop);
      response.redirect(303, `${base}/settings/apps`);
    }),
  );
  router.post(
    `${person}/settings/apps/redact`,
    page(({ shop, base }, _request, response) => {
      redactShop(ctx, shop);
      response.redirect(303, `${base}/settings/apps`);
    }),
  );

  router.use(person, ordersRouter(ctx), onlineStoreRouter(ctx));
  router.get(["/admin", "/admin/*"], (request, response) => {
    const [, , handle = "", ...rest] = request.path.split("/");
    const shop = ctx.state.shops.find((one) => one.handle === handle);
    if (!shop || /^\d+$/.test(rest[0] ?? "")) return response.redirect("/");
    response.send(chooserPage(shop, request.originalUrl.slice(`/admin/${handle}`.length)));
  });
  return router;
}
