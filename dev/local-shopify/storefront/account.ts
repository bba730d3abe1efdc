import { Router } from "express";
import type { LocalOrder } from "../shapes.ts";
import { readForm } from "./read-form.ts";
import { settled } from "./settled.ts";
import { renderPage } from "./theme.ts";
import { rememberCustomer, visitorOf, type Store } from "./visitor.ts";

/** Logging in as one of the shop's customers, and the account page with their orders. */
export function accountRoutes(store: Store): Router {
  const router = Router();
  router.get(
    "/account",
    settled(async (request, response) => {
      const visitor = visitorOf(store, request);
      if (!visitor.customer) return void response.redirect("/account/login");
      const orders = visitor.shop.orders
        .filter(({ customerId }) => customerId === visitor.customer?.id)
        .reverse()
        .map(orderDrop);
      response.send(await renderPage(store, visitor, request, "account", { page_title: "Account", orders }));
    }),
  );
  router.get(
    "/account/login",
    settled(async (request, response) => {
      const visitor = visitorOf(store, request);
      const customers = visitor.shop.customers.map(({ id, firstName, lastName, email }) => ({
        id,
        name: `${firstName} ${lastName}`.trim(),
        email,
        orders: visitor.shop.orders.filter(({ customerId }) => customerId === id).length,
      }));
      response.send(
        await renderPage(store, visitor, request, "login", {
          page_title: "Log in",
          customers,
          return_to: localAddress(request.query.return_to),
        }),
      );
    }),
  );
  router.post(
    "/account/login",
    settled(async (request, response) => {
      const { fields } = await readForm(store.ctx, request);
      const { shop } = visitorOf(store, request);
      rememberCustomer(response, shop, shop.customers.find(({ id }) => String(id) === fields.get("customer")) ?? null);
      response.redirect(303, localAddress(fields.get("return_to")));
    }),
  );
  router.get("/account/logout", (request, response) => {
    rememberCustomer(response, visitorOf(store, request).shop, null);
    response.redirect("/");
  });
  return router;
}

function orderDrop(order: LocalOrder) {
  const total = order.lines.reduce((sum, { price, quantity }) => sum + Number(price) * quantity, 0);
  const isShipped =
    order.fulfillmentOrders.length > 0 && order.fulfillmentOrders.every(({ status }) => status === "CLOSED");
  const tracking = order.fulfillments.flatMap(({ trackingCompany, trackingNumbers }) =>
    trackingNumbers.map((number) => [trackingCompany, number].filter(Boolean).join(" ")),
  );
  return {
    name: order.name,
    created_at: order.createdAt,
    status: order.cancelledAt ? "Cancelled" : isShipped ? "Shipped" : "Confirmed",
    total: total.toFixed(2),
    lines: order.lines,
    tracking,
  };
}

/** Only an address on this shop is gone back to. */
function localAddress(wanted: unknown): string {
  return typeof wanted === "string" && /^\/(?![/\\])/.test(wanted) ? wanted : "/account";
}
