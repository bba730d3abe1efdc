import express, { Router, type Request, type Response } from "express";
import { html, type Html } from "../admin/html.ts";
import type { LocalContext } from "../context.ts";
import type { LocalCustomer, LocalShop } from "../shapes.ts";
import { accountsAddress, storefrontOf } from "../storefront/standing.ts";
import { giveCode } from "./sign-in-codes.ts";

type Visit = { shop: LocalShop; customer: LocalCustomer | null; base: string };

/**
 * The new customer accounts, which stand outside of the store and its theme (`https://shopify.com/<shop id>/account`). Signing in
 * here by itself leaves a visitor a stranger in the store; only a log-in that began there leads back with a code.
 */
export function customerAccountsRouter(ctx: LocalContext): Router {
  const router = Router();
  router.use(express.urlencoded({ extended: false }));
  const page =
    (show: (visit: Visit, request: Request, response: Response) => void) =>
    (request: Request, response: Response, next: () => void) => {
      const shop = ctx.state.shops.find(({ id }) => String(id) === request.params.shopId);
      if (!shop || storefrontOf(shop).customerAccounts === "legacy") return next();
      const signedIn = Number(new RegExp(`${cookieName(shop)}=(\\d+)`).exec(request.headers.cookie ?? "")?.[1]);
      const customer = shop.customers.find(({ id }) => id === signedIn) ?? null;
      response.set("Cache-Control", "no-store");
      show({ shop, customer, base: accountsAddress(ctx, shop) }, request, response);
    };
  const onward = ({ shop, base }: Visit, customer: LocalCustomer, returnTo: unknown): string => {
    if (typeof returnTo !== "string" || returnTo === "") return base;
    const back = new URLSearchParams({
      code: giveCode(ctx, { shopDomain: shop.domain, customerId: customer.id }),
      return_to: returnTo,
    });
    return `${ctx.origins.stores[shop.domain] ?? ""}/customer_authentication/callback?${back}`;
  };
  router.get(
    "/:shopId",
    page((visit, _request, response) =>
      visit.customer ? response.send(ordersPage(ctx, visit, visit.customer)) : response.redirect(`${visit.base}/login`),
    ),
  );
  router.get(
    "/:shopId/login",
    page((visit, { query }, response) =>
      visit.customer
        ? response.redirect(onward(visit, visit.customer, query.return_to))
        : response.send(logInPage(visit, String(query.return_to ?? ""))),
    ),
  );
  router.post(
    "/:shopId/login",
    page((visit, { body }, response) => {
      const { customer: id, return_to: returnTo } = body as Record<string, string>;
      const customer = visit.shop.customers.find((one) => String(one.id) === id);
      if (!customer) return void response.redirect(303, `${visit.base}/login`);
      response.cookie(cookieName(visit.shop), String(customer.id), { httpOnly: true, sameSite: "lax" });
      response.redirect(303, onward(visit, customer, returnTo));
    }),
  );
  router.get(
    "/:shopId/logout",
    page(({ shop }, _request, response) => {
      response.clearCookie(cookieName(shop));
      response.redirect(ctx.origins.stores[shop.domain] ?? "/");
    }),
  );
  return router;
}

/** The cookie that says who has signed in to their account. */
export function cookieName(shop: LocalShop): string {
  return `${shop.handle}_account`;
}

function logInPage({ shop, base }: Visit, returnTo: string): string {
  return framed(
    `Log in · ${shop.name}`,
    html`<h1>Log in</h1><p>Shopify would send a code by email. On this machine nobody needs one: who are you today?</p>
<form method="post" action="${base}/login"><input type="hidden" name="return_to" value="${returnTo}">
${shop.customers.map(({ id, firstName, lastName, email }) => html`<p><button name="customer" value="${id}">${`${firstName} ${lastName}`.trim()}</button> ${email ?? "no e-mail address"}</p>`)}
</form>`,
  );
}

function ordersPage(ctx: LocalContext, { shop, base }: Visit, { id, firstName }: LocalCustomer): string {
  const orders = shop.orders.filter(({ customerId }) => customerId === id).reverse();
  return framed(
    `Orders · ${shop.name}`,
    html`<h1>Orders of ${firstName}</h1>
<ul>${orders.map((order) => html`<li><a href="${base}/orders/${order.id}">${order.name}</a>: ${order.lines.map(({ title }) => title).join(", ")}</li>`)}</ul>
<p><a href="${ctx.origins.stores[shop.domain] ?? "/"}/">Shop</a> · <a href="${base}/logout">Log out</a></p>`,
  );
}

function framed(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><link rel="icon" href="/admin-assets/icon.svg"><link rel="stylesheet" href="/admin-assets/start.css"></head>
<body><main>${body}</main></body></html>`.source;
}
