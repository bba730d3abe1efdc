// An approval of one tap can be taken back for two minutes, and until then nobody makes anything of it.
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { endChanges, hearChanges } from "../../app/adapters/live/changes.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { TAKE_BACK_WINDOW_MS } from "../../app/domain/workflow/undo.ts";
import { endUndoTime } from "../../app/services/acts/end-undo-time.ts";
import { showCustomerOrder } from "../../app/services/customer/show-customer-order.ts";
import { takeApprovalBack } from "../../app/services/customer/take-back-approval.ts";
import { listFulfilment } from "../../app/services/fulfilment/list-fulfilment.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { waitingJobs } from "./set-up.ts";
import { act, itemsOf, letUndoWindowPass, makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";
import { formWith, linkOf, openLink, post } from "./storefront.ts";

let shopId: string;
let domain: string;
let olivia: ActingMember;
const APPROVE = "Approve this artwork";
const TAKE_BACK = "Take my approval back";

beforeEach(async () => {
  ({ shopId, domain } = await makeShop());
  olivia = await makeMember(shopId, ["admin", "fulfiller"], { name: "Olivia", capacity: 9 });
});
afterAll(endChanges);

async function waiting(items = 1) {
  const order = await makeOrder(shopId, { items, step: "customer_approval" });
  await db().artfile.updateMany({ where: { shopId }, data: { renditions: "made", screenKey: "x/x", thumbKey: "x/x" } });
  const token = await linkOf(shopId, order.orderId);
  const open = async () => (await openLink(domain, token)).text;
  const press = async (page: string, button: string) => post(domain, token, formWith(page, button));
  return { ...order, token, open, press };
}

const approvals = () => db().artfile.findMany({ where: { shopId }, select: { approvedAt: true, approvedBy: true } });
const lastAct = () => db().act.findFirstOrThrow({ where: { shopId }, orderBy: { at: "desc" } });
const printable = async () =>
  (await listFulfilment({ shopId, actor: olivia, filters: {}, after: null })).cards.map(({ orderId }) => orderId);

describe("an approval of one tap", () => {
  it("says what it means, and for two minutes nobody is shown or told of it", async () => {
    const { orderId, open, press } = await waiting();
    const answer = await press(await open(), APPROVE);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("Changed your mind? For two minutes you can take it back below.");
    expect(await open()).toMatch(/>Approved<[^]*We go on with it in two minutes/);
    const { at, undoableUntil } = await lastAct();
    expect(undoableUntil!.getTime() - at.getTime()).toBe(TAKE_BACK_WINDOW_MS);
    expect(await printable()).toEqual([]);
    const jobs = (await waitingJobs()).filter(({ job }) =>
      ["settle-order", "end-undo-time", "send-email"].includes(job),
    );
    expect(jobs.map(({ job, runAt }) => [job, runAt.getTime()]).toSorted()).toEqual(
      ["end-undo-time", "send-email", "settle-order"].map((job) => [job, undoableUntil!.getTime()]),
    );
    const page = (await showOrder({ shopId, actor: olivia, orderId }))!;
    expect(page.items[0]!.standing).toMatch(/^Approved just now: the customer can take it back until /);
    const offered = async () => (await showOrder({ shopId, actor: olivia, orderId }))!.items[0]!.card.actions;
    expect(await offered()).not.toContain("send_to_printer");
    await letUndoWindowPass();
    expect(await printable()).toEqual([orderId]);
    expect(await offered()).toContain("send_to_printer");
    expect(await open()).toMatch(/Being made and packed/);
  });

  it("comes to the fulfilment when the time is over, and the open pages hear of it", async () => {
    const { open, press } = await waiting();
    await press(await open(), APPROVE);
    const heard: string[] = [];
    const stop = hearChanges(shopId, { changed: (steps) => heard.push(...(steps ?? ["*"])), ends: () => {} });
    await expect.poll(() => heard).toEqual(["*"]);
    await letUndoWindowPass();
    await expect.poll(() => heard).toContain("fulfilment");
    heard.length = 0;
    await endUndoTime({ shopId, actId: (await lastAct()).id });
    await expect.poll(() => heard).toEqual(["fulfilment"]);
    stop();
  });
});

describe("taking it back", () => {
  it("leaves everything as it was before, says so, and counts once", async () => {
    const { orderId, open, press } = await waiting();
    await press(await open(), APPROVE);
    const page = await open();
    const answer = await press(page, TAKE_BACK);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("Your approval is taken back");
    expect(answer.text).toContain(APPROVE);
    expect((await press(page, TAKE_BACK)).text).toContain("Your approval is taken back");
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
    expect(await approvals()).toEqual([{ approvedAt: null, approvedBy: null }]);
    expect(await db().email.findMany({ where: { shopId, kind: "approved", state: { not: "withdrawn" } } })).toEqual([]);
    expect(await db().history.findMany({ where: { shopId, event: "undone" } })).toMatchObject([
      { actorKind: "customer" },
    ]);
    expect((await press(answer.text, APPROVE)).text).toContain("Thank you for your approval");
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment"]);
  });

  it("pressed twice at the same time counts once", async () => {
    const { orderId, open, press } = await waiting();
    await press(await open(), APPROVE);
    const page = await open();
    const answers = await Promise.all([press(page, TAKE_BACK), press(page, TAKE_BACK)]);
    for (const { text } of answers) expect(text).toContain("Your approval is taken back");
    expect(await db().history.count({ where: { shopId, event: "undone" } })).toBe(1);
    expect(await itemsOf(shopId, orderId)).toMatchObject([{ step: "customer_approval", changeCount: 2 }]);
  });

  it("and the approval's form sent once more tells how it stands, and approves nothing", async () => {
    const { orderId, open, press } = await waiting();
    const page = await open();
    await press(page, APPROVE);
    await press(await open(), TAKE_BACK);
    const again = await press(page, APPROVE);
    expect(again).toMatchObject({ status: 409, text: expect.stringContaining("does not count any more") });
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
  });

  it("of one of two takes back what brought both on; of the second one the first stays approved", async () => {
    const { orderId, open, press } = await waiting(2);
    await press(await open(), APPROVE);
    expect(await itemsOf(shopId, orderId)).toMatchObject([{ readyFor: "fulfilment" }, { readyFor: null }]);
    const approved = await press(await open(), APPROVE);
    expect(approved.text).toContain("Take my approval of 2 items back");
    const answer = await press(approved.text, TAKE_BACK);
    expect(answer.text).toContain("Nothing is made of Item 2 (Yellow Portrait) until you decide again");
    expect(await itemsOf(shopId, orderId)).toMatchObject([
      { step: "customer_approval", readyFor: "fulfilment", approvedArtfileVersion: 1 },
      { step: "customer_approval", readyFor: null, approvedArtfileVersion: null },
    ]);
    // The first one can be taken back after it all the same.
    await press(answer.text, TAKE_BACK);
    expect(await itemsOf(shopId, orderId)).toMatchObject([
      { step: "customer_approval", readyFor: null, approvedArtfileVersion: null },
      { step: "customer_approval", readyFor: null, approvedArtfileVersion: null },
    ]);
    await press(await open(), "Approve both artworks");
    expect((await press(await open(), "Take my approval of 2 items back")).text).toContain(
      "Item 1 (Yellow Portrait) and Item 2",
    );
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval", "customer_approval"]);
  });

  it("of the last one leaves what was approved longer ago, and shows both as approved", async () => {
    const { orderId, open, press } = await waiting(2);
    await press(await open(), APPROVE);
    await letUndoWindowPass();
    await press(await open(), APPROVE);
    const shown = (await showCustomerOrder({ shopId, orderId })).items;
    expect(
      shown.map(({ standing, artwork, takesBack }) => [standing, artwork !== null, takesBack?.items ?? 0]),
    ).toEqual([
      ["being_made", true, 0],
      ["being_made", true, 1],
    ]);
  });

  it("of the first of two takes the second one back with it", async () => {
    const { orderId, open, press } = await waiting(2);
    await press(await open(), APPROVE);
    await press(await open(), APPROVE);
    await press(await open(), "Take my approval of 2 items back");
    expect(await itemsOf(shopId, orderId)).toMatchObject([
      { readyFor: null, approvedArtfileVersion: null },
      { readyFor: null, approvedArtfileVersion: null },
    ]);
    expect(await approvals()).toEqual(Array(2).fill({ approvedAt: null, approvedBy: null }));
  });

  it("after two minutes is too late, and its button is gone", async () => {
    const { orderId, open, press } = await waiting();
    const page = (await press(await open(), APPROVE)).text;
    await letUndoWindowPass();
    expect(await press(page, TAKE_BACK)).toMatchObject({
      status: 409,
      text: expect.stringContaining("two minutes are over"),
    });
    expect(await open()).not.toContain(TAKE_BACK);
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment"]);
  });

  it("is too late once somebody began with it", async () => {
    const { orderId, itemIds, open, press } = await waiting();
    const page = (await press(await open(), APPROVE)).text;
    await act({ shopId, actor: olivia, command: { action: "send_to_printer" }, itemIds });
    expect(await press(page, TAKE_BACK)).toMatchObject({
      status: 409,
      text: expect.stringContaining("It has changed since"),
    });
    expect(await open()).not.toContain(TAKE_BACK);
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment"]);
  });

  it("reaches neither another order's approval nor what a member did", async () => {
    const [mine, theirs] = [await waiting(), await waiting()];
    const page = (await mine.press(await mine.open(), APPROVE)).text;
    await theirs.press(await theirs.open(), APPROVE);
    const others = (await lastAct()).id;
    await act({ shopId, actor: olivia, command: { action: "cancel", note: "x" }, itemIds: (await waiting()).itemIds });
    for (const approval of [others, (await lastAct()).id, "00000000-0000-4000-8000-000000000000"]) {
      const form = formWith(page, TAKE_BACK, { approval });
      expect((await post(domain, mine.token, form)).status).toBe(409);
    }
    expect(await stepsOf(shopId, theirs.orderId)).toEqual(["fulfilment"]);
    await theirs.press(await theirs.open(), TAKE_BACK);
    for (const actId of [others, "x"])
      expect(await takeApprovalBack({ shopId, orderId: mine.orderId, actId })).toEqual({ refused: "not_undoable" });
    expect((await post(domain, mine.token, formWith(page, TAKE_BACK, { approval: "x" }))).status).toBe(422);
  });

  it("what a member moved on stays their secret for ten seconds, beside it", async () => {
    const { orderId, itemIds, open, press } = await waiting(2);
    await press(await open(), APPROVE);
    await act({ shopId, actor: olivia, command: { action: "move", to: "quality_control" }, itemIds: [itemIds[1]!] });
    const shown = await showCustomerOrder({ shopId, orderId });
    expect(shown.items.map(({ standing, takesBack }) => [standing, takesBack !== null])).toEqual([
      ["approved", true],
      ["just_changed", false],
    ]);
  });
});
