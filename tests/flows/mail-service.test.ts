// Whatever the mail service answers, or tells later, a customer gets one email or a manager is asked.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { enqueueEmail } from "../../app/adapters/mail/emails-outbox.ts";
import { mailHappened } from "../../dev/local-shopify/mail/sendgrid.ts";
import { settleUnknownEmail } from "../../app/services/emails/settle-unknown-email.ts";
import { runDueJobs } from "../../app/adapters/queue/queue-runner.ts";
import { jobs } from "../../app/jobs/index.ts";
import { withoutShopify } from "./intake.ts";
import { knock } from "./knock.ts";
import { wireLocalShopify, type Wired } from "./local.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { act, makeMember, makeOrder, makeShop } from "./shop.ts";

let local: Wired;
let shop: Awaited<ReturnType<typeof makeShop>>;
let ida: Awaited<ReturnType<typeof makeMember>>;

beforeAll(async () => {
  local = await wireLocalShopify();
  shop = await makeShop(local.shop.domain);
  ida = await makeMember(shop.shopId, ["image_processor"]);
});
afterAll(() => local.stop());
beforeEach(() => {
  local.state.mails.length = 0;
  Object.assign(local.faults.mail, { next: 0 });
  Object.assign(local.faults.mailEvents, { drop: 0, duplicate: 0 });
});

/** What the mail service tells has come and is worked off. */
async function told(): Promise<void> {
  await local.ctx.webhooks.idle();
  await runDueJobs({ "work-mail-notices": jobs["work-mail-notices"] });
}

async function reject(itemIds: string[], comment = "Please send it <b>sharper</b>") {
  return act({
    shopId: shop.shopId,
    actor: ida,
    command: { action: "reject_photo", reasonId: shop.reasonId, comment },
    itemIds,
  });
}
const orderInReview = (items = 1) => makeOrder(shop.shopId, { items, assign: { image_processor: ida } });
const emailsOf = (orderId: string) =>
  db().email.findMany({ where: { orderId }, orderBy: [{ kind: "asc" }, { round: "asc" }] });
const mailsAbout = (name: string) =>
  local.state.mails.filter(({ subject }) => subject === `We need a better photo for your order ${name}`);
const firstEmail = async (orderId: string) => (await emailsOf(orderId)).find(({ kind }) => kind === "order_issue")!;

/** Lets the first emails leave, but no reminder. */
async function sendFirst(orderId: string): Promise<void> {
  await db().email.updateMany({
    where: { orderId, state: "queued", kind: { in: ["order_issue", "artwork_approval"] } },
    data: { sendAt: new Date(Date.now() - 1_000) },
  });
  await db()
    .$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'send-email:%' AND payload->>'emailId' IN (SELECT id::text FROM "Email" WHERE "sendAt" <= now())`;
  await drainJobs({ with: withoutShopify });
  await local.ctx.webhooks.idle();
}

describe("the mail service misbehaves", () => {
  it.each(["500", "503", "reset", "accept-then-drop"] as const)(
    "%s: nobody knows, so it is not sent again before an event or a manager says so",
    async (fault) => {
      const { orderId, itemIds, name } = await orderInReview();
      await reject(itemIds);
      Object.assign(local.faults.mail, { next: 1, fault });
      local.faults.mailEvents.drop = 9;
      await sendFirst(orderId);
      const { id: emailId, state } = await firstEmail(orderId);
      expect(state).toBe("unknown");
      const task = () => db().task.findMany({ where: { shopId: shop.shopId, closedAt: null } });
      await drainJobs({ with: withoutShopify, alsoLater: true });
      expect(await task()).toEqual([]);
      await db().email.updateMany({
        where: { id: emailId },
        data: { sendingSince: new Date(Date.now() - 61 * 60_000) },
      });
      await inTransaction((tx) => enqueueEmail(tx, { shopId: shop.shopId, emailId, due: new Date() }));
      await drainJobs({ with: withoutShopify, alsoLater: true });
      expect(await task()).toMatchObject([{ kind: "emails_unknown", orderId: null }]);
      expect(mailsAbout(name)).toHaveLength(fault === "accept-then-drop" ? 1 : 0);
      local.faults.mailEvents.drop = 0;
      await settleUnknownEmail({
        shopId: shop.shopId,
        emailId,
        as: fault === "accept-then-drop" ? "sent" : "send_again",
      });
      expect(await task()).toEqual([]);
      await sendFirst(orderId);
      expect(mailsAbout(name)).toHaveLength(1);
      expect(await task()).toEqual([]);
    },
  );

  it("an event that carries our id settles an unknown email", async () => {
    const { orderId, itemIds } = await orderInReview();
    await reject(itemIds);
    Object.assign(local.faults.mail, { next: 1, fault: "accept-then-drop" });
    await sendFirst(orderId);
    expect((await firstEmail(orderId)).state).toBe("delivered");
    expect((await emailsOf(orderId)).filter(({ state }) => state === "queued")).toHaveLength(2);
  });

  it("too many requests: again later, and then once", async () => {
    const { orderId, itemIds } = await orderInReview();
    await reject(itemIds);
    Object.assign(local.faults.mail, { next: 1, fault: "429" });
    await sendFirst(orderId);
    expect((await firstEmail(orderId)).state).toBe("queued");
    expect(
      (await waitingJobs()).filter(({ job, runAt }) => job === "send-email" && runAt > new Date()).length,
    ).toBeGreaterThan(0);
    await sendFirst(orderId);
    expect(local.state.mails).toHaveLength(1);
  });

  it("too many requests for days: a manager is asked, and nothing is tried for ever", async () => {
    const { orderId, itemIds } = await orderInReview();
    await reject(itemIds);
    await db().email.updateMany({ where: { orderId }, data: { attempts: 79 } });
    Object.assign(local.faults.mail, { next: 1, fault: "429" });
    await sendFirst(orderId);
    const { id, state } = await firstEmail(orderId);
    expect(state).toBe("failed");
    expect(await db().task.findMany({ where: { subject: id } })).toMatchObject([{ kind: "email_refused" }]);
    expect((await waitingJobs()).filter(({ payload }) => (payload as { emailId?: string }).emailId === id)).toEqual([]);
  });
});

describe("events of the mail service", () => {
  it("a bounce is recorded and becomes a task; an older event changes nothing back", async () => {
    const { orderId, itemIds } = await orderInReview();
    await reject(itemIds);
    await sendFirst(orderId);
    mailHappened(local.ctx, local.state.mails[0]!, "open");
    await told();
    mailHappened(local.ctx, local.state.mails[0]!, "delivered");
    await told();
    expect(await firstEmail(orderId)).toMatchObject({ state: "opened", openedAt: expect.any(Date) });
    const other = await orderInReview();
    await reject(other.itemIds);
    await sendFirst(other.orderId);
    mailHappened(local.ctx, local.state.mails[1]!, "bounce");
    await told();
    expect((await firstEmail(other.orderId)).state).toBe("bounced");
    expect(await db().task.findMany({ where: { orderId: other.orderId } })).toMatchObject([{ kind: "email_bounced" }]);
    expect(await db().history.findMany({ where: { orderId: other.orderId, event: "email_bounced" } })).toMatchObject([
      { details: { subject: "Order issue" } },
    ]);
    await drainJobs({ with: withoutShopify, alsoLater: true });
    expect(
      (await emailsOf(other.orderId)).filter(
        ({ kind, state }) => kind === "order_issue_reminder" && state === "withdrawn",
      ),
    ).toHaveLength(2);
  });

  it("whatever comes first about an email that nobody knew of proves that it left, and ends its task", async () => {
    const { orderId, itemIds, name } = await orderInReview();
    await reject(itemIds);
    Object.assign(local.faults.mail, { next: 1, fault: "accept-then-drop" });
    local.faults.mailEvents.drop = 9;
    await sendFirst(orderId);
    const sendingSince = new Date(Date.now() - 25 * 3_600_000);
    await db().email.updateMany({ where: { orderId, state: "unknown" }, data: { sendingSince } });
    await drainJobs({ with: withoutShopify, alsoLater: true });
    const task = { shopId: shop.shopId, kind: "emails_unknown" };
    expect(await db().task.findMany({ where: task })).toMatchObject([{ closedAt: null }]);
    local.faults.mailEvents.drop = 0;
    mailHappened(local.ctx, mailsAbout(name)[0]!, "delivered");
    await told();
    expect(await firstEmail(orderId)).toMatchObject({ state: "delivered", sentAt: expect.any(Date) });
    expect(await db().task.count({ where: { ...task, closedAt: null } })).toBe(0);
  });

  it("unsigned or wrongly signed ones are refused", async () => {
    const body = JSON.stringify([{ event: "delivered", proofline_shop: shop.shopId, proofline_email: shop.reasonId }]);
    for (const headers of [
      {},
      { "x-twilio-email-event-webhook-signature": "MEUCIQ==", "x-twilio-email-event-webhook-timestamp": "1" },
    ]) {
      expect(await knock("/sendgrid-events", headers as Record<string, string>, body)).toBe(401);
    }
  });
});
