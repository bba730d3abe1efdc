import { Router, type NextFunction, type Request, type Response } from "express";
import { html, type Html } from "../admin/html.ts";
import type { LocalContext } from "../context.ts";
import { extensionFrame } from "../extensions/extension-frame.ts";
import { mintCustomerToken } from "../proofs/customer-token.ts";
import type { LocalCustomer, LocalOrder, LocalShop } from "../shapes.ts";
import { accountsAddress, storefrontOf } from "../storefront/standing.ts";
import { cookieName } from "./router.ts";

type Visit = { shop: LocalShop; customer: LocalCustomer; base: string };

/**
 * Order index and order status of new customer accounts, with the app's extension at the places that it registers, and the session tokens that
 * Shopify gives it there. Only for who is signed in: to others Shopify shows no extension.
 */
export function orderStatusRouter(ctx: LocalContext): Router {
  const router = Router();
  const signedIn =
    (show: (visit: Visit, request: Request, response: Response) => Promise<unknown> | unknown) =>
    (request: Request, response: Response, next: NextFunction) => {
      const shop = ctx.state.shops.find(({ id }) => String(id) === request.params.shopId);
      if (!shop || storefrontOf(shop).customerAccounts === "legacy") return next();
      const base = accountsAddress(ctx, shop);
      const id = Number(new RegExp(`${cookieName(shop)}=(\\d+)`).exec(request.headers.cookie ?? "")?.[1]);
      const customer = shop.customers.find((one) => one.id === id);
      if (!customer) return response.redirect(303, `${base}/login`);
      response.set("Cache-Control", "no-store");
      Promise.resolve(show({ shop, customer, base }, request, response)).catch(next);
    };
  const ordersOf = ({ shop, customer }: Visit) => shop.orders.filter(({ customerId }) => customerId === customer.id);
  const extension = ({ shop, base }: Visit, target: string, api: Record<string, unknown> = {}) =>
    extensionFrame(ctx, shop, { target, api, tokens: `${base}/session-token` });

  router.get(
    "/:shopId/orders",
    signedIn(async (visit, _request, response) => {
      const above = await extension(visit, "customer-account.order-index.block.render");
      const lines = ordersOf(visit).map(
        ({ id, name }) => html`<li><a href="${visit.base}/orders/${id}">Order ${name}</a></li>`,
      );
      response.send(framed("Orders", html`${above}<ul>${lines}</ul>`));
    }),
  );
  router.get(
    "/:shopId/orders/:orderId",
    signedIn(async (visit, request, response) => {
      const order = ordersOf(visit).find(({ id }) => String(id) === request.params.orderId);
      if (!order) return response.status(404).send(framed("No such order", html``));
      const gid = { id: `gid://shopify/Order/${order.id}`, name: order.name };
      const below = await extension(visit, "customer-account.order-status.block.render", { order: { value: gid } });
      response.send(
        framed(`Order ${order.name}`, html`${linesOf(order)}${below}<p><a href="${visit.base}/orders">Orders</a></p>`),
      );
    }),
  );
  router.post(
    "/:shopId/session-token",
    signedIn(({ shop, customer }, _request, response) =>
      response.json({ token: mintCustomerToken(ctx, shop, customer) }),
    ),
  );
  return router;
}

function linesOf({ lines }: LocalOrder): Html {
  return html`<ul>${lines.map(({ title, currentQuantity }) => html`<li>${currentQuantity} × ${title}</li>`)}</ul>`;
}

function framed(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><link rel="icon" href="/admin-assets/icon.svg"><link rel="stylesheet" href="/admin-assets/start.css"></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`.source;
}
