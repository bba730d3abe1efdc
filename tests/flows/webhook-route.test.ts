// A webhook is recorded once when Shopify signed it, and refused when not.
import { Agent, request } from "node:http";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { shopify } from "../../app/shopify.server.ts";
import { openShop, orderBody, sendWebhook, signedWebhook } from "./intake.ts";
import { noticePort } from "./knock.ts";
import { waitingJobs } from "./set-up.ts";

const domain = "pawtraits.myshopify.com";
const recorded = () => db().webhookDelivery.count();

beforeAll(async () => {
  await openShop(domain);
});

describe("a webhook at the door", () => {
  it("is recorded when Shopify signed it", async () => {
    const before = await recorded();
    expect(await sendWebhook(orderBody({ id: 1 }))).toBe(200);
    expect(await recorded()).toBe(before + 1);
  });

  it.each([
    ["without a signature", null],
    ["with an empty signature", ""],
    ["with a signature of something else", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="],
    ["with a signature that is no base64", "%%%"],
  ])("is refused with 401 %s", async (_how, signature) => {
    const before = await recorded();
    expect(await sendWebhook(orderBody({ id: 2 }), { signature })).toBe(401);
    expect(await sendWebhook(orderBody({ id: 2 }), { secret: "another-secret" })).toBe(401);
    expect(await recorded()).toBe(before);
  });

  it("of the same event is answered and not recorded again, of another topic it is", async () => {
    const before = await recorded();
    expect(await sendWebhook(orderBody({}), { eventId: "same" })).toBe(200);
    expect(await sendWebhook(orderBody({}), { eventId: "same" })).toBe(200);
    expect(await sendWebhook(orderBody({}), { eventId: "same", topic: "orders/updated" })).toBe(200);
    expect(await recorded()).toBe(before + 2);
  });

  it("of a stranger's shop, of one that has left, or of a topic that is none of ours is answered and dropped", async () => {
    await openShop("left.myshopify.com");
    await db().shop.update({ where: { domain: "left.myshopify.com" }, data: { uninstalledAt: new Date() } });
    const before = await recorded();
    expect(await sendWebhook(orderBody({}), { domain: "stranger.myshopify.com" })).toBe(200);
    expect(await sendWebhook(orderBody({}), { domain: "left.myshopify.com" })).toBe(200);
    expect(await sendWebhook(orderBody({}), { domain: "not a shop" })).toBe(200);
    expect(await sendWebhook({}, { topic: "carts/update" })).toBe(200);
    expect(await recorded()).toBe(before);
  });

  it("leaves a job together with its row, one for all of its shop", async () => {
    for (const eventId of ["with-job", "with-the-same"]) await sendWebhook(orderBody({}), { eventId });
    const inboxes = (await waitingJobs()).filter(({ job }) => job === "work-inbox");
    expect(inboxes.map(({ payload }) => payload)).toEqual([{ shopDomain: domain }]);
  });

  it("of more than ten megabytes is refused, also when it does not say how long it is", async () => {
    const before = await recorded();
    expect(await sendWebhook("x".repeat(10 * 1024 * 1024 + 1))).toBe(413);
    expect(await recorded()).toBe(before);
  });

  it.each([
    ["/webhooks", 10],
    ["/sendgrid-events", 5],
  ])("whose end does not come is refused at %s, and no more of it is held than may come", async (path, most) => {
    const piece = Buffer.alloc(1024 * 1024, 0x20);
    const headers = Object.fromEntries(signedWebhook("{}", {}).headers);
    const agent = new Agent({ keepAlive: true });
    const asked = request({ port: await noticePort(), path, method: "POST", headers, agent });
    asked.on("error", () => undefined);
    const answered = new Promise<number>((give) => asked.once("response", ({ statusCode = 0 }) => give(statusCode)));
    let isAnswered = false;
    void answered.then(() => (isAnswered = true));
    let sent = 0;
    for (; !isAnswered && sent < 400; sent += 1)
      if (!asked.write(piece)) await Promise.race([answered, new Promise((ready) => asked.once("drain", ready))]);
    expect(await answered).toBe(413);
    // What the two ends of the line hold comes on top.
    expect(sent).toBeLessThanOrEqual(most + 20);
    asked.destroy();
    agent.destroy();
  });

  it("is sent and not asked for", async () => {
    const port = await noticePort();
    const answer = await fetch(`http://127.0.0.1:${port}/webhooks`);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("is forgotten a week after it was worked, and never before it was", async () => {
    const eventIds = ["worked long ago", "worked lately", "never worked"];
    for (const eventId of eventIds) await sendWebhook(orderBody({}), { eventId });
    const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
    const age = (eventId: string, data: { receivedAt: Date; workedAt?: Date }) =>
      db().webhookDelivery.updateMany({ where: { eventId }, data });
    await age("worked long ago", { receivedAt: daysAgo(8), workedAt: daysAgo(8) });
    await age("worked lately", { receivedAt: daysAgo(6), workedAt: daysAgo(6) });
    await age("never worked", { receivedAt: daysAgo(8) });
    await cleanUp();
    const kept = await db().webhookDelivery.findMany({ where: { eventId: { in: eventIds } }, orderBy: { id: "asc" } });
    expect(kept.map(({ eventId }) => eventId)).toEqual(["worked lately", "never worked"]);
  });

  it("is judged by us as Shopify's own library judges it", async () => {
    const body = orderBody({ id: 9, more: { note: "naïve ✂ \u0000 text" } });
    const secret = "another-secret";
    const base = { domain, topic: "orders/create", eventId: "e1" };
    for (const [how, ok] of [
      [{}, true],
      [{ secret }, false],
      [{ signature: null }, false],
      [{ signature: "AAAA" }, false],
    ] as const) {
      const theirs = await shopify()
        .authenticate.webhook(signedWebhook(body, { ...base, ...how }))
        .then(
          () => 200,
          (answer: Response) => answer.status,
        );
      const ours = await sendWebhook(body, { ...base, ...how });
      expect([theirs === 200, ours === 200]).toEqual([ok, ok]);
    }
  });
});
