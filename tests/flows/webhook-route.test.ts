// A webhook is recorded once when Shopify signed it, and refused when not.
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { action as sendgridEvents } from "../../app/routes/sendgrid-events.tsx";
import { action as webhooks } from "../../app/routes/webhooks.tsx";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { shopify } from "../../app/shopify.server.ts";
import { openShop, orderBody, sendWebhook, signedWebhook } from "./intake.ts";

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

  it("leaves a job together with its row", async () => {
    await sendWebhook(orderBody({}), { eventId: "with-job" });
    const [row] = await db().webhookDelivery.findMany({ where: { eventId: "with-job" } });
    const jobs = await db().$queryRaw<
      { payload: { deliveryId: string } }[]
    >`SELECT payload FROM graphile_worker._private_jobs`;
    expect(jobs.map(({ payload }) => payload.deliveryId)).toContain(String(row?.id));
  });

  it("of more than ten megabytes is refused, also when it does not say how long it is", async () => {
    const before = await recorded();
    expect(await sendWebhook("x".repeat(10 * 1024 * 1024 + 1))).toBe(413);
    expect(await recorded()).toBe(before);
  });

  it.each([
    ["webhooks", webhooks, 10],
    ["sendgrid-events", sendgridEvents, 5],
  ])(
    "whose end does not come is refused at /%s, and no more of it is read than may come",
    async (path, action, most) => {
      const piece = new Uint8Array(1024 * 1024);
      let read = 0;
      const body = new ReadableStream({
        pull(controller) {
          read += 1;
          controller.enqueue(piece);
        },
      });
      const sent = { method: "POST", body, duplex: "half" as const, headers: signedWebhook("{}", {}).headers };
      const answer = await action({
        request: new Request(`https://proofline.test/${path}`, sent),
        params: {},
        context: {},
      });
      expect(answer.status).toBe(413);
      expect(read).toBeLessThanOrEqual(most + 2);
    },
  );

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
