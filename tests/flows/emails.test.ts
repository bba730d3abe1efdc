// The customer is written to at the right moment, once, and reminded only while there is a reason.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { orderByToken } from "../../app/adapters/proofs/customer-link.ts";
import { undoAct } from "../../app/services/acts/undo-act.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { jpeg, withoutShopify } from "./intake.ts";
import { wireLocalShopify, type Wired } from "./local.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { act, makeMember, makeOrder, makeShop, storeFile } from "./shop.ts";

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
const remindersOf = async (orderId: string) =>
  (await emailsOf(orderId)).filter(({ kind }) => kind === "order_issue_reminder");
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

describe("an order issue is written to the customer", () => {
  it("once, with every issue of the order, a working link, and reminders to come", async () => {
    const { orderId, itemIds, name } = await orderInReview(3);
    await reject(itemIds.slice(0, 2));
    await reject(itemIds.slice(2), "And this one too");
    await sendFirst(orderId);
    await sendFirst(orderId);
    expect(local.state.mails).toHaveLength(1);
    const mail = local.state.mails[0]!;
    expect(mail).toMatchObject({ to: "carla@example.com", subject: `We need a better photo for your order ${name}` });
    expect(mail.text.match(/item \d/g)).toEqual(["item 1", "item 2", "item 3"]);
    expect(mail.html).toContain("&lt;b&gt;sharper&lt;/b&gt;");
    expect(Object.values(mail.customArgs).join()).not.toContain("carla");
    const token = new RegExp(`https://${shop.domain}/apps/proofline/o/([\\w-]{43})`).exec(mail.text)?.[1];
    expect(await orderByToken(token ?? "")).toEqual({ shopId: shop.shopId, orderId });
    const emails = await emailsOf(orderId);
    expect(emails.map(({ kind, round, state }) => [kind, round, state])).toEqual([
      ["order_issue", 1, "delivered"],
      ["order_issue_reminder", 1, "queued"],
      ["order_issue_reminder", 2, "queued"],
    ]);
    for (const one of emails) expect(one.itemIds.toSorted()).toEqual(itemIds.toSorted());
    const days = emails
      .slice(1)
      .map(({ sendAt }) => Math.round((sendAt.getTime() - emails[0]!.sentAt!.getTime()) / 86_400_000));
    expect(days).toEqual([2, 5]);
  });

  it("not when the rejection was taken back", async () => {
    const { orderId, itemIds } = await orderInReview();
    const { actId } = await reject(itemIds);
    await undoAct({ shopId: shop.shopId, actor: ida, actId });
    await sendFirst(orderId);
    expect(local.state.mails).toEqual([]);
    expect((await firstEmail(orderId)).state).toBe("withdrawn");
  });

  it("not when the shop has left meanwhile", async () => {
    const { orderId, itemIds } = await orderInReview();
    await reject(itemIds);
    await db().shop.update({ where: { id: shop.shopId }, data: { uninstalledAt: new Date() } });
    await sendFirst(orderId);
    await db().shop.update({ where: { id: shop.shopId }, data: { uninstalledAt: null } });
    expect(local.state.mails).toEqual([]);
    expect((await firstEmail(orderId)).state).toBe("withdrawn");
  });

  it("and no reminder once the customer has decided", async () => {
    const { orderId, itemIds, name } = await orderInReview();
    await reject(itemIds);
    await sendFirst(orderId);
    await act({
      shopId: shop.shopId,
      actor: { kind: "customer" },
      orderId,
      command: { action: "keep_photo" },
      itemIds,
    });
    await drainJobs({ with: withoutShopify, alsoLater: true });
    expect(local.state.mails.filter(({ subject }) => subject.endsWith(name))).toHaveLength(1);
    expect(
      (await emailsOf(orderId)).filter(({ kind }) => kind === "order_issue_reminder").map(({ state }) => state),
    ).toEqual(["withdrawn", "withdrawn"]);
  });

  it("and no reminder when the item was moved away by hand, also when it is moved back", async () => {
    const max = await makeMember(shop.shopId, ["manager"]);
    const { orderId, itemIds } = await orderInReview();
    await reject(itemIds);
    await sendFirst(orderId);
    for (const to of ["artwork", "photo_issue"] as const)
      await act({ shopId: shop.shopId, actor: max, command: { action: "move", to }, itemIds });
    await drainJobs({ with: withoutShopify, alsoLater: true });
    expect(local.state.mails).toHaveLength(1);
    expect((await remindersOf(orderId)).map(({ state }) => state)).toEqual(["withdrawn", "withdrawn"]);
  });

  it("but the reminders stay when that move is taken back", async () => {
    const max = await makeMember(shop.shopId, ["manager"]);
    const { orderId, itemIds } = await orderInReview();
    await reject(itemIds);
    await sendFirst(orderId);
    const before = await remindersOf(orderId);
    const { actId } = await act({
      shopId: shop.shopId,
      actor: max,
      command: { action: "move", to: "artwork" },
      itemIds,
    });
    expect(await undoAct({ shopId: shop.shopId, actor: max, actId })).toHaveProperty("undone");
    expect(await remindersOf(orderId)).toEqual(before);
    const times = (await waitingJobs())
      .filter(({ payload }) => before.some(({ id }) => id === (payload as { emailId?: string }).emailId))
      .map(({ runAt }) => runAt);
    expect(times).toEqual(before.map(({ sendAt }) => sendAt));
    await drainJobs({ with: withoutShopify, alsoLater: true });
    expect(local.state.mails).toHaveLength(3);
  });

  it("without an address it asks managers instead", async () => {
    const { orderId, itemIds } = await orderInReview();
    await db().order.updateMany({ where: { id: orderId }, data: { customerEmail: null } });
    await reject(itemIds);
    await sendFirst(orderId);
    expect(await db().task.findMany({ where: { orderId } })).toMatchObject([{ kind: "email_without_address" }]);
  });
});

describe("the other emails", () => {
  const sendAll = () => drainJobs({ with: withoutShopify, alsoLater: true });
  const subjects = (name: string) =>
    local.state.mails.filter(({ subject }) => subject.endsWith(name)).map(({ subject }) => subject.replace(name, "#"));

  it("the artwork is out for approval, a request is answered, all is approved: one email each, and reminders only while they make sense", async () => {
    const quinn = await makeMember(shop.shopId, ["quality_controller"]);
    const { orderId, itemIds, name } = await makeOrder(shop.shopId, {
      items: 2,
      step: "quality_control",
      assign: { quality_controller: quinn },
    });
    const customer = { kind: "customer" } as const;
    const { shopId } = shop;
    await act({ shopId, actor: quinn, command: { action: "pass_artfile" }, itemIds });
    await sendFirst(orderId);
    await act({
      shopId,
      actor: customer,
      orderId,
      command: { action: "request_changes", note: "A blue collar, please" },
      itemIds: itemIds.slice(0, 1),
    });
    await act({
      shopId,
      actor: quinn,
      command: { action: "answer_revision", answer: "It is red in your photo" },
      itemIds: itemIds.slice(0, 1),
    });
    await db().email.updateMany({
      where: { orderId, kind: "return_to_customer" },
      data: { sendAt: new Date(Date.now() - 1_000) },
    });
    await db()
      .$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE payload->>'emailId' IN (SELECT id::text FROM "Email" WHERE kind = 'return_to_customer')`;
    await drainJobs({ with: withoutShopify });
    expect(local.state.mails.find(({ subject }) => subject.startsWith("About"))?.text).toContain(
      "It is red in your photo",
    );
    await act({ shopId, actor: customer, orderId, command: { action: "approve_artwork" }, itemIds });
    await sendAll();
    expect(subjects(name)).toEqual([
      "Your artwork is ready to look at: order #",
      "About the changes you asked for: order #",
      "Thank you for approving your artwork: order #",
    ]);
    expect(
      (await emailsOf(orderId)).filter(({ kind }) => kind === "approval_reminder").map(({ state }) => state),
    ).toEqual(Array(4).fill("withdrawn"));
  });

  it("an answer that waits for a sibling in rework reaches the customer when the sibling is ready", async () => {
    const { shopId } = shop;
    const quinn = await makeMember(shopId, ["quality_controller"]);
    const { orderId, itemIds } = await makeOrder(shopId, {
      items: 2,
      step: "quality_control",
      assign: { quality_controller: quinn },
    });
    await act({ shopId, actor: quinn, command: { action: "pass_artfile" }, itemIds });
    await sendFirst(orderId);
    await act({
      shopId,
      actor: { kind: "customer" },
      orderId,
      command: { action: "request_changes", note: "A blue collar, please" },
      itemIds,
    });
    await act({
      shopId,
      actor: quinn,
      command: { action: "answer_revision", answer: "It is red in your photo" },
      itemIds: itemIds.slice(0, 1),
    });
    expect((await emailsOf(orderId)).filter(({ kind }) => kind === "return_to_customer")).toEqual([]);
    await act({
      shopId,
      actor: quinn,
      command: { action: "answer_revision", answer: "So is this one" },
      itemIds: itemIds.slice(1),
    });
    expect(await emailsOf(orderId)).toContainEqual(expect.objectContaining({ kind: "return_to_customer", itemIds }));
    await sendAll();
    const told = local.state.mails.find(({ subject }) => subject.startsWith("About"))?.text;
    expect(told).toContain("It is red in your photo");
    expect(told).toContain("So is this one");
  });
});

describe("the artwork is out for approval and quality control is skipped", () => {
  it("a replaced artfile is shown to the customer anew, in an email that names the item", async () => {
    const max = await makeMember(shop.shopId, ["manager"]);
    const { orderId, itemIds, name } = await makeOrder(shop.shopId, {
      step: "customer_approval",
      flow: { skips: ["quality_control"] },
    });
    const file = { ...(await storeFile(shop.shopId, "another artfile", "artfile")), fileName: "another.jpg" };
    // A picture, since nobody is asked about artwork that they cannot see.
    await storage().put(file.storageKey, await jpeg(), { contentType: "image/jpeg" });
    await act({
      shopId: shop.shopId,
      actor: max,
      command: { action: "replace_artfile" },
      itemIds,
      files: { [itemIds[0]!]: [file] },
    });
    expect(await emailsOf(orderId)).toMatchObject([{ kind: "artwork_approval", itemIds }]);
    await sendFirst(orderId);
    expect(local.state.mails.map(({ subject }) => subject)).toEqual([
      `Your artwork is ready to look at: order ${name}`,
    ]);
  });
});
