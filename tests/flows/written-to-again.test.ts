// A customer who has to decide is written to until they have, and what staff are told about it is so.
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { EMAIL_KINDS } from "../../app/domain/words/emails.ts";
import { emailCards } from "../../app/services/emails/list-emails.ts";
import { recordEmailEvent } from "../../app/services/emails/record-email-event.ts";
import { remindCustomers } from "../../app/services/emails/remind-customers.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { act, letUndoWindowPass, makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";

let shopId: string, reasonId: string, owner: ActingMember;
beforeAll(async () => {
  ({ shopId, reasonId } = await makeShop());
  owner = await makeMember(shopId, ["admin"]);
});

const emailsOf = (orderId: string) =>
  db().email.findMany({ where: { shopId, orderId }, orderBy: [{ createdAt: "asc" }, { round: "asc" }] });

/** The mail service says that the order's newest queued email of a kind has arrived. */
async function arrives(orderId: string, kind: string) {
  const { id: emailId } = await db().email.findFirstOrThrow({
    where: { shopId, orderId, kind, state: "queued" },
    orderBy: { round: "desc" },
  });
  await recordEmailEvent({ shopId, emailId, event: "delivered", at: new Date() });
}

describe("a customer whose request for changes was answered", () => {
  it("is reminded of the answer, and of it alone", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { step: "quality_control" });
    await act({ shopId, actor: owner, command: { action: "pass_artfile" }, itemIds });
    await arrives(orderId, "artwork_approval");
    await act({
      shopId,
      actor: { kind: "customer" },
      command: { action: "request_changes", note: "Bluer" },
      itemIds,
      orderId,
    });
    await act({ shopId, actor: owner, command: { action: "answer_revision", answer: "It is blue" }, itemIds });
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
    await letUndoWindowPass();
    await arrives(orderId, "return_to_customer");
    const reminders = (await emailsOf(orderId)).filter(({ kind }) => kind === "approval_reminder");
    expect(reminders.map(({ round, state }) => [round, state])).toEqual([
      [1, "withdrawn"],
      [2, "withdrawn"],
      [3, "queued"],
      [4, "queued"],
    ]);
    expect(reminders.at(-1)!.itemIds).toEqual(itemIds);
  });
});

describe("writing to a customer again", () => {
  it("leaves now, also while another photo of the order is in review, and stays so whatever is done then", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { items: 3 });
    const reject = (itemId: string) =>
      act({ shopId, actor: owner, command: { action: "reject_photo", reasonId, comment: "Dark" }, itemIds: [itemId] });
    await reject(itemIds[0]!);
    expect(await remindCustomers({ shopId, actor: owner, orderIds: [orderId] })).toEqual({
      said: "1 email leaves now.",
      isRefused: false,
    });
    const isDue = async () => (await emailsOf(orderId))[0]!.sendAt.getTime() <= Date.now();
    expect(await isDue()).toBe(true);
    await act({ shopId, actor: owner, command: { action: "approve_photo" }, itemIds: [itemIds[1]!] });
    await reject(itemIds[2]!);
    expect(await isDue()).toBe(true);
  });
});

describe("an order of which nothing waits for an answer, because its artwork has no picture", () => {
  it("offers nobody to write again, and whoever asks all the same is told of which order that is so", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval" });
    const { name } = await db().order.findFirstOrThrow({ where: { shopId, id: orderId } });
    const offered = async () => (await showOrder({ shopId, actor: owner, orderId }))!.mayRemind;
    const artfile = { shopId, itemId: itemIds[0]!, version: 1 };
    expect(await offered()).toBe(true);
    await db().artfile.updateMany({ where: artfile, data: { renditions: "failed", screenKey: null } });
    expect(await offered()).toBe(false);
    expect(await remindCustomers({ shopId, actor: owner, orderIds: [orderId] })).toEqual({
      said: `Nothing of ${name} waits for an answer of its customer now.`,
      isRefused: true,
    });
  });
});

describe("a reminder of an email that a newer one has replaced", () => {
  it("is not said to be on its way", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval" });
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    const row = { shopId, orderId, itemIds, sendAt: at(60) };
    await db().email.create({
      data: { ...row, kind: "artwork_approval", round: 1, state: "sent", createdAt: at(-60) },
    });
    await db().email.create({ data: { ...row, kind: "approval_reminder", round: 1, createdAt: at(-59) } });
    const states = async () =>
      (await emailCards({ shopId, orderIds: [orderId], kinds: EMAIL_KINDS, withAddress: false }))[orderId]!.map(
        ({ kind, state }) => [kind, state],
      );
    expect(await states()).toContainEqual(["approval_reminder", "queued"]);
    await db().email.create({
      data: { ...row, kind: "return_to_customer", round: 1, state: "failed", createdAt: at(-1) },
    });
    expect(await states()).toContainEqual(["approval_reminder", "withdrawn"]);
  });
});
