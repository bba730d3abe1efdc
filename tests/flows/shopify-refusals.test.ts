// Shopify refuses, throttles or forgets our token, and managers are told what could not be done.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
// Before anything of the app: see there.
import { gather, proxied, unproven, type Cast } from "./access/cast.ts";
import { db } from "../../app/adapters/db.ts";
import { env } from "../../app/env.server.ts";
import { operation } from "../../app/adapters/shopify/operation.ts";
import { askShopify } from "../../app/services/fulfilment/ask-shopify.ts";
import { uninstallApp } from "../../dev/local-shopify/proofs/installation.ts";
import { placeOrder } from "../../dev/local-shopify/orders/orders.ts";
import { mintSessionToken } from "../../dev/local-shopify/proofs/session-token.ts";
import { expireTokens } from "../../dev/local-shopify/proofs/tokens.ts";
import { knock } from "./access/doors.ts";
import { jpeg, orderBody, startFileHost, sendWebhook } from "./intake.ts";
import { drainJobs } from "./set-up.ts";

let cast: Cast;
let host: Awaited<ReturnType<typeof startFileHost>>;
beforeAll(async () => {
  cast = await gather();
  host = await startFileHost({ "/cat.jpg": await jpeg() });
  await cast.local.install();
});
afterAll(async () => {
  await host?.close();
  await cast?.stop();
});

const tasks = () =>
  db().task.findMany({
    where: { shopId: cast.shopId, kind: "shopify_refused" },
    select: { details: true, closedAt: true },
  });
const shopName = operation<{ shop: { name: string } }, Record<string, never>>("query { shop { name } }");

describe("what Shopify refuses", () => {
  it("a field that its API does not have: managers are told once, nothing is tried for ever, and the task ends when it works again", async () => {
    const about = { what: "write-back", orderId: null };
    const unknown = operation<unknown, Record<string, never>>("query { shop { shoeSize } }");
    for (let time = 0; time < 2; time += 1)
      expect(await askShopify(cast.shopId, about, (admin) => admin.run(unknown, {}))).toBe("not_possible");
    expect(await tasks()).toMatchObject([
      { details: { what: "write-back", message: expect.stringContaining("shoeSize") }, closedAt: null },
    ]);
    expect(await askShopify(cast.shopId, about, (admin) => admin.run(shopName, {}))).toEqual({
      shop: { name: "Pawtraits" },
    });
    expect((await tasks()).filter(({ closedAt }) => closedAt === null)).toEqual([]);
  });

  it("again after its task had ended is a task again", async () => {
    const about = { what: "read shoes", orderId: null };
    const unknown = operation<unknown, Record<string, never>>("query { shop { shoes } }");
    const isOpen = async () =>
      (await tasks()).some(({ details, closedAt }) => closedAt === null && JSON.stringify(details).includes("shoes"));
    for (let time = 0; time < 2; time += 1) {
      await askShopify(cast.shopId, about, (admin) => admin.run(unknown, {}));
      expect(await isOpen()).toBe(true);
      await askShopify(cast.shopId, about, (admin) => admin.run(shopName, {}));
      expect(await isOpen()).toBe(false);
    }
  });

  it("a query while the bucket is empty, and a token that ran out: the order is held and marked all the same", async () => {
    const { local } = cast;
    const product = local.shop.products.find(({ photoProperties }) => photoProperties.length > 0)!;
    expireTokens(local.ctx, local.shop.domain);
    local.faults.graphql = { next: 2, fault: "throttle" };
    const order = placeOrder(local.ctx, local.shop, {
      customerId: local.shop.customers[0]!.id,
      lines: [
        {
          productId: product.id,
          variantId: product.variants[0]!.id,
          quantity: 1,
          properties: [{ name: "Uploaded Images", value: `${host.origin}/cat.jpg` }],
        },
      ],
    });
    for (let round = 0; round < 4; round += 1) {
      await local.ctx.webhooks.idle();
      await drainJobs({ alsoLater: true });
      local.pass(local.ctx.routingMs);
    }
    expect(order.fulfillmentOrders[0]).toMatchObject({ status: "ON_HOLD", holds: [{ handle: "proofline" }] });
    expect(order.tags).toEqual(["artwork: photo check"]);
    expect((await tasks()).filter(({ closedAt }) => closedAt === null)).toEqual([]);
  });

  it("the session token of somebody who no longer works in the shop: no page opens, and nobody is enrolled", async () => {
    const { local } = cast;
    const gone = {
      id: local.state.nextId(),
      firstName: "Gone",
      lastName: "Girl",
      email: "gone@pawtraits.example",
      accountOwner: false,
      title: "Gone",
    };
    const ask = () =>
      unproven("/app", { headers: { authorization: `Bearer ${mintSessionToken(local.ctx, local.shop, gone)}` } });
    const before = await db().member.count();
    const answer = await knock("app._index", "loader", ask());
    expect([answer.status, answer.headers.get("x-shopify-retry-invalid-session-request")]).toEqual([401, "1"]);
    expect(await db().member.count()).toBe(before);
  });

  it("every token of a shop that has uninstalled the app: what is left to do for it is let go, without a task", async () => {
    const { local, stranger } = cast;
    uninstallApp(local.ctx, local.state.shops[1]!);
    await local.ctx.webhooks.idle();
    await drainJobs();
    expect(await askShopify(stranger.shopId, { what: "hold", orderId: null }, (admin) => admin.run(shopName, {}))).toBe(
      "not_possible",
    );
    expect(await db().task.count({ where: { shopId: stranger.shopId } })).toBe(0);
  });
});

describe("while the app's secret is rotated", () => {
  it("webhooks and proxied pages of the old secret and of the new one are taken, and of the old one no longer once it is gone", async () => {
    const { local } = cast;
    const [newSecret, oldSecret] = ["new-secret-not-a-secret", env().SHOPIFY_API_SECRET];
    const asked = async (secret: string) => {
      const page = proxied(cast, "/proxy/waiting", {}, { customerId: 1, secret });
      const { domain } = local.shop;
      const sent = { domain, topic: "orders/create", eventId: `rotated ${Math.random()}`, secret };
      return [(await knock("proxy.waiting", "loader", page)).status, await sendWebhook(orderBody({}), sent)];
    };
    Object.assign(env(), { SHOPIFY_API_SECRET: newSecret, SHOPIFY_API_SECRET_OLD: oldSecret });
    expect([await asked(oldSecret), await asked(newSecret)]).toEqual([
      [200, 200],
      [200, 200],
    ]);
    expect(await asked("third-secret")).toEqual([401, 401]);
    Object.assign(env(), { SHOPIFY_API_SECRET_OLD: undefined });
    expect(await asked(oldSecret)).toEqual([401, 401]);
    Object.assign(env(), { SHOPIFY_API_SECRET: oldSecret });
  });
});

describe("what the app refuses as Shopify asks it to", () => {
  it("a webhook with a bad signature, and a page that did not come through the shop's proxy, are 401 and change nothing", async () => {
    const before = await db().webhookDelivery.count();
    const forged = {
      domain: cast.local.shop.domain,
      topic: "orders/create",
      eventId: "forged",
      secret: "another-secret",
    };
    expect(await sendWebhook(orderBody({}), forged)).toBe(401);
    expect(await db().webhookDelivery.count()).toBe(before);
    const now = Math.floor(Date.now() / 1000);
    const signed = proxied(cast, "/proxy/waiting", {}, { customerId: 1 });
    const requests = {
      unsigned: unproven(
        `/proxy/waiting?shop=${cast.local.shop.domain}&logged_in_customer_id=1&path_prefix=%2Fapps%2Fproofline&timestamp=${now}`,
      ),
      "signed with another secret": proxied(cast, "/proxy/waiting", {}, { customerId: 1, secret: "another-secret" }),
      "an hour old": proxied(cast, "/proxy/waiting", {}, { customerId: 1, timestamp: now - 3_600 }),
      "an hour ahead": proxied(cast, "/proxy/waiting", {}, { customerId: 1, timestamp: now + 3_600 }),
      "for another customer than was signed": unproven(
        `${new URL(signed.url).pathname}${new URL(signed.url).search.replace("customer_id=1", "customer_id=2")}`,
      ),
      "with a parameter twice": unproven(
        `${new URL(signed.url).pathname}${new URL(signed.url).search}&logged_in_customer_id=2`,
      ),
    };
    for (const [what, request] of Object.entries(requests))
      expect([what, (await knock("proxy.waiting", "loader", request)).status]).toEqual([what, 401]);
    expect((await knock("proxy.waiting", "loader", signed)).status).toBe(200);
  });
});
