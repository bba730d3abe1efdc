// A link that says no at first is tried again for a while: upload apps move files after the order.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { db, pool } from "../../app/adapters/db.ts";
import { env } from "../../app/env.server.ts";
import { jpeg, openShop, orderBody, photoProperty, sendWebhook, withoutShopify } from "./intake.ts";
import { fetchPhotoAgain } from "../../app/services/intake/fetch-photo-again.ts";
import { makeMember } from "./shop.ts";
import { drainJobs, drainJobsWithFaults, waitingJobs } from "./set-up.ts";

const shopId = await openShop();
const cat = await jpeg();
const times = new Map<string, number>();
type Answer = (request: IncomingMessage, response: ServerResponse, time: number) => void;
const whole: Answer = (_request, response) => void response.writeHead(200, { "content-length": cat.length }).end(cat);
const answers: Record<string, Answer> = {};
const server = createServer((request, response) => {
  const time = (times.get(request.url!) ?? 0) + 1;
  times.set(request.url!, time);
  (answers[request.url!] ?? whole)(request, response, time);
});
await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
env().PHOTO_HOSTS_ALLOWED.push(origin);
afterAll(() => void server.close());
let id = 100;

async function photoBehind(path: string) {
  id += 1;
  await sendWebhook(orderBody({ id, number: id, lines: [{ id, properties: [photoProperty(origin + path)] }] }));
  for (let round = 0; round < 3; round += 1) await drainJobsWithFaults({ with: withoutShopify, alsoLater: true });
  return db().photo.findFirstOrThrow({
    where: { shopId, item: { order: { shopifyOrderId: String(id) } } },
    select: { state: true, failure: true },
  });
}

describe("a photo that is there a minute later", () => {
  for (const status of [404, 403, 410, 202]) {
    it(`answered with ${status} at first`, async () => {
      answers[`/${status}.jpg`] = (request, response, time) =>
        time === 1 ? void response.writeHead(status).end("not yet") : whole(request, response, time);
      expect(await photoBehind(`/${status}.jpg`)).toMatchObject({ state: "ready" });
    });
  }
});

const notYet: Answer = (_request, response) => void response.writeHead(404).end();
const photoOf = (number: number) =>
  db().photo.findFirstOrThrow({ where: { shopId, item: { order: { shopifyOrderId: String(number) } } } });
const order = (path: string, minute = 0) =>
  orderBody({
    id,
    number: id,
    updatedAt: `2026-11-01T10:${String(minute).padStart(2, "0")}:00Z`,
    lines: [{ id, properties: [photoProperty(origin + path)] }],
  });

describe("a photo that is not there", () => {
  it.each([
    ["an empty file", (_request, response) => void response.writeHead(200).end()],
    [
      "a page for browsers",
      (_request, response) => void response.writeHead(200).end("<!doctype html><p>Checking your browser"),
    ],
    [
      "a half",
      (_request, response) =>
        void response
          .writeHead(200, { "content-length": cat.length })
          .write(cat.subarray(0, 500), () => response.destroy()),
    ],
  ] as [string, Answer][])("for which comes %s at first is fetched later", async (what, first) => {
    const path = `/${what.replaceAll(" ", "-")}.jpg`;
    answers[path] = (request, response, time) =>
      time === 1 ? first(request, response, time) : whole(request, response, time);
    expect(await photoBehind(path)).toEqual({ state: "ready", failure: null });
  });

  it("says when it is asked for again, and is asked for at that time", async () => {
    id += 1;
    answers["/later.jpg"] = notYet;
    await sendWebhook(order("/later.jpg"));
    await drainJobs({ with: withoutShopify });
    const { state, failure, askedTimes, askAgainAt } = await photoOf(id);
    expect([state, failure, askedTimes]).toEqual(["failed", "dead_link", 1]);
    const [job] = (await waitingJobs()).filter(({ job }) => job === "fetch-item-photo");
    expect(Math.abs(job!.runAt.getTime() - askAgainAt!.getTime())).toBeLessThan(2_000);
    // Asked for by hand meanwhile, it has as many times left as before.
    const { id: photoId, itemId } = await photoOf(id);
    const { orderId } = await db().item.findFirstOrThrow({ where: { shopId, id: itemId } });
    const actor = await makeMember(shopId, ["manager"]);
    await fetchPhotoAgain({ shopId, actor, orderId, photoId });
    await drainJobs({ with: withoutShopify });
    expect([times.get("/later.jpg"), (await photoOf(id)).askedTimes]).toEqual([2, 1]);
  });

  it("in six hours is asked for by each later webhook of its order, and its history says once that it failed", async () => {
    id += 1;
    answers["/for-long.jpg"] = notYet;
    await sendWebhook(order("/for-long.jpg"));
    await drainJobs({ with: withoutShopify, alsoLater: true });
    expect(await photoOf(id)).toMatchObject({
      state: "failed",
      failure: "dead_link",
      askAgainAt: null,
      askedTimes: 10,
    });
    expect(times.get("/for-long.jpg")).toBe(10);
    await sendWebhook(order("/for-long.jpg", 1), { topic: "orders/updated" });
    await drainJobs({ with: withoutShopify, alsoLater: true });
    expect(times.get("/for-long.jpg")).toBe(11);
    const failures = { shopId, event: "photo_failed", order: { shopifyOrderId: String(id) } };
    expect(await db().history.count({ where: failures })).toBe(1);
    answers["/for-long.jpg"] = whole;
    await sendWebhook(order("/for-long.jpg", 2), { topic: "orders/updated" });
    await drainJobs({ with: withoutShopify, alsoLater: true });
    expect(await photoOf(id)).toMatchObject({ state: "ready", failure: null, askAgainAt: null });
  });

  it("is fetched at once when a manager or its image processor asks, and for nobody else", async () => {
    id += 1;
    answers["/by-hand.jpg"] = (request, response, time) => (time <= 10 ? notYet : whole)(request, response, time);
    await sendWebhook(order("/by-hand.jpg"));
    await drainJobs({ with: withoutShopify, alsoLater: true });
    const { id: photoId, itemId } = await photoOf(id);
    const { orderId } = await db().item.findFirstOrThrow({ where: { shopId, id: itemId } });
    const ask = async (role: "manager" | "artist" | "image_processor") =>
      fetchPhotoAgain({ shopId, actor: await makeMember(shopId, [role]), orderId, photoId });
    expect([await ask("artist"), await ask("image_processor")]).toMatchObject([
      { isRefused: true },
      { isRefused: true },
    ]);
    expect(await ask("manager")).toMatchObject({ isRefused: false });
    await drainJobs({ with: withoutShopify });
    expect(await photoOf(id)).toMatchObject({ state: "ready" });
    expect(await ask("manager")).toMatchObject({ isRefused: true });
  });
});

describe("a host that says nothing", () => {
  it("gives its place back soon, and is asked again beside others, with more patience", async () => {
    answers["/silent.jpg"] = (request, response, time) => (time === 1 ? undefined : whole(request, response, time));
    id += 1;
    await sendWebhook(order("/silent.jpg"));
    await drainJobsWithFaults({ with: withoutShopify });
    const { state, failure, askAgainAt } = await photoOf(id);
    expect([state, failure]).toEqual(["failed", "too_slow"]);
    expect(askAgainAt).not.toBeNull();
    const { rows } = await pool().query<{ name: string }>(
      `SELECT q.queue_name AS name FROM graphile_worker._private_jobs j
       JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id WHERE j.key LIKE 'fetch-photo:%'`,
    );
    expect(rows.map(({ name }) => name)).toEqual([expect.stringMatching(/^photos-again:[01]$/)]);
    await drainJobsWithFaults({ with: withoutShopify, alsoLater: true });
    expect((await photoOf(id)).state).toBe("ready");
  });
});
