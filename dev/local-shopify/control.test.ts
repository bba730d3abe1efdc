import { afterEach, beforeEach, expect, test } from "vitest";
import { startForTests, type Started } from "./started-for-tests.ts";

let local: Started;
beforeEach(async () => void (local = await startForTests()));
afterEach(() => local.stop());

const control = async (path: string, body: unknown = {}) => {
  const answer = await local.post(`/control${path}`, body);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const aLine = () => ({
  productId: local.shop.products[0]!.id,
  variantId: local.shop.products[0]!.variants[0]!.id,
  quantity: 1,
});

test("an order is placed, edited, fulfilled and refunded by control, and the app is told each time", async () => {
  await control("/app/install");
  await control("/orders/place", { customerId: local.shop.customers[0]!.id, lines: [aLine()] });
  await control("/orders/edit", { order: "#1001", note: "Please hurry" });
  expect((await control("/orders/fulfil", { order: "#1001" })).body).toEqual({ error: "#1001 is still being routed" });
  local.pass(local.ctx.routingMs);
  expect((await control("/orders/fulfil", { order: "#1001", number: "1Z9" })).body).toMatchObject({
    trackingNumbers: ["1Z9"],
  });
  expect((await control("/orders/fulfil", { order: "#1001" })).body).toEqual({ refused: "No line items to fulfill." });
  await control("/orders/refund", { order: "#1001", line: local.shop.orders[0]!.lines[0]!.id });
  await local.ctx.webhooks.idle();
  expect(local.received.map(({ headers }) => headers["x-shopify-topic"]).sort()).toEqual([
    "orders/create",
    "orders/updated",
    "orders/updated",
    "orders/updated",
  ]);
});

test("faults are set and taken back; an unknown one is refused", async () => {
  const asked = { graphql: { next: 2, fault: "500" }, customerData: { email: false } };
  expect((await control("/faults", asked)).body).toMatchObject({
    graphql: { next: 2, fault: "500" },
    customerData: { customerData: true, name: true, email: false },
  });
  expect((await control("/faults", { nonsense: 1 })).status).toBe(400);
  await control("/faults/reset");
  expect(local.faults).toMatchObject({ graphql: { next: 0 }, customerData: { email: true } });
});

test("a failing Admin API answers 500, and is well again after", async () => {
  const run = await local.graphql();
  await control("/faults", { graphql: { next: 1, fault: "500" } });
  expect(await run("{ shop { name } }")).toEqual({ errors: "Internal Server Error" });
  expect((await run("{ shop { name } }")).data).toEqual({ shop: { name: "Pawtraits" } });
});

test("all tokens of a shop expire at once; its refresh tokens live on", async () => {
  const { access_token: token, refresh_token: refreshToken } = (await (await local.exchange()).json()) as Record<
    string,
    string
  >;
  expect((await control("/tokens/expire", { shop: "pawtraits" })).body).toEqual({ expired: 1 });
  const answer = await local.post(
    `/platform/${local.shop.domain}/admin/api/2026-10/graphql.json`,
    { query: "{ shop { name } }" },
    { "x-shopify-access-token": token! },
  );
  expect(answer.status).toBe(401);
  expect((await local.askForToken({ grant_type: "refresh_token", refresh_token: refreshToken })).status).toBe(200);
});

test("a scope taken away is gone from tokens already given", async () => {
  const run = await local.graphql();
  await control("/app/revoke-scope", { scope: "read_customers" });
  expect(
    (await run("{ currentAppInstallation { accessScopes { handle } } }")).data.currentAppInstallation.accessScopes,
  ).not.toContainEqual({ handle: "read_customers" });
  await control("/orders/place", { customerId: local.shop.customers[0]!.id, lines: [aLine()] });
  expect((await run("{ orders(first: 1) { nodes { customer { id } } } }")).errors?.[0]?.extensions?.code).toBe(
    "ACCESS_DENIED",
  );
});

test("an order, shop, customer or mail that is not there is refused in words", async () => {
  expect((await control("/orders/cancel", { order: "#9" })).body).toEqual({
    error: "There is no order #9 in pawtraits.myshopify.com",
  });
  expect((await control("/app/uninstall", { shop: "nobody" })).body).toEqual({ error: "There is no shop nobody" });
  expect((await control("/privacy/redact", { customer: 1 })).body).toEqual({ error: "There is no customer 1" });
  expect((await control("/mails/x/open")).body).toEqual({ error: "There is no such mail or event" });
});

test("a form posted from some web page does nothing", async () => {
  await control("/app/install");
  const answer = await fetch(`${local.hubOrigin}/control/app/uninstall`, {
    method: "POST",
    body: new URLSearchParams({ shop: "pawtraits" }),
  });
  expect([answer.status, local.shop.installed]).toEqual([415, true]);
});
