// Who guesses at customers' links is told to wait, alone or as many; who has a right link never is.
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { loader as showRest } from "../../app/routes/proxy.$.tsx";
import * as photoDoor from "../../app/routes/customer.photo.tsx";
import * as uploadsDoor from "../../app/routes/customer.uploads.$.tsx";
import { action as decide, loader as showByLink } from "../../app/routes/proxy.o.$token.tsx";
import { loader as showByNumber } from "../../app/routes/proxy.order.$orderId.tsx";
import { isGuessing, isGuessingHere } from "../../app/services/customer/is-guessing.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { serveRoutes } from "./serve-routes.ts";
import { makeOrder, makeShop } from "./shop.ts";
import { linkOf, proxied, seen } from "./storefront.ts";

let shop: { shopId: string; domain: string };
beforeEach(async () => {
  shop = await makeShop();
  await db().linkTry.deleteMany({ where: { shopId: null } });
  // A minute must not end in the middle of a test.
  const [{ left }] = await db().$queryRaw<[{ left: number }]>`
    SELECT 60 - extract(second FROM clock_timestamp())::float8 AS left`;
  if (left < 25) await new Promise((next) => setTimeout(next, left * 1000 + 50));
}, 60_000);

const wrong = () => randomBytes(32).toString("base64url");
const from = (address: string, path: string, form?: URLSearchParams) => {
  const request = proxied(path, { domain: shop.domain, customerId: "1", ...(form && { form }) });
  request.headers.set("x-forwarded-for", address);
  return request;
};
const open = async (address: string, token: string) =>
  seen(await showByLink({ request: from(address, `/o/${token}/`), params: { token }, context: {} }));

describe("a visitor who tries many links", () => {
  it("is told to wait in a sentence, and another one is not", async () => {
    for (let tries = 1; tries <= 10; tries += 1)
      expect((await open("198.51.100.7, 203.0.113.1", wrong())).status).toBe(404);
    const told = await open("198.51.100.7, 203.0.113.2", wrong());
    expect([told.status, told.text]).toEqual([
      429,
      expect.stringContaining("Too many tries. Wait a minute and open the link in your email again."),
    ]);
    expect((await open("198.51.100.8, 203.0.113.1", wrong())).status).toBe(404);
  });

  it("is the same at every door, and with all addresses of a network", async () => {
    const doors = [
      (at: string) => showByLink({ request: from(at, "/o/x/"), params: { token: "x" }, context: {} }),
      (at: string) =>
        decide({ request: from(at, "/o/x/", new URLSearchParams()), params: { token: "x" }, context: {} }),
      (at: string) => showByNumber({ request: from(at, "/order/1"), params: { orderId: "1" }, context: {} }),
      (at: string) => showRest({ request: from(at, "/o/x//"), params: { "*": "o/x/" }, context: {} }),
    ];
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await seen(await doors[tries % 4]!(`2001:db8:1:2::${tries}`))).status);
    expect(statuses).toEqual([...Array<number>(10).fill(404), 429, 429]);
  });

  it("opens a right link all the same", async () => {
    const { orderId } = await makeOrder(shop.shopId, { step: "customer_approval" });
    const token = await linkOf(shop.shopId, orderId);
    for (let tries = 0; tries < 12; tries += 1) await open("198.51.100.7", wrong());
    expect((await open("198.51.100.7", token)).status).toBe(200);
  });
});

it("many visitors together are told to wait too, cost no more rows, and another shop's are not", async () => {
  const visit = { shop: { id: shop.shopId, domain: shop.domain, name: "" } };
  for (let at = 0; at < 300; at += 1) expect(await isGuessing({ ...visit, visitor: `visitor ${at}` })).toBe(false);
  expect(await isGuessing({ ...visit, visitor: "one more" })).toBe(true);
  expect(await db().linkTry.count({ where: { shopId: shop.shopId } })).toBe(300);
  const other = await makeShop();
  expect(await isGuessing({ shop: { id: other.shopId, domain: other.domain, name: "" }, visitor: "one more" })).toBe(
    false,
  );
});

it("it is over with the minute, and nothing of it is kept", async () => {
  const visit = { shop: { id: shop.shopId, domain: shop.domain, name: "" }, visitor: "v" };
  for (let tries = 0; tries < 12; tries += 1) await isGuessing(visit);
  await db()
    .$executeRaw`UPDATE "LinkTry" SET minute = minute - interval '1 minute' WHERE "shopId" = ${shop.shopId}::uuid`;
  expect(await isGuessing(visit)).toBe(false);
  expect(await db().linkTry.findMany({ where: { shopId: shop.shopId } })).toMatchObject([{ tries: 1 }]);
  await db()
    .$executeRaw`UPDATE "LinkTry" SET minute = minute - interval '2 hours' WHERE "shopId" = ${shop.shopId}::uuid`;
  await cleanUp();
  expect(await db().linkTry.count({ where: { shopId: shop.shopId } })).toBe(0);
});

describe("at the app's own doors", () => {
  let web: Awaited<ReturnType<typeof serveRoutes>>;
  beforeAll(async () => {
    web = await serveRoutes({
      "customer/photo": { module: photoDoor },
      "customer/uploads/*": { module: uploadsDoor },
    });
  });
  afterAll(() => web.stop());

  const address = (path: string) => `http://127.0.0.1:${web.port}${path}`;
  // As a load balancer in our own network hands it on.
  const via = (forwardedFor: string) => ({ "x-forwarded-for": forwardedFor });
  const upload = (from: string, token: string) =>
    fetch(address("/customer/uploads"), {
      method: "POST",
      headers: { ...via(from), authorization: `Bearer ${token}`, "tus-resumable": "1.0.0", "upload-length": "10" },
    });
  const form = (from: string, token: string, headers: Record<string, string> = {}) => {
    const body = new FormData();
    body.set("token", token);
    return fetch(address("/customer/photo"), {
      method: "POST",
      headers: { ...via(from), ...headers },
      body,
      redirect: "manual",
    });
  };
  const told = async (answer: Response) => [answer.status, answer.headers.get("retry-after"), await answer.text()];
  const WAIT = [429, "60", "Too many tries. Wait a minute and open the link in your email again."];

  it("who tries many tokens is told to wait, at each of them and however they ask, and another one is not", async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await upload("198.51.100.7", wrong())).status).toBe(403);
      expect((await form("198.51.100.7", wrong())).status).toBe(404);
    }
    expect(await told(await upload("198.51.100.7", wrong()))).toEqual(WAIT);
    expect(await told(await form("198.51.100.7", wrong()))).toEqual(WAIT);
    const byScript = await form("198.51.100.7", wrong(), { accept: "application/json" });
    expect(byScript.headers.get("access-control-allow-origin")).toBe("*");
    expect(await told(byScript)).toEqual(WAIT);
    expect((await upload("198.51.100.8", wrong())).status).toBe(403);
  });

  it("what somebody writes into the header makes nobody else of them, and the network of an address is one", async () => {
    const asked = (at: number) => [`203.0.113.${at}, 198.51.100.7`, `203.0.113.${at}, 2001:db8:1:2::${at}, 10.0.0.9`];
    for (let at = 0; at < 10; at += 1)
      expect((await Promise.all(asked(at).map((from) => upload(from, wrong())))).map(({ status }) => status)).toEqual([
        403, 403,
      ]);
    for (const from of asked(10)) expect((await upload(from, wrong())).status).toBe(429);
  });

  it("many at the same moment are counted one by one", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => upload("198.51.100.7", wrong())));
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
  });

  it("a right token is served in the same minute from the same address, of every shop, and is not counted", async () => {
    const tokens = [await ownLink(shop.shopId), await ownLink((await makeShop()).shopId)];
    for (let at = 0; at < 300; at += 1) await isGuessingHere(`198.51.100.${at % 250}`);
    expect((await upload("198.51.100.7", wrong())).status).toBe(429);
    const before = await counted();
    for (const token of tokens) {
      expect((await upload("198.51.100.7", token)).status).toBe(201);
      expect((await form("198.51.100.7", token)).status).toBe(303);
    }
    expect(await counted()).toEqual(before);
  });

  it("however many addresses somebody has, they cost no more rows, and no shop's visitors wait for them", async () => {
    for (let at = 0; at < 300; at += 1) expect(await isGuessingHere(`2001:db8:${at.toString(16)}::1`)).toBe(false);
    expect(await isGuessingHere("2001:db8:ffff::1")).toBe(true);
    expect(await counted()).toEqual({ rows: 300, tries: 300 });
    expect((await open("198.51.100.7", wrong())).status).toBe(404);
    await db().$executeRaw`UPDATE "LinkTry" SET minute = minute - interval '1 minute'`;
    expect(await isGuessingHere("2001:db8:ffff::1")).toBe(false);
    expect(await counted()).toEqual({ rows: 1, tries: 1 });
    await db().$executeRaw`UPDATE "LinkTry" SET minute = minute - interval '2 hours'`;
    await cleanUp();
    expect(await counted()).toEqual({ rows: 0, tries: 0 });
  });

  const ownLink = async (shopId: string) => linkOf(shopId, (await makeOrder(shopId, { step: "photo_issue" })).orderId);
  const counted = async () => {
    const rows = await db().linkTry.findMany({ where: { shopId: null } });
    return { rows: rows.length, tries: rows.reduce((sum, { tries }) => sum + tries, 0) };
  };
});
