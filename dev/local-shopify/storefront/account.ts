import { Router, type Request } from "express";
import { takeCode } from "../customer-accounts/sign-in-codes.ts";
import type { LocalOrder } from "../shapes.ts";
import { readForm } from "./read-form.ts";
import { settled } from "./settled.ts";
import { accountsAddress, storefrontOf } from "./standing.ts";
import { renderPage } from "./theme.ts";
import { rememberCustomer, visitorOf, type Store } from "./visitor.ts";

/** Logging in as one of the shop's customers: with new customer accounts elsewhere, with legacy ones on pages of the theme. */
export function accountRoutes(store: Store): Router {
  const router = Router();
  const legacy = legacyAccounts(store);
  const elsewhere = newAccounts(store);
  router.use((request, response, next) => {
    const { customerAccounts } = storefrontOf(visitorOf(store, request).shop);
    return (customerAccounts === "legacy" ? legacy : elsewhere)(request, response, next);
  });
  return router;
}

/**
 * New customer accounts stand outside of the store: no theme, no app block. `/account` and `/account/login` end there, and the
 * visitor stays a stranger in the store; `/customer_authentication/login` (Liquid's `routes.storefront_login_url`) leads back.
 */
function newAccounts(store: Store): Router {
  const router = Router();
  const { ctx, shopDomain } = store;
  const shopOf = (request: Request) => visitorOf(store, request).shop;
  router.get("/customer_authentication/login", (request, response) => {
    const back = new URLSearchParams({ return_to: localAddress(request.query.return_to, "/") });
    response.redirect(`${accountsAddress(ctx, shopOf(request))}/login?${back}`);
  });
  router.get("/customer_authentication/callback", (request, response) => {
    const shop = shopOf(request);
    const customerId = takeCode(ctx, String(request.query.code), shopDomain);
    rememberCustomer(response, shop, shop.customers.find(({ id }) => id === customerId) ?? null);
    response.redirect(localAddress(request.query.return_to, "/"));
  });
  router.get("/account/logout", (request, response) => {
    rememberCustomer(response, shopOf(request), null);
    response.redirect(`${accountsAddress(ctx, shopOf(request))}/logout`);
  });
  router.get(["/account", "/account/*"], (request, response) =>
    response.redirect(accountsAddress(ctx, shopOf(request))),
  );
  return router;
}

function legacyAccounts(store: Store): Router {
  const router = Router();
  router.get("/customer_authentication/login", (_request, response) => response.redirect("/account/login"));
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
          return_to: localAddress(request.query.return_to ?? request.query.checkout_url, "/account"),
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
      response.redirect(303, localAddress(fields.get("return_to"), "/account"));
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
function localAddress(wanted: unknown, otherwise: string): string {
  return typeof wanted === "string" && /^\/(?![/\\])/.test(wanted) ? wanted : otherwise;
}
