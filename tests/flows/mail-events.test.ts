// What the mail service tells of one email is taken for no more than it says.
import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { EMAIL_KINDS } from "../../app/domain/words/emails.ts";
import { env } from "../../app/env.server.ts";
import { emailCards } from "../../app/services/emails/list-emails.ts";
import { knock } from "./knock.ts";
import { drainJobs } from "./set-up.ts";
import { makeOrder, makeShop } from "./shop.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
env().SENDGRID_WEBHOOK_PUBLIC_KEY = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const { shopId } = await makeShop();

async function post(events: unknown[]): Promise<number> {
  const body = JSON.stringify(events);
  const time = String(Math.floor(Date.now() / 1_000));
  const headers = {
    "x-twilio-email-event-webhook-timestamp": time,
    "x-twilio-email-event-webhook-signature": createSign("sha256")
      .update(time + body)
      .sign(privateKey, "base64"),
  };
  const status = await knock("/sendgrid-events", headers, body);
  await drainJobs();
  return status;
}

async function sentEmail() {
  const { orderId } = await makeOrder(shopId, { step: "customer_approval" });
  const { id } = await db().email.create({
    data: {
      shopId,
      orderId,
      kind: "artwork_approval",
      round: 1,
      itemIds: [],
      sendAt: new Date(),
      state: "sent",
      sentAt: new Date(),
      sendingSince: new Date(),
    },
  });
  const event = (name: string, more: object = {}) => ({
    event: name,
    timestamp: Math.floor(Date.now() / 1_000),
    sg_event_id: randomUUID(),
    proofline_shop: shopId,
    proofline_email: id,
    ...more,
  });
  return { event, now: () => db().email.findFirstOrThrow({ where: { id } }) };
}

describe("what the mail service tells", () => {
  it("row 41: a picture that Apple's machines fetched is not an email that a person opened", async () => {
    const { event, now } = await sentEmail();
    expect(await post([event("delivered"), event("open", { sg_machine_open: true })])).toBe(200);
    expect(await now()).toMatchObject({ state: "delivered", openedAt: null });
  });
});

/** Another email about the same order, called for and sent later. */
async function sentLater(orderId: string, kind = "artwork_approval") {
  const round = 1 + (await db().email.count({ where: { shopId, orderId } }));
  const at = new Date(Date.now() + round * 1_000);
  const sent = { state: "sent", sendAt: at, sentAt: at, createdAt: at, sendingSince: at };
  return db().email.create({ data: { shopId, orderId, kind, round, itemIds: [], ...sent } });
}
const openTasksOf = (orderId: string) => db().task.findMany({ where: { shopId, orderId, closedAt: null } });

describe("an address that takes no email", () => {
  it("is a task until another email about the order has arrived", async () => {
    const { event, now } = await sentEmail();
    const { orderId } = await now();
    await post([event("bounce")]);
    expect(await openTasksOf(orderId)).toMatchObject([{ kind: "email_bounced" }]);
    const later = await sentLater(orderId);
    await post([event("delivered", { proofline_email: later.id })]);
    expect(await openTasksOf(orderId)).toEqual([]);
  });

  it("is none where a later email had arrived before the bounce was told, and one where only an earlier one had", async () => {
    const { event, now } = await sentEmail();
    const { orderId, id } = await now();
    const later = await sentLater(orderId);
    await post([event("delivered", { proofline_email: later.id }), event("bounce")]);
    expect(await openTasksOf(orderId)).toEqual([]);
    const latest = await sentLater(orderId);
    await post([event("bounce", { proofline_email: latest.id }), event("delivered", { proofline_email: later.id })]);
    expect(await openTasksOf(orderId)).toMatchObject([{ kind: "email_bounced", subject: latest.id }]);
    expect(id).not.toBe(latest.id);
  });

  it("gets no reminders, and none is said to be on its way", async () => {
    const { event, now } = await sentEmail();
    const { orderId } = await now();
    await db().email.updateMany({ where: { shopId, orderId }, data: { sentAt: null } });
    await post([event("delivered")]);
    const cards = async () =>
      (await emailCards({ shopId, orderIds: [orderId], kinds: EMAIL_KINDS, withAddress: false }))[orderId]!;
    expect((await cards()).filter(({ state }) => state === "queued")).toHaveLength(2);
    await post([event("bounce")]);
    expect((await cards()).filter(({ state }) => state === "queued")).toEqual([]);
    expect((await cards()).filter(({ state }) => state === "withdrawn").map(({ failure }) => failure)).toEqual([
      "Stopped: the email before it bounced.",
      "Stopped: the email before it bounced.",
    ]);
  });
});

describe("an email that was reported as spam", () => {
  it("is a task, and its reminders are stopped", async () => {
    const { event, now } = await sentEmail();
    const { orderId } = await now();
    await db().email.updateMany({ where: { shopId, orderId }, data: { sentAt: null } });
    await post([event("delivered"), event("spamreport")]);
    expect(await openTasksOf(orderId)).toMatchObject([
      { kind: "email_reported", details: { email: "Artwork approval" } },
    ]);
    expect(await db().email.count({ where: { shopId, orderId, state: "queued" } })).toBe(0);
  });
});
