import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import type { ActingMember } from "../../app/domain/actors.ts";
import { actOnItems } from "../../app/services/act-on-items.ts";
import { undoAct } from "../../app/services/undo-act.ts";
import { waitingJobs } from "./set-up.ts";
import { act, itemsOf, makeMember, makeOrder, makeShop, stepsOf, storeFile } from "./shop.ts";

const customer = { kind: "customer" } as const;
let shopId: string;
let reasonId: string;
let admin: ActingMember;

beforeEach(async () => {
  ({ shopId, reasonId } = await makeShop());
  admin = await makeMember(shopId, ["admin"]);
});

async function jobsOf(orderId: string): Promise<string[]> {
  return (await waitingJobs()).filter(({ payload }) => (payload as { orderId?: string }).orderId === orderId).map(({ job }) => job);
}

describe("the customer", () => {
  it("approves all artworks: the hold is released and the approved email is queued once", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { items: 2, step: "customer_approval" });
    const first = await act({ shopId, actor: customer, orderId, command: { action: "approve_artwork" }, itemIds: [itemIds[0]!] });
    expect(first).toMatchObject({ undoableUntil: null, moved: [{ to: "customer_approval", waitsFor: [{ itemNumber: 2 }] }] });
    expect(await jobsOf(orderId)).not.toContain("release-hold");
    await act({ shopId, actor: customer, orderId, command: { action: "approve_artwork" }, itemIds: [itemIds[1]!] });
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment", "fulfilment"]);
    expect(await db().artfile.findMany({ where: { shopId } })).toMatchObject([{ approvedBy: "customer" }, { approvedBy: "customer" }]);
    expect(await db().email.findMany({ where: { shopId, orderId } })).toMatchObject([{ kind: "approved", round: 1 }]);
    expect(await jobsOf(orderId)).toEqual(expect.arrayContaining(["release-hold", "write-back", "assign-work"]));
  });

  it("deciding on an old page is refused, with what happened meanwhile", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval" });
    const oldPage = [{ itemId: itemIds[0]!, changeCount: 0 }];
    await actOnItems({ shopId, actor: customer, orderId, actId: randomUUID(), command: { action: "request_changes", note: "Bigger ears, please" }, targets: oldPage });
    const late = await actOnItems({ shopId, actor: customer, orderId, actId: randomUUID(), command: { action: "approve_artwork" }, targets: oldPage });
    expect(late.refused).toMatchObject([{ refusal: "changed_meanwhile", meanwhile: [expect.stringContaining("The customer asked for changes")] }]);
    expect((await itemsOf(shopId, orderId))[0]).toMatchObject({ step: "quality_control", hasOpenRevision: true, approvedArtfileVersion: null });
  });

  it("decides only about their own order, and never what is staff's", async () => {
    const own = await makeOrder(shopId, { step: "customer_approval" });
    const other = await makeOrder(shopId, { step: "customer_approval" });
    const stray = await act({ shopId, actor: customer, orderId: own.orderId, command: { action: "approve_artwork" }, itemIds: other.itemIds });
    expect(stray).toMatchObject({ moved: [], refused: [{ refusal: "unknown_item" }] });
    const staffs = await act({ shopId, actor: customer, orderId: own.orderId, command: { action: "pass_artfile" }, itemIds: own.itemIds });
    expect(staffs).toMatchObject({ moved: [], refused: [{ refusal: "not_your_role" }] });
    expect(await stepsOf(shopId, other.orderId)).toEqual(["customer_approval"]);
  });

  it("asks for changes, which quality control forwards: the artist finds them as the customer's rework", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval" });
    await act({ shopId, actor: customer, orderId, command: { action: "request_changes", note: "Bigger ears, please" }, itemIds });
    await act({ shopId, actor: admin, command: { action: "forward_revision", instructions: "Ears +10 %" }, itemIds });
    expect((await itemsOf(shopId, orderId))[0]).toMatchObject({ step: "artwork", reworkCause: "customer" });
    expect(await db().revision.findMany({ where: { shopId } })).toMatchObject([{ round: 1, note: "Bigger ears, please", instructions: "Ears +10 %", answeredAt: null }]);
    expect(await db().item.findFirst({ where: { shopId } })).toMatchObject({ instructions: "Ears +10 %" });
  });

  it("is answered instead: the artwork comes back to them with an email, and undo takes both back", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval" });
    await act({ shopId, actor: customer, orderId, command: { action: "request_changes", note: "Can it be blue?" }, itemIds });
    const answered = await act({ shopId, actor: admin, command: { action: "answer_revision", answer: "Blue costs more." }, itemIds });
    expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
    expect(await db().email.findMany({ where: { shopId } })).toMatchObject([{ kind: "return_to_customer", state: "queued" }]);
    expect(await undoAct({ shopId, actor: admin, actId: answered.actId })).toHaveProperty("undone");
    expect((await itemsOf(shopId, orderId))[0]).toMatchObject({ step: "quality_control", hasOpenRevision: true });
    expect(await db().revision.findFirst({ where: { shopId } })).toMatchObject({ answeredAt: null, answer: null });
    expect(await db().email.findMany({ where: { shopId } })).toMatchObject([{ state: "withdrawn" }]);
  });

  it("attaches a new photo: a new version, the old one kept, back to image approval", async () => {
    const { orderId, itemIds } = await makeOrder(shopId);
    await act({ shopId, actor: admin, command: { action: "reject_photo", reasonId, comment: "Blurry" }, itemIds });
    const file = { ...(await storeFile(shopId, "a better photo", "photo")), fileName: "better.jpg" };
    await act({ shopId, actor: customer, orderId, command: { action: "replace_photo" }, itemIds, files: { [itemIds[0]!]: [file] } });
    expect((await itemsOf(shopId, orderId))[0]).toMatchObject({ step: "photo_review", photoVersion: 2, hasReadablePhoto: true });
    expect(await db().photo.findMany({ where: { shopId }, orderBy: { version: "asc" } })).toMatchObject([{ version: 1 }, { version: 2, originalName: "better.jpg", suppliedBy: "customer" }]);
    expect(await db().issue.findMany({ where: { shopId } })).toMatchObject([{ ending: "new_photo" }]);
    expect(await waitingJobs()).toContainEqual(expect.objectContaining({ job: "make-renditions" }));
  });

  it("is represented by a manager only with a note that says so", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval" });
    const without = await act({ shopId, actor: admin, command: { action: "approve_artwork" }, itemIds });
    expect(without.refused).toMatchObject([{ refusal: "needs_note" }]);
    await act({ shopId, actor: admin, command: { action: "approve_artwork", note: "Approved by phone" }, itemIds });
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment"]);
    expect(await db().artfile.findFirst({ where: { shopId } })).toMatchObject({ approvedBy: "manager" });
  });
});
