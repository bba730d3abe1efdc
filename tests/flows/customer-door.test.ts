// The customer's page opens for the link or the logged-in customer, and for nobody else.
import { beforeEach, describe, expect, it } from "vitest";
import { renewLink } from "../../app/adapters/proofs/customer-link.ts";
import { db } from "../../app/adapters/db.ts";
import { env } from "../../app/env.server.ts";
import { loader as list } from "../../app/routes/proxy._index.tsx";
import { loader as anywhere } from "../../app/routes/proxy.$.tsx";
import { loader as showByLink } from "../../app/routes/proxy.o.$token.tsx";
import { loader as showOrder } from "../../app/routes/proxy.order.$orderId.tsx";
import { loader as count } from "../../app/routes/proxy.waiting.tsx";
import { shopify } from "../../app/shopify.server.ts";
import { makeOrder, makeShop } from "./shop.ts";
import { linkOf, openLink, proxied, seen } from "./storefront.ts";

let shopId: string;
let domain: string;

beforeEach(async () => {
  ({ shopId, domain } = await makeShop());
});

const statusOf = (request: Request) =>
  count({ request, params: {}, context: {} }).then(
    ({ status }) => status,
    (answer: Response) => answer.status,
  );
const listFor = async (customerId: string) =>
  (await seen(await list({ request: proxied("/", { domain, customerId }), params: {}, context: {} }))).text;
const waitingFor = async (customerId: string) =>
  (await count({ request: proxied("/waiting", { domain, customerId }), params: {}, context: {} })).json();
async function orderFor(customerId: string, orderId: string) {
  const { shopifyOrderId } = await db().order.findUniqueOrThrow({ where: { shopId_id: { shopId, id: orderId } } });
  return seen(
    await showOrder({
      request: proxied(`/order/${shopifyOrderId}/`, { domain, customerId }),
      params: { orderId: shopifyOrderId },
      context: {},
    }),
  );
}

describe("the signature of a proxied request", () => {
  const changed = (change: (query: URLSearchParams) => void) => {
    const url = new URL(proxied("/waiting", { domain, customerId: "7" }).url);
    change(url.searchParams);
    return new Request(url);
  };

  it("opens the page as Shopify sent it, and nothing that was changed on the way", async () => {
    expect(await statusOf(proxied("/waiting", { domain }))).toBe(200);
    expect(await statusOf(proxied("/waiting", { domain, query: { ref: "mail", ünï: "ç & =" } }))).toBe(200);
    const forged: ((query: URLSearchParams) => void)[] = [
      (query) => query.delete("signature"),
      (query) => query.set("signature", ""),
      (query) => query.set("signature", "0".repeat(64)),
      (query) => query.set("signature", query.get("signature")!.slice(0, -2)),
      (query) => query.set("logged_in_customer_id", "8"),
      (query) => query.append("logged_in_customer_id", "8"),
      (query) => query.set("shop", "another.myshopify.com"),
      (query) => query.set("more", "1"),
      (query) => query.set("timestamp", "0"),
      (query) => query.delete("timestamp"),
    ];
    for (const change of forged) expect(await statusOf(changed(change))).toBe(401);
    expect(await statusOf(proxied("/waiting", { domain, secret: "another-secret" }))).toBe(401);
    expect(await statusOf(proxied("/waiting", { domain, at: Date.now() - 200_000 }))).toBe(401);
    expect(await statusOf(proxied("/waiting", { domain, at: Date.now() + 200_000 }))).toBe(401);
  });

  it("is judged by us as Shopify's own library judges it", async () => {
    const requests = [
      proxied("/waiting", { domain, customerId: "7", query: { a: "1,2", b: "x y" } }),
      proxied("/waiting", { domain, secret: "another-secret" }),
      proxied("/waiting", { domain, at: Date.now() - 200_000 }),
      changed((query) => query.set("logged_in_customer_id", "8")),
      changed((query) => query.append("shop", "another.myshopify.com")),
      changed((query) => query.delete("signature")),
    ];
    for (const request of requests) {
      const theirs = await shopify()
        .authenticate.public.appProxy(request.clone())
        .then(
          () => true,
          () => false,
        );
      expect(await statusOf(request)).toBe(theirs ? 200 : 401);
    }
  });

  it("of a shop that has left opens nothing", async () => {
    await db().shop.update({ where: { id: shopId }, data: { uninstalledAt: new Date() } });
    expect(await statusOf(proxied("/waiting", { domain }))).toBe(404);
  });
});

describe("the link in an email", () => {
  it("opens its order in the theme, kept by nobody and found by no search engine", async () => {
    const { orderId, name } = await makeOrder(shopId);
    const page = await openLink(domain, await linkOf(shopId, orderId));
    expect(page.status).toBe(200);
    expect(page.text).toContain(`Your order ${name}`);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      "content-type": expect.stringContaining("application/liquid"),
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow",
    });
  });

  it.each(["", "x", "A".repeat(43), "%00", "' OR 1=1 --"])(
    "that reads “%s” opens nothing and says what to do",
    async (token) => {
      const page = await seen(
        await showByLink({ request: proxied("/o/x", { domain }), params: { token }, context: {} }),
      );
      expect(page).toMatchObject({ status: 404, text: expect.stringContaining("newest email") });
    },
  );

  it("opens nothing in another shop", async () => {
    const other = await makeShop();
    const { orderId } = await makeOrder(other.shopId);
    expect((await openLink(domain, await linkOf(other.shopId, orderId))).status).toBe(404);
  });

  it("opens nothing once there is a newer one, or 60 days after the end", async () => {
    const { orderId } = await makeOrder(shopId);
    const first = await linkOf(shopId, orderId);
    const second = await renewLink(db(), { shopId, orderId });
    expect((await openLink(domain, first)).status).toBe(404);
    expect((await openLink(domain, second)).status).toBe(200);
    await db().order.update({
      where: { shopId_id: { shopId, id: orderId } },
      data: { endedAt: new Date(Date.now() - 61 * 86_400_000) },
    });
    expect((await openLink(domain, second)).status).toBe(404);
  });

  it("that was mailed before the key was changed opens, and stays the order's link, while the old key is there", async () => {
    const { orderId } = await makeOrder(shopId);
    const mailed = await linkOf(shopId, orderId);
    const { ENCRYPTION_KEY } = env();
    const newKey = Buffer.alloc(32, 9).toString("base64");
    Object.assign(env(), { ENCRYPTION_KEY: newKey, ENCRYPTION_KEY_OLD: ENCRYPTION_KEY });
    expect(await linkOf(shopId, orderId)).toBe(mailed);
    expect((await openLink(domain, mailed)).status).toBe(200);
    const ofNewKey = await linkOf(shopId, (await makeOrder(shopId)).orderId);
    Object.assign(env(), { ENCRYPTION_KEY_OLD: undefined });
    expect([(await openLink(domain, mailed)).status, (await openLink(domain, ofNewKey)).status]).toEqual([200, 200]);
    expect(await linkOf(shopId, orderId)).not.toBe(mailed);
    Object.assign(env(), { ENCRYPTION_KEY });
  });

  it("that was cut off leads to a page in the theme", async () => {
    expect(
      (await seen(await anywhere({ request: proxied("/o/", { domain }), params: { "*": "o/" }, context: {} }))).status,
    ).toBe(404);
  });
});

describe("a logged-in customer", () => {
  it("sees their own orders with what waits, by Shopify's id of them and never by e-mail address", async () => {
    const mine = await makeOrder(shopId, { items: 2, step: "customer_approval", customerShopifyId: "77" });
    const quiet = await makeOrder(shopId, { customerShopifyId: "77" });
    const theirs = await makeOrder(shopId, { step: "customer_approval", customerShopifyId: "78" });
    const asGuest = await makeOrder(shopId, { step: "customer_approval" });
    const page = await listFor("77");
    expect(page.indexOf(mine.name)).toBeGreaterThan(0);
    expect(page.indexOf(quiet.name)).toBeGreaterThan(page.indexOf(mine.name));
    expect(page).toContain("2 items wait for you");
    for (const { name } of [theirs, asGuest]) expect(page).not.toContain(`${name}<`);
    expect(await waitingFor("77")).toEqual({ waiting: 2 });
    expect(await waitingFor("79")).toEqual({ waiting: 0 });
  });

  it("is told only of what they can decide now: not of what may still be taken back, waits for siblings, or was cancelled", async () => {
    const recipe = { items: 3, step: "customer_approval", customerShopifyId: "77" } as const;
    const { orderId, itemIds } = await makeOrder(shopId, recipe);
    const change = (id: string, data: object) => db().item.update({ where: { shopId_id: { shopId, id } }, data });
    await change(itemIds[0]!, { readyFor: "fulfilment" });
    expect(await waitingFor("77")).toEqual({ waiting: 2 });
    await change(itemIds[1]!, { visibleAt: new Date(Date.now() + 60_000) });
    expect(await waitingFor("77")).toEqual({ waiting: 1 });
    expect(await listFor("77")).toContain("1 item waits for you");
    await db().order.update({
      where: { shopId_id: { shopId, id: orderId } },
      data: { cancelledInShopify: new Date() },
    });
    expect(await waitingFor("77")).toEqual({ waiting: 0 });
  });

  it("opens their own order and nobody else's", async () => {
    const mine = await makeOrder(shopId, { step: "customer_approval", customerShopifyId: "77" });
    const theirs = await makeOrder(shopId, { customerShopifyId: "78" });
    expect(await orderFor("77", mine.orderId)).toMatchObject({
      status: 200,
      text: expect.stringContaining(`Your order ${mine.name}`),
    });
    expect((await orderFor("77", theirs.orderId)).status).toBe(404);
  });

  it("of another shop with the same number sees nothing", async () => {
    const other = await makeShop();
    const { name } = await makeOrder(other.shopId, { step: "customer_approval", customerShopifyId: "77" });
    expect(await listFor("77")).not.toContain(name);
    expect(await waitingFor("77")).toEqual({ waiting: 0 });
  });

  it("is asked to log in when they are not", async () => {
    const mine = await makeOrder(shopId, { step: "customer_approval", customerShopifyId: "77" });
    expect(await listFor("")).toContain("/customer_authentication/login?return_to=");
    expect((await orderFor("", mine.orderId)).text).not.toContain(mine.name);
    expect(await waitingFor("")).toEqual({ waiting: 0 });
  });
});
