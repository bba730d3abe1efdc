// The extension under an order of the customer's account tells them what waits, by the token Shopify gave it, and nobody else anything.
import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { mintCustomerToken } from "../../dev/local-shopify/proofs/customer-token.ts";
import { db } from "../../app/adapters/db.ts";
import type { AccountOrder } from "../../app/domain/screens/account-order.ts";
import { env } from "../../app/env.server.ts";
import { shopify } from "../../app/shopify.server.ts";
import { knock } from "./access/doors.ts";
import { makeOrder, makeShop } from "./shop.ts";
import { openLink } from "./storefront.ts";

let shopId: string;
let domain: string;

beforeEach(async () => {
  ({ shopId, domain } = await makeShop());
});

type Asked = { id: number } | null;
type More = Parameters<typeof mintCustomerToken>[3] & { secret?: string; scopes?: string[] };

function tokenOf(customer: Asked, { secret, scopes = ["read_customers"], ...claims }: More = {}): string {
  const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret } = env();
  const issuer = { registration: { apiKey, apiSecret: secret ?? apiSecret }, now: () => Date.now() };
  return mintCustomerToken(issuer, { domain, grantedScopes: scopes }, customer, claims);
}

const asks = (path: string, token: string | null, init: RequestInit = {}) =>
  new Request(`https://proofline.test/customer-account${path}`, {
    ...init,
    headers: {
      origin: "https://extensions.shopifycdn.com",
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0.0.0",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  });

const answerFor = (shopifyOrderId: string, token: string | null, init?: RequestInit) =>
  knock("customer-account.orders.$orderId", "loader", asks(`/orders/${shopifyOrderId}`, token, init), {
    orderId: shopifyOrderId,
  });
const listFor = async (token: string) =>
  (await (await knock("customer-account.orders._index", "loader", asks("/orders", token))).json()) as {
    orders: { name: string; link: string; waiting: number }[];
  };
const orderFor = async (shopifyOrderId: string, token: string) =>
  ((await (await answerFor(shopifyOrderId, token)).json()) as { order: AccountOrder | null }).order;

async function orderOf(customerId: string, recipe: Parameters<typeof makeOrder>[1] = {}) {
  const made = await makeOrder(shopId, { step: "customer_approval", customerShopifyId: customerId, ...recipe });
  const { shopifyOrderId } = await db().order.findUniqueOrThrow({
    where: { shopId_id: { shopId, id: made.orderId } },
  });
  return { ...made, shopifyOrderId };
}

describe("under an order of their account, a customer", () => {
  it("reads that it waits for them, with the link to their page of it", async () => {
    const { name, shopifyOrderId } = await orderOf("77", { items: 2 });
    const order = (await orderFor(shopifyOrderId, tokenOf({ id: 77 })))!;
    expect(order).toMatchObject({
      name,
      waiting: 2,
      items: [{ number: 1, product: "Yellow Portrait", title: "Ready for you to look at", isWaiting: true }, {}],
    });
    const [, host, token] = /^https:\/\/([^/]+)\/apps\/proofline\/o\/([\w-]{43})\/?$/.exec(order.link!)!;
    expect(host).toBe(domain);
    expect((await openLink(domain, token!)).text).toContain(`Your order ${name}`);
  });

  it("reads in their own words where it is while nothing waits", async () => {
    const { shopifyOrderId } = await orderOf("77", { step: "artwork" });
    expect(await orderFor(shopifyOrderId, tokenOf({ id: 77 }))).toMatchObject({
      waiting: 0,
      link: expect.stringContaining("/o/"),
      items: [{ title: "Your artwork is being made", isWaiting: false }],
    });
  });

  it("gets no link any more once the page of the order has ended", async () => {
    const { orderId, shopifyOrderId } = await orderOf("77", { step: "fulfilment" });
    await db().order.update({
      where: { shopId_id: { shopId, id: orderId } },
      data: { endedAt: new Date(Date.now() - 61 * 86_400_000) },
    });
    expect(await orderFor(shopifyOrderId, tokenOf({ id: 77 }))).toMatchObject({ link: null });
  });

  it("sees in the list of their orders those that wait, and no others", async () => {
    const waits = await orderOf("77");
    await orderOf("77", { step: "artwork" });
    await orderOf("78");
    expect(await listFor(tokenOf({ id: 77 }))).toEqual({
      orders: [{ name: waits.name, link: expect.stringContaining(`https://${domain}/`), waiting: 1 }],
    });
    expect(await listFor(tokenOf({ id: 79 }))).toEqual({ orders: [] });
    expect(await listFor(tokenOf(null))).toEqual({ orders: [] });
  });
});

describe("whoever may not see an order", () => {
  it("is told the same nothing, whatever the reason is", async () => {
    const { shopifyOrderId } = await orderOf("77");
    const elsewhere = await makeShop();
    const good = tokenOf({ id: 77 });
    const [head, body] = good.split(".") as [string, string];
    const now = Math.floor(Date.now() / 1000);
    const unsigned = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
    const other = Buffer.from(JSON.stringify({ alg: "HS512", typ: "JWT" })).toString("base64url");
    const nothing: Record<string, [string, string | null]> = {
      "an order that there is not": ["1", good],
      "no number of an order": ["' OR 1=1 --", good],
      "another customer's": [shopifyOrderId, tokenOf({ id: 78 })],
      "asked by nobody who is logged in": [shopifyOrderId, tokenOf(null)],
      "while the app may not know customers": [shopifyOrderId, tokenOf({ id: 77 }, { scopes: [] })],
      "for another shop, which has the app too": [shopifyOrderId, tokenOf({ id: 77 }, { dest: elsewhere.domain })],
      "for a shop that never had the app": [shopifyOrderId, tokenOf({ id: 77 }, { dest: "no.myshopify.com" })],
      "for a place that is no shop": [shopifyOrderId, tokenOf({ id: 77 }, { dest: "evil.example" })],
      "with a token that ran out": [shopifyOrderId, tokenOf({ id: 77 }, { exp: now - 60 })],
      "with a token of tomorrow": [shopifyOrderId, tokenOf({ id: 77 }, { nbf: now + 3600 })],
      "with a token of another app": [shopifyOrderId, tokenOf({ id: 77 }, { aud: "another-app" })],
      "with a token for a member of the staff": [shopifyOrderId, tokenOf({ id: 77 }, { sub: "77" })],
      "signed with another secret": [shopifyOrderId, tokenOf({ id: 77 }, { secret: "another-secret" })],
      "not signed": [shopifyOrderId, `${unsigned}.${body}.`],
      "signed in another manner": [
        shopifyOrderId,
        `${other}.${body}.${createHmac("sha512", env().SHOPIFY_API_SECRET).update(`${other}.${body}`).digest("base64url")}`,
      ],
      altered: [shopifyOrderId, `${head}.${tokenOf({ id: 78 }).split(".")[1]}.${good.split(".")[2]}`],
      "without a token": [shopifyOrderId, null],
      "with what is no token": [shopifyOrderId, "a.b.c"],
    };
    const told: Record<string, unknown> = {};
    for (const [why, [id, token]] of Object.entries(nothing)) {
      const answer = await answerFor(id, token);
      told[why] = [answer.status, Object.fromEntries(answer.headers), await answer.text()];
    }
    const [first] = Object.values(told);
    expect(first).toEqual([200, expect.any(Object), '{"order":null}']);
    expect(told).toEqual(Object.fromEntries(Object.keys(told).map((why) => [why, first])));
    expect(await orderFor(shopifyOrderId, good)).not.toBeNull();
  });

  it("gets nothing of a shop that has left", async () => {
    const { shopifyOrderId } = await orderOf("77");
    await db().shop.update({ where: { id: shopId }, data: { uninstalledAt: new Date() } });
    expect(await orderFor(shopifyOrderId, tokenOf({ id: 77 }))).toBeNull();
    expect(await listFor(tokenOf({ id: 77 }))).toEqual({ orders: [] });
  });
});

describe("the browser, in which Shopify runs the extension at an origin of its own,", () => {
  it("may hand the answer over to it, also when it asks first", async () => {
    const { shopifyOrderId } = await orderOf("77");
    const answers = [
      await answerFor(shopifyOrderId, null, { method: "OPTIONS" }),
      await answerFor(shopifyOrderId, tokenOf({ id: 77 })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([204, 200]);
    for (const { headers } of answers)
      expect(Object.fromEntries(headers)).toMatchObject({
        "access-control-allow-origin": "*",
        "access-control-allow-headers": expect.stringContaining("Authorization"),
        "cache-control": "no-store",
      });
  });
});

it("a token is judged by us as Shopify's own library judges it", async () => {
  const now = Math.floor(Date.now() / 1000);
  const { shopifyOrderId } = await orderOf("77");
  const claims: More[] = [
    {},
    { dest: `https://${domain}` },
    { exp: now - 5 },
    { exp: now - 15 },
    { nbf: now + 5 },
    { nbf: now + 15 },
    { secret: "another-secret" },
  ];
  for (const one of claims) {
    const token = tokenOf({ id: 77 }, one);
    const theirs = await shopify()
      .authenticate.public.customerAccount(asks("/orders/1", token))
      .then(
        () => true,
        () => false,
      );
    expect([one, (await orderFor(shopifyOrderId, token)) !== null]).toEqual([one, theirs]);
  }
});
