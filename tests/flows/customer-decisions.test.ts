// The customer decides on their page, once, and reads what happens next.
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { showCustomerOrder } from "../../app/services/customer/show-customer-order.ts";
import { waitingJobs } from "./set-up.ts";
import { act, itemsOf, makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";
import { formWith, linkOf, openLink, post } from "./storefront.ts";

let shopId: string;
let domain: string;
let reasonId: string;
let olivia: ActingMember;

beforeEach(async () => {
  ({ shopId, domain, reasonId } = await makeShop());
  olivia = await makeMember(shopId, ["admin"], { name: "Olivia" });
});

async function waitingFor(step: "customer_approval" | "photo_issue", items = 1) {
  const order = await makeOrder(shopId, { items, step });
  await db().artfile.updateMany({ where: { shopId }, data: { renditions: "made", screenKey: "x/x", thumbKey: "x/x" } });
  if (step === "photo_issue") {
    for (const itemId of order.itemIds)
      await db().issue.create({ data: { shopId, itemId, reasonId, comment: "The face is too dark." } });
  }
  const token = await linkOf(shopId, order.orderId);
  return { ...order, token, page: (await openLink(domain, token)).text };
}

const LOOKED = { looked: "yes" };
const APPROVE = "Approve this artwork";
const approval = (page: string) => formWith(page, APPROVE);

describe("approving the artwork", () => {
  it("sends the order on and says what happens next", async () => {
    const { orderId, itemIds, token, page } = await waitingFor("customer_approval");
    const answer = await post(domain, token, approval(page));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("Thank you for your approval");
    expect(answer.text).toContain("We make and pack your order next");
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment"]);
    expect(await db().artfile.findFirst({ where: { shopId, itemId: itemIds[0] } })).toMatchObject({
      approvedBy: "customer",
      approvedAt: expect.any(Date),
    });
    expect(await db().history.findMany({ where: { shopId, event: "approve_artwork" } })).toMatchObject([
      { actorKind: "customer" },
    ]);
    expect(
      (await waitingJobs())
        .filter(({ payload }) => (payload as { orderId?: string }).orderId === orderId)
        .map(({ job }) => job),
    ).toContain("settle-order");
  });

  it("does not happen by looking at the page, whatever the address says", async () => {
    const { orderId, token, page } = await waitingFor("customer_approval");
    await openLink(domain, token, Object.fromEntries(approval(page)));
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
  });

  it("counts once when the form is sent twice at the same time", async () => {
    const { orderId, token, page } = await waitingFor("customer_approval");
    const form = approval(page);
    const answers = await Promise.all([post(domain, token, form), post(domain, token, form)]);
    expect(answers.map(({ status, text }) => [status, text.includes("Thank you for your approval")])).toEqual([
      [200, true],
      [200, true],
    ]);
    expect(await db().history.count({ where: { shopId, orderId, event: "approve_artwork" } })).toBe(1);
  });

  it("is refused on a page that shows an older artwork, and the page shows the new state", async () => {
    const { orderId, itemIds, token, page } = await waitingFor("customer_approval");
    await act({ shopId, actor: olivia, command: { action: "move", to: "quality_control" }, itemIds });
    await act({ shopId, actor: olivia, command: { action: "move", to: "customer_approval" }, itemIds });
    await db().item.updateMany({ where: { shopId }, data: { visibleAt: new Date(0) } });
    const answer = await post(domain, token, approval(page));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("has changed since you opened the page");
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
    expect((await post(domain, token, approval(answer.text))).status).toBe(200);
  });

  it("of all items at once takes one click", async () => {
    const { orderId, token, page } = await waitingFor("customer_approval", 3);
    const answer = await post(domain, token, formWith(page, "Approve all 3 artworks"));
    expect(answer.status).toBe(200);
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment", "fulfilment", "fulfilment"]);
  });

  it("of all items at once says which was taken, and which was not and why", async () => {
    const { itemIds, token, page } = await waitingFor("customer_approval", 3);
    await db().item.updateMany({ where: { shopId, id: itemIds[2]! }, data: { changeCount: { increment: 1 } } });
    const answer = await post(domain, token, formWith(page, "Approve all 3 artworks"));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("You approved Item 1 (Yellow Portrait) and Item 2 (Yellow Portrait).");
    expect(answer.text).toContain("Item 3 (Yellow Portrait): This has changed since you opened the page");
  });

  it("is offered only for an artwork whose picture is there to look at", async () => {
    const { itemIds, token } = await waitingFor("customer_approval", 2);
    await db().artfile.updateMany({
      where: { shopId, itemId: itemIds[0]! },
      data: { renditions: "none", screenKey: null, middleKey: null, thumbKey: null },
    });
    const page = (await openLink(domain, token)).text;
    expect(page.match(/Approve this artwork/g)).toHaveLength(1);
    expect(page).toContain("The picture is being prepared");
    expect(page).not.toContain("Approve all");
  });

  it("is void when a manager takes the item back to be checked again", async () => {
    const { itemIds, token, page } = await waitingFor("customer_approval");
    await post(domain, token, approval(page));
    await act({ shopId, actor: olivia, command: { action: "move", to: "quality_control" }, itemIds });
    expect(await db().artfile.findFirst({ where: { shopId, itemId: itemIds[0]! } })).toMatchObject({
      approvedAt: expect.any(Date),
      voidedAt: expect.any(Date),
    });
  });

  it("that was voided is not told as one", async () => {
    const { orderId } = await waitingFor("customer_approval");
    const approvedOn = async () => (await showCustomerOrder({ shopId, orderId })).items[0]!.artwork?.approvedOn;
    await db().artfile.updateMany({ where: { shopId }, data: { approvedAt: new Date() } });
    expect(await approvedOn()).toEqual(expect.any(String));
    await db().artfile.updateMany({ where: { shopId }, data: { voidedAt: new Date() } });
    expect(await approvedOn()).toBeNull();
  });

  it("of one item keeps its approval while the others still wait for the customer", async () => {
    const { orderId, token, page } = await waitingFor("customer_approval", 2);
    const answer = await post(domain, token, approval(page));
    expect(answer.text).toContain("One more item is waiting for you below");
    expect(await itemsOf(shopId, orderId)).toMatchObject([
      { approvedArtfileVersion: 1, readyFor: "fulfilment" },
      { approvedArtfileVersion: null },
    ]);
  });

  it("reaches no item of another order, even of the same shop", async () => {
    const mine = await waitingFor("customer_approval");
    const theirs = await waitingFor("customer_approval");
    const form = approval(mine.page);
    form.set("target", `${theirs.itemIds[0]}:0`);
    const answer = await post(domain, mine.token, form);
    expect(answer.status).toBe(409);
    expect(await stepsOf(shopId, theirs.orderId)).toEqual(["customer_approval"]);
  });

  it("is not offered, nor the artwork shown, while a member who just acted may still take it back", async () => {
    const { orderId, itemIds, token } = await waitingFor("customer_approval");
    expect((await showCustomerOrder({ shopId, orderId })).items).toMatchObject([{ artwork: { version: 1 } }]);
    await db().item.updateMany({
      where: { shopId, id: itemIds[0]! },
      data: { visibleAt: new Date(Date.now() + 60_000) },
    });
    const page = await openLink(domain, token);
    expect(page.text).not.toContain("Approve this artwork");
    expect(page.text).toContain("working on it right now");
    expect((await showCustomerOrder({ shopId, orderId })).items).toMatchObject([{ artwork: null, actions: [] }]);
  });

  it.each([
    ["no act", "actId", ""],
    ["no items", "target", "x"],
    ["an unknown intent", "intent", "cancel"],
  ])("with a form that has %s is answered with the page", async (_what, field, value) => {
    const { orderId, token, page } = await waitingFor("customer_approval");
    const form = approval(page);
    form.set(field, value);
    expect((await post(domain, token, form)).status).toBe(422);
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
  });
});

describe("asking for changes", () => {
  it("brings the note to quality control and tells the customer", async () => {
    const { orderId, itemIds, token, page } = await waitingFor("customer_approval");
    const answer = await post(
      domain,
      token,
      formWith(page, "Send my request for changes", { note: "A red collar, please.\n{{ 7919 | times: 7919 }}" }),
    );
    expect(answer.text).toContain("Thank you, we have your request");
    expect(await stepsOf(shopId, orderId)).toEqual(["quality_control"]);
    expect(await db().revision.findMany({ where: { shopId, itemId: itemIds[0] } })).toMatchObject([
      { note: "A red collar, please.\n{{ 7919 | times: 7919 }}", askedBy: "customer", round: 1 },
    ]);
    const later = await openLink(domain, token);
    expect(later.text).toContain("We have your request for changes");
    expect(later.text).not.toContain("62710561");
  });

  it.each([
    ["nothing", "  "],
    ["far too much", "x".repeat(5_001)],
  ])("with %s written is not taken", async (_what, note) => {
    const { orderId, token, page } = await waitingFor("customer_approval");
    expect((await post(domain, token, formWith(page, "Send my request for changes", { note }))).status).toBe(422);
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
  });
});

describe("an issue with the photo", () => {
  it("shows the reason and the comment", async () => {
    const { page } = await waitingFor("photo_issue");
    const reason = await db().rejectionReason.findFirstOrThrow({ where: { shopId, id: reasonId } });
    expect(page).toContain(reason.name);
    expect(page).toContain("The face is too dark.");
  });

  it("is not told while the member who raised it may still take it back", async () => {
    const { orderId } = await waitingFor("photo_issue");
    const issues = async () => (await showCustomerOrder({ shopId, orderId })).items.map(({ issue }) => issue?.comment);
    expect(await issues()).toEqual(["The face is too dark."]);
    await db().item.updateMany({ where: { shopId }, data: { visibleAt: new Date(Date.now() + 60_000) } });
    expect(await issues()).toEqual([undefined]);
  });

  it("is over when the customer continues with the current photo", async () => {
    const { orderId, itemIds, token, page } = await waitingFor("photo_issue");
    const answer = await post(domain, token, formWith(page, "Continue with the current photo", LOOKED));
    expect(answer.text).toContain("we continue with your photo");
    expect(await stepsOf(shopId, orderId)).toEqual(["artwork"]);
    expect(await db().issue.findMany({ where: { shopId, itemId: itemIds[0] } })).toMatchObject([{ ending: "kept" }]);
  });

  it("goes on only with the tick that says the customer has read what was written", async () => {
    const { orderId, token, page } = await waitingFor("photo_issue");
    const answer = await post(domain, token, formWith(page, "Continue with the current photo"));
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining("confirm first that you have looked") });
    expect(await stepsOf(shopId, orderId)).toEqual(["photo_issue"]);
  });

  it("is about the newest photo alone", async () => {
    const { orderId, itemIds } = await waitingFor("photo_issue");
    const shown = async () => (await showCustomerOrder({ shopId, orderId })).items[0]!.photos.length;
    expect(await shown()).toBe(1);
    await db().item.updateMany({ where: { shopId, id: itemIds[0]! }, data: { photoVersion: 2 } });
    expect(await shown()).toBe(0);
  });

  it("cannot be ended with a photo that nobody can open", async () => {
    const { orderId, itemIds, token, page } = await waitingFor("photo_issue");
    const form = formWith(page, "Continue with the current photo", LOOKED);
    await db().photo.updateMany({
      where: { shopId, itemId: itemIds[0]! },
      data: { state: "failed", screenKey: null, thumbKey: null },
    });
    expect((await openLink(domain, token)).text).not.toContain("Continue with the current photo");
    const answer = await post(domain, token, form);
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining("no photo that can be opened") });
    expect(await stepsOf(shopId, orderId)).toEqual(["photo_issue"]);
  });

  it("of a cancelled order shows no forms and takes no decision", async () => {
    const { orderId, token, page } = await waitingFor("photo_issue");
    await db().order.update({
      where: { shopId_id: { shopId, id: orderId } },
      data: { cancelledInShopify: new Date() },
    });
    expect((await openLink(domain, token)).text).not.toContain("<form");
    expect(
      (
        await post(
          domain,
          token,
          formWith(page, "Continue with the current photo", { looked: "yes", actId: randomUUID() }),
        )
      ).text,
    ).toContain("This order was cancelled");
  });
});
