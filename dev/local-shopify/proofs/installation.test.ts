// An uninstall is told once, late, twice or not at all; two days later every app is asked to erase what it knows.
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startForTests, type Started } from "../started-for-tests.ts";
import { changeShop, installApp, uninstallApp } from "./installation.ts";

const HOUR_MS = 3_600_000;
let local: Started;
const started: Started[] = [];
beforeEach(async () => {
  local = await startForTests({ webhookTopics: ["app/uninstalled", "shop/update"] });
  started.push(local);
  installApp(local.ctx, local.shop);
});
afterAll(() => Promise.all(started.map((one) => one.stop())));

async function told() {
  await local.ctx.webhooks.idle();
  return local.received.map(({ headers, body }) => ({
    topic: headers["x-shopify-topic"],
    eventId: headers["x-shopify-event-id"],
    triggeredAt: headers["x-shopify-triggered-at"],
    body: JSON.parse(body) as Record<string, unknown>,
  }));
}
const topics = async () => (await told()).map(({ topic }) => topic);

describe("the notice of an uninstall", () => {
  test("late, it says when it happened, and comes to an app that is installed again", async () => {
    uninstallApp(local.ctx, local.shop, { lateMs: HOUR_MS });
    const at = new Date(local.clock.now).toISOString();
    installApp(local.ctx, local.shop);
    expect(await told()).toEqual([]);
    local.pass(HOUR_MS);
    expect(await told()).toMatchObject([{ topic: "app/uninstalled", triggeredAt: at }]);
  });

  test("repeated, it is the same event", async () => {
    uninstallApp(local.ctx, local.shop, { times: 2 });
    const all = await told();
    expect([all.length, new Set(all.map(({ eventId }) => eventId)).size]).toEqual([2, 1]);
  });

  test("lost, shop/redact comes all the same, 48 hours after", async () => {
    uninstallApp(local.ctx, local.shop, { times: 0 });
    local.pass(48 * HOUR_MS - 1);
    expect(await topics()).toEqual([]);
    local.pass(1);
    expect(await topics()).toEqual(["shop/redact"]);
    local.pass(500 * HOUR_MS);
    expect(await topics()).toHaveLength(1);
  });

  test("an app that is not installed cannot be uninstalled", async () => {
    uninstallApp(local.ctx, local.shop);
    uninstallApp(local.ctx, local.shop);
    expect(await topics()).toEqual(["app/uninstalled"]);
    expect(local.shop.redactsAt).toHaveLength(1);
  });
});

test("every installation has a number of its own", async () => {
  const number = async () =>
    ((await (await local.graphql())("{ currentAppInstallation { id } }")).data as { currentAppInstallation: object })
      .currentAppInstallation;
  const first = await number();
  expect(await number()).toEqual(first);
  uninstallApp(local.ctx, local.shop, { times: 0 });
  expect(await number()).not.toEqual(first);
});

test("the store's own settings are told as shop/update", async () => {
  changeShop(local.ctx, local.shop, { name: "Pawtraits & Co", ianaTimezone: "Europe/Berlin" });
  expect(await told()).toMatchObject([
    { topic: "shop/update", body: { name: "Pawtraits & Co", iana_timezone: "Europe/Berlin", email: local.shop.email } },
  ]);
});
