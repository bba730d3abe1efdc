import express, { Router, type Request } from "express";
import type { LocalContext } from "./context.ts";
import { noFaults } from "./faults.ts";
import { fulfilParcels } from "./orders/fulfillment.ts";
import { drainBucket } from "./graphql/bucket.ts";
import { isProtectedTopic, TOPIC_REFUSAL } from "./customer-data.ts";
import {
  askAboutCustomer,
  changeShop,
  grantScopes,
  installApp,
  redactShop,
  uninstallApp,
} from "./proofs/installation.ts";
import { isLeftToShip } from "./orders/left-to-ship.ts";
import { archiveOrder, deleteOrder } from "./orders/order-ends.ts";
import { cancelOrder, editOrder, placeOrder, refundLine, type NewOrder } from "./orders/orders.ts";
import { mailHappened } from "./mail/sendgrid.ts";
import { placeBlocks } from "./extensions/placed-extensions.ts";
import type { LocalOrder, LocalShop, LocalStorefront } from "./shapes.ts";
import { changeStorefront } from "./storefront/change-storefront.ts";
import { expireTokens } from "./proofs/tokens.ts";

type Body = Record<string, unknown>;

/** Orders Local Shopify about, in JSON: what goes wrong next, and what a merchant or a customer does. See the table in the answer to GET /control. */
export function controlRouter(ctx: LocalContext): Router {
  const router = Router();
  router.use(express.json({ limit: "2mb" }));
  // A web page elsewhere can post a form to this machine, but not JSON.
  router.post("*", (request, response, next) =>
    request.is("application/json") ? next() : void response.status(415).json({ error: "Send JSON" }),
  );
  const act = (path: string, does: (body: Body, request: Request) => unknown) =>
    router.post(path, (request, response) => {
      try {
        response.json(does((request.body ?? {}) as Body, request) ?? { done: true });
      } catch (fault) {
        response.status(400).json({ error: fault instanceof Error ? fault.message : String(fault) });
      }
    });
  const shopOf = (body: Body): LocalShop => {
    const shop = ctx.state.shopOf(String(body.shop ?? ctx.state.shops[0]?.domain));
    if (!shop) throw new Error(`There is no shop ${String(body.shop)}`);
    return shop;
  };
  const orderOf = (body: Body): { shop: LocalShop; order: LocalOrder } => {
    const shop = shopOf(body);
    const order = shop.orders.find(({ id, name }) => id === Number(body.order) || name === body.order);
    if (!order) throw new Error(`There is no order ${String(body.order)} in ${shop.domain}`);
    return { shop, order };
  };

  router.get(
    "/",
    (_request, response) =>
      void response.json({
        faults: ctx.faults,
        origins: ctx.origins,
        app: ctx.appOrigin,
        tokens: ctx.state.tokens.length,
        mails: ctx.state.mails.length,
        shops: ctx.state.shops.map(({ domain, installed, grantedScopes, orders }) => ({
          domain,
          installed,
          grantedScopes,
          orders: orders.length,
        })),
        actions: router.stack.flatMap((layer) => (layer.route ? [layer.route.path] : [])),
      }),
  );
  router.get(
    "/webhooks",
    (_request, response) =>
      void response.json(ctx.webhooks.deliveries.map(({ body, ...delivery }) => ({ ...delivery, bytes: body.length }))),
  );
  router.get("/mails", (_request, response) => void response.json(ctx.state.mails));

  act("/faults", (body) => setFaults(ctx, body));
  act("/faults/reset", () => setFaults(ctx, noFaults()));
  act("/tokens/expire", (body) => ({
    expired: expireTokens(ctx, body.shop === undefined ? undefined : shopOf(body).domain),
  }));
  act("/bucket/drain", (body) => drainBucket(ctx, shopOf(body).domain));
  act("/blocks", (body) => placeBlocks(ctx, shopOf(body), (body.off as string[] | undefined) ?? []));
  act("/app/install", (body) => installApp(ctx, shopOf(body)));
  act("/app/uninstall", (body) => uninstallApp(ctx, shopOf(body), body));
  act("/app/register", () => ({ refused: refusedTopics(ctx).map((topic) => ({ topic, message: TOPIC_REFUSAL })) }));
  act("/shop/update", (body) => changeShop(ctx, shopOf(body), readChanges(body)));
  act("/app/deploy", () => ({ deployments: (ctx.deployments += 1) }));
  act("/app/scopes", (body) => grantScopes(ctx, shopOf(body), body.scopes as string[]));
  act("/app/revoke-scope", (body) =>
    grantScopes(
      ctx,
      shopOf(body),
      shopOf(body).grantedScopes.filter((scope) => scope !== body.scope),
    ),
  );
  act("/storefront", (body) => changeStorefront(ctx, shopOf(body), body.set as Partial<LocalStorefront>));
  act("/privacy/shop-redact", (body) => redactShop(ctx, shopOf(body)));
  act("/privacy/:topic", (body, request) => {
    const customer = shopOf(body).customers.find(({ id }) => id === Number(body.customer));
    if (!customer) throw new Error(`There is no customer ${String(body.customer)}`);
    askAboutCustomer(
      ctx,
      shopOf(body),
      customer,
      request.params.topic === "data-request" ? "customers/data_request" : "customers/redact",
    );
  });
  act("/orders/place", (body) => placeOrder(ctx, shopOf(body), body as unknown as NewOrder));
  act("/orders/edit", (body) => editOrder(ctx, orderOf(body).shop, orderOf(body).order, body));
  act("/orders/cancel", (body) => cancelOrder(ctx, orderOf(body).shop, orderOf(body).order));
  act("/orders/archive", (body) => archiveOrder(ctx, orderOf(body).shop, orderOf(body).order));
  act("/orders/delete", (body) => {
    const refusal = deleteOrder(ctx, orderOf(body).shop, orderOf(body).order);
    if (refusal) throw new Error(refusal.refused);
  });
  act("/orders/refund", (body) =>
    refundLine(ctx, orderOf(body).shop, orderOf(body).order, Number(body.line), Number(body.quantity ?? 1)),
  );
  act("/orders/fulfil", (body) => {
    const { shop, order } = orderOf(body);
    const open = order.fulfillmentOrders.filter(({ lines }) =>
      lines.some(({ remainingQuantity }) => remainingQuantity > 0),
    );
    if (open.length === 0 && isLeftToShip(order)) throw new Error(`${order.name} is still being routed`);
    return fulfilParcels(
      ctx,
      shop,
      order,
      open.map(({ id }) => ({ fulfillmentOrderId: id })),
      { company: String(body.company ?? "UPS"), numbers: [String(body.number ?? "1Z-LOCAL")] },
    );
  });
  act("/mails/:id/:event", (_body, request) => {
    const mail = ctx.state.mails.find(({ id }) => id === request.params.id);
    const event = (["delivered", "bounce", "open"] as const).find((one) => one === request.params.event);
    if (!mail || !event) throw new Error("There is no such mail or event");
    mailHappened(ctx, mail, event);
  });
  return router;
}

function refusedTopics({ faults, registration }: LocalContext): string[] {
  return faults.customerData.customerData ? [] : registration.webhookTopics.filter(isProtectedTopic);
}

function readChanges(body: Body): Parameters<typeof changeShop>[2] {
  const changed = (["name", "email", "ianaTimezone"] as const).filter((key) => typeof body[key] === "string");
  return Object.fromEntries(changed.map((key) => [key, body[key]]));
}

function setFaults(ctx: LocalContext, wanted: Body): LocalContext["faults"] {
  for (const [name, value] of Object.entries(wanted)) {
    const known = ctx.faults[name as keyof typeof ctx.faults];
    if (known === undefined) throw new Error(`There is no fault ${name}`);
    if (typeof known === "object") Object.assign(known, value);
    else Object.assign(ctx.faults, { [name]: value === true });
  }
  return ctx.faults;
}
