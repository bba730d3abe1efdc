// What else happens in the two minutes for which a customer can take an approval back.
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { forgetRows } from "../../app/adapters/rows/shop/privacy.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import type { Flow } from "../../app/domain/words/flow.ts";
import { actWithin } from "../../app/services/acts/act-on-items.ts";
import { endUndoTime } from "../../app/services/acts/end-undo-time.ts";
import { openDownload } from "../../app/services/artfiles/open-download.ts";
import { takeApprovalBack } from "../../app/services/customer/take-back-approval.ts";
import { listFulfilment } from "../../app/services/fulfilment/list-fulfilment.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { untilItWaits, waitingJobs } from "./set-up.ts";
import { act, letUndoWindowPass, makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";
import { formWith, linkOf, openLink, post } from "./storefront.ts";

const ONE_BY_ONE = { manner: "independently", partialShipping: true } as const;
const APPROVE = "Approve this artwork";
const TAKE_BACK = "Take my approval back";

let shopId: string;
let domain: string;
let olivia: ActingMember;
beforeEach(async () => {
  ({ shopId, domain } = await makeShop());
  olivia = await makeMember(shopId, ["admin", "fulfiller"], { name: "Olivia", capacity: 9 });
});

async function waiting(items: number, flow: Partial<Flow> = {}) {
  const order = await makeOrder(shopId, { items, flow, step: "customer_approval" });
  await db().artfile.updateMany({ where: { shopId }, data: { renditions: "made", screenKey: "x/x", thumbKey: "x/x" } });
  const token = await linkOf(shopId, order.orderId);
  const open = async () => (await openLink(domain, token)).text;
  const press = async (page: string, button: string) => post(domain, token, formWith(page, button));
  return { ...order, open, press };
}

const lastAct = () => db().act.findFirstOrThrow({ where: { shopId }, orderBy: { at: "desc" } });
const emailsOf = (kind: string) => db().email.findMany({ where: { shopId, kind }, orderBy: { round: "asc" } });

async function queue() {
  const { cards } = await listFulfilment({ shopId, actor: olivia, filters: {}, after: null });
  return cards.map(({ items, download }) => ({ numbers: items.map(({ itemNumber }) => itemNumber), download }));
}

async function namesIn(download: string): Promise<string[]> {
  const zip = await openDownload(download.split("/").at(-1)!);
  const bytes: Uint8Array[] = [];
  for await (const part of (zip?.body ?? []) as AsyncIterable<Uint8Array>) bytes.push(part);
  return [
    ...new Set(
      Buffer.concat(bytes)
        .toString("latin1")
        .match(/Portrait - \d/g),
    ),
  ].toSorted();
}

describe("of an order whose items ship one by one", () => {
  it("the fulfilment's card and download hold what is settled, and the rest after its two minutes", async () => {
    const { open, press } = await waiting(2, ONE_BY_ONE);
    await press(await open(), APPROVE);
    await letUndoWindowPass();
    await press(await open(), APPROVE);
    const [card] = await queue();
    expect(card?.numbers).toEqual([1]);
    expect(await namesIn(card!.download)).toEqual(["Portrait - 1"]);
    await letUndoWindowPass();
    expect((await queue())[0]?.numbers).toEqual([1, 2]);
    expect(await namesIn(card!.download)).toEqual(["Portrait - 1", "Portrait - 2"]);
  });

  it("the email about all of them waits for the longest of their times, whoever approves the last one", async () => {
    const { itemIds, open, press } = await waiting(2, ONE_BY_ONE);
    await press(await open(), APPROVE);
    const { undoableUntil } = await lastAct();
    await act({
      shopId,
      actor: olivia,
      command: { action: "approve_artwork", note: "On the phone" },
      itemIds: itemIds.slice(1),
    });
    const [approved] = await emailsOf("approved");
    expect(approved).toMatchObject({ state: "queued", sendAt: undoableUntil });
    const jobs = (await waitingJobs()).filter(({ job }) => job === "send-email");
    expect(jobs.map(({ runAt }) => runAt)).toContainEqual(undoableUntil);
  });

  it("what has to be held at once in Shopify does not wait for the approval that comes right after it", async () => {
    const { orderId, itemIds, open, press } = await waiting(2, ONE_BY_ONE);
    await press(await open(), APPROVE);
    await letUndoWindowPass();
    const command = { action: "move", to: "quality_control" } as const;
    await act({ shopId, actor: olivia, command, itemIds: itemIds.slice(0, 1) });
    const { at } = await lastAct();
    await letUndoWindowPass();
    await press(await open(), APPROVE);
    const { undoableUntil } = await lastAct();
    const times = (await waitingJobs())
      .filter(({ job, payload }) => job === "settle-order" && (payload as { orderId: string }).orderId === orderId)
      .map(({ runAt }) => runAt);
    expect(times.toSorted((one, other) => +one - +other)).toEqual([at, undoableUntil]);
  });

  it("taking one back has its customer reminded of it again, although what was approved after it stays", async () => {
    const { orderId, itemIds, open, press } = await waiting(2, ONE_BY_ONE);
    const [tomorrow, yesterday] = [1, -1].map((days) => new Date(Date.now() + days * 24 * 60 * 60 * 1000));
    for (const [at, sendAt] of [tomorrow!, yesterday!].entries())
      await db().email.create({
        data: { shopId, orderId, kind: "approval_reminder", round: at + 1, itemIds, sendAt, state: "queued" },
      });
    const page = (await press(await open(), APPROVE)).text;
    await press(page, APPROVE);
    const states = async () => (await emailsOf("approval_reminder")).map(({ state }) => state);
    expect(await states()).toEqual(["withdrawn", "withdrawn"]);
    await press(page, TAKE_BACK);
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval", "fulfilment"]);
    expect(await states()).toEqual(["queued", "withdrawn"]);
    const jobs = (await waitingJobs()).filter(({ job }) => job === "send-email");
    expect(jobs.map(({ runAt }) => runAt)).toContainEqual(tomorrow);
    await press(await open(), APPROVE);
    expect(await states()).toEqual(["withdrawn", "withdrawn"]);
  });
});

describe("while somebody works", () => {
  it("on it at the same moment, their work stands, and nothing is taken back", async () => {
    const { orderId, itemIds, open, press } = await waiting(1);
    await press(await open(), APPROVE);
    const { id: actId } = await lastAct();
    const command = { action: "send_to_printer" } as const;
    const targets = [{ itemId: itemIds[0]!, changeCount: 1 }];
    const taking = await inTransaction(async (tx) => {
      await actWithin(tx, { shopId, actor: olivia, actId: randomUUID(), command, targets });
      const answer = takeApprovalBack({ shopId, orderId, actId });
      await untilItWaits(answer);
      return { answer };
    });
    expect(await taking.answer).toEqual({ refused: "changed_meanwhile" });
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment"]);
  });

  it("on nothing of it, the reminder of before comes back at its time", async () => {
    const { orderId, itemIds, open, press } = await waiting(1);
    const sendAt = new Date(Date.now() + 24 * 60 * 60 * 1000);
    const { id: emailId } = await db().email.create({
      data: { shopId, orderId, kind: "approval_reminder", round: 1, itemIds, sendAt, state: "queued" },
    });
    const page = (await press(await open(), APPROVE)).text;
    const job = { job: "send-email", payload: { shopId, emailId }, runAt: sendAt, attempts: 0 };
    expect(await waitingJobs()).not.toContainEqual(job);
    await press(page, TAKE_BACK);
    expect(await waitingJobs()).toContainEqual(job);
  });
});

describe("a page of before", () => {
  it("that takes back what was approved anew since says how it stands, and leaves it approved", async () => {
    const { orderId, open, press } = await waiting(1);
    const page = (await press(await open(), APPROVE)).text;
    await press(page, TAKE_BACK);
    await press(await open(), APPROVE);
    const again = await press(page, TAKE_BACK);
    expect(again).toMatchObject({ status: 409, text: expect.stringContaining("It had been taken back already") });
    expect(again.text).not.toContain("Nothing is made");
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment"]);
  });

  it("whose answer comes after the two minutes promises nothing any more", async () => {
    const { open, press } = await waiting(1);
    const page = await open();
    await press(page, APPROVE);
    await letUndoWindowPass();
    const again = await press(page, APPROVE);
    expect(again.text).toContain("Thank you for your approval");
    expect(again.text).not.toContain("you can take it back");
  });

  it("of one that waits for the others says so, and not that it goes on", async () => {
    const { open, press } = await waiting(2);
    const page = (await press(await open(), APPROVE)).text;
    expect(page).toContain("made as soon as the rest of your order is ready too. For two minutes");
    expect(page).not.toContain("We go on with it in");
  });
});

describe("an order that is", () => {
  it("cancelled in Shopify reads as cancelled, and its approval is not taken back", async () => {
    const { orderId, open, press } = await waiting(1);
    const page = (await press(await open(), APPROVE)).text;
    await db().order.updateMany({ where: { shopId, id: orderId }, data: { cancelledInShopify: new Date() } });
    const now = await open();
    expect(now).toMatch(/proofline-state--cancelled">Cancelled</);
    expect(now).not.toContain(TAKE_BACK);
    const answer = await press(page, TAKE_BACK);
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining("This order was cancelled.") });
    const [item] = (await showOrder({ shopId, actor: olivia, orderId }))!.items;
    expect(item!.standing).toBe("The order was cancelled or deleted in Shopify");
  });

  it("forgotten still comes to a fulfiller, and nobody is told that it can be taken back", async () => {
    const { orderId, open, press } = await waiting(1);
    await press(await open(), APPROVE);
    await db().$executeRaw`UPDATE "Act" SET at = at - interval '61 seconds' WHERE "shopId" = ${shopId}::uuid`;
    const { shopifyOrderId } = await db().order.findFirstOrThrow({ where: { shopId, id: orderId } });
    const forgotten = { shopId, shopifyCustomerId: null, shopifyOrderIds: [shopifyOrderId] };
    await inTransaction((tx) => forgetRows(tx, forgotten));
    const { id: actId, before } = await lastAct();
    expect(before).toMatchObject({ journal: [], emails: [] });
    const [item] = (await showOrder({ shopId, actor: olivia, orderId }))!.items;
    expect(item!.standing).not.toContain("take it back");
    await endUndoTime({ shopId, actId });
    expect(await waitingJobs()).toContainEqual(
      expect.objectContaining({ job: "assign-work", payload: { shopId, orderId } }),
    );
  });
});
