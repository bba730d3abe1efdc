import express, { Router, type Request, type Response } from "express";
import type { LocalContext } from "../context.ts";
import { extensionFrame } from "../extensions/extension-frame.ts";
import type { LocalOrder } from "../shapes.ts";
import { orderActions, type OrderAction } from "./order-actions.ts";
import { orderPage } from "./order-page.ts";
import { ordersPage } from "./orders-page.ts";
import { appHandle, placeOf, type Place } from "./place.ts";

/** The shop's own orders in the local admin, with what a merchant does to them outside the app; mounted below a person. */
export function ordersRouter(ctx: LocalContext): Router {
  const router = Router({ mergeParams: true });
  router.use(express.urlencoded({ extended: false }));
  router.get("/orders", (request, response, next) => {
    const place = placeOf(ctx, request);
    if (!place) return next();
    response.send(ordersPage(place, textOf(request.query.q), Number(textOf(request.query.page)) || 1));
  });
  router.get("/orders/:orderId", (request, response, next) => {
    const found = find(ctx, request);
    if (!found) return next();
    const { place, order } = found;
    const block = extensionFrame(ctx, place.shop, {
      target: "admin.order-details.block.render",
      api: { data: { selected: [{ id: `gid://shopify/Order/${order.id}` }] } },
      tokens: `${place.base}/session-token`,
      appPages: `${place.base}/apps/${appHandle}`,
    });
    block.then((shown) => response.send(orderPage(place, order, shown, textOf(request.query.refused))), next);
  });
  router.post("/orders/:orderId/:action", (request: Request, response: Response, next) => {
    const found = find(ctx, request);
    const { action = "" } = request.params;
    if (!found || !Object.hasOwn(orderActions, action)) return next();
    const refused = orderActions[action as OrderAction](
      ctx,
      found.place.shop,
      found.order,
      request.body as Record<string, string>,
    );
    if (!found.place.shop.orders.includes(found.order)) return response.redirect(303, `${found.place.base}/orders`);
    response.redirect(
      303,
      `${found.place.base}/orders/${found.order.id}${refused ? `?refused=${encodeURIComponent(refused)}` : ""}`,
    );
  });
  return router;
}

function find(ctx: LocalContext, request: Request): { place: Place; order: LocalOrder } | null {
  const place = placeOf(ctx, request);
  const order = place?.shop.orders.find(({ id }) => String(id) === request.params.orderId);
  return place && order ? { place, order } : null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
