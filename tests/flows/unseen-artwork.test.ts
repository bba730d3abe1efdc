// No preview, no decision: a customer who cannot see the artwork is not asked to approve it, and a manager is told.
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { queueEmail } from "../../app/adapters/mail/emails-outbox.ts";
import { fileAddress } from "../../app/adapters/proofs/files-access.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { commitArtfiles } from "../../app/services/artfiles/commit-artfiles.ts";
import { openFile } from "../../app/services/artfiles/open-file.ts";
import { uploadArtfile } from "../../app/services/artfiles/upload-artfile.ts";
import { countWaiting } from "../../app/services/customer/list-customer-orders.ts";
import { prepareEmail } from "../../app/services/emails/prepare-email.ts";
import { makeFileRenditions } from "../../app/services/intake/make-file-renditions.ts";
import { jpeg } from "./intake.ts";
import { act, makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";
import { formWith, linkOf, openLink, post } from "./storefront.ts";

let shopId: string;
let domain: string;
let ana: ActingMember;
let olivia: ActingMember;

beforeEach(async () => {
  ({ shopId, domain } = await makeShop());
  ana = await makeMember(shopId, ["artist"], { name: "Ana" });
  olivia = await makeMember(shopId, ["admin"], { name: "Olivia" });
});

const tasks = () => db().task.findMany({ where: { shopId, kind: "artwork_unseen", closedAt: null } });
const emails = () => db().email.findMany({ where: { shopId, state: "queued", kind: "artwork_approval" } });

/** The ten seconds in which its member may take an act back are over. */
const settle = () => db().item.updateMany({ where: { shopId }, data: { visibleAt: new Date(0) } });

/** An order whose newest artfile is this file, as far as its pictures have been tried. */
async function drawnAs(bytes: Buffer, step: "quality_control" | "customer_approval") {
  const order = await makeOrder(shopId, { step: "artwork", assign: { artist: ana }, customerShopifyId: "77" });
  const itemId = order.itemIds[0]!;
  const { fileName } = await db().item.findFirstOrThrow({ where: { shopId, id: itemId } });
  await uploadArtfile({ shopId, actor: ana, fileName: `${fileName}.psd`, body: Readable.from([bytes]) });
  await commitArtfiles({ shopId, actor: ana, actId: randomUUID() });
  const artfile = await db().artfile.findFirstOrThrow({ where: { shopId, itemId } });
  await makeFileRenditions({ shopId, fileKind: "artfile", fileId: artfile.id });
  if (step === "customer_approval")
    await act({ shopId, actor: olivia, itemIds: [itemId], command: { action: "pass_artfile" } });
  return { ...order, itemId, fileName, artfileId: artfile.id };
}

const PSD = Buffer.from("8BPS\0\x01 layers");

it("artwork without a picture is neither written about nor decided on, and is a manager's task", async () => {
  const { orderId, itemId, artfileId } = await drawnAs(PSD, "customer_approval");
  expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
  expect(await emails()).toEqual([]);
  expect(await tasks()).toMatchObject([{ subject: itemId, orderId }]);
  await settle();
  const token = await linkOf(shopId, orderId);
  const { text } = await openLink(domain, token);
  expect(text).toContain("Your artwork is being prepared");
  for (const asked of ["Approve this artwork", "ask for changes", "Download", "/files/" + artfileId])
    expect(text).not.toContain(asked);
  expect(await countWaiting({ shop: { id: shopId }, customerId: "77" } as never)).toBe(0);
  const original = fileAddress({ shopId, installation: 1, kind: "artfile", id: artfileId, form: "original", orderId });
  expect(await openFile(original.slice("/files/".length))).toBeNull();
});

it("an approval that is posted all the same is refused; a manager may approve in the customer's place", async () => {
  const { orderId, itemIds } = await makeOrder(shopId, { step: "customer_approval" });
  await db().artfile.updateMany({ where: { shopId }, data: { renditions: "made", screenKey: "x/x", thumbKey: "x/x" } });
  const token = await linkOf(shopId, orderId);
  const form = formWith((await openLink(domain, token)).text, "Approve this artwork");
  await db().artfile.updateMany({
    where: { shopId },
    data: { renditions: "no_preview", screenKey: null, thumbKey: null },
  });
  expect((await post(domain, token, form)).text).toContain("There is no picture of this artwork yet");
  expect(await stepsOf(shopId, orderId)).toEqual(["customer_approval"]);
  await act({ shopId, actor: olivia, itemIds, command: { action: "approve_artwork", note: "Shown by video call" } });
  expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment"]);
});

it("the task closes and the customer is asked once there is a picture", async () => {
  const { orderId, itemId, fileName } = await drawnAs(PSD, "customer_approval");
  const body = Readable.from([await jpeg()]);
  await uploadArtfile({ shopId, actor: ana, fileName: `${fileName}.jpg`, body });
  await commitArtfiles({ shopId, actor: ana, actId: randomUUID(), replacing: [itemId] });
  expect(await tasks()).toEqual([]);
  const { id } = await db().artfile.findFirstOrThrow({ where: { shopId, itemId, version: 2 } });
  await makeFileRenditions({ shopId, fileKind: "artfile", fileId: id });
  await act({ shopId, actor: olivia, itemIds: [itemId], command: { action: "pass_artfile" } });
  expect(await emails()).toMatchObject([{ orderId, itemIds: [itemId] }]);
  await settle();
  expect((await openLink(domain, await linkOf(shopId, orderId))).text).toContain("Approve this artwork");
});

it("a picture that turns out to be impossible after quality control was skipped is told of then", async () => {
  const { itemIds, orderId } = await makeOrder(shopId, { step: "customer_approval" });
  await db().artfile.updateMany({ where: { shopId }, data: { renditions: "none" } });
  const { id, storageKey } = await db().artfile.findFirstOrThrow({ where: { shopId, itemId: itemIds[0]! } });
  expect([await tasks(), storageKey]).toEqual([[], storageKey]);
  await makeFileRenditions({ shopId, fileKind: "artfile", fileId: id });
  expect(await tasks()).toMatchObject([{ subject: itemIds[0], orderId }]);
});

it("an email about some items waits for their pictures alone, and one about the whole order for all", async () => {
  const { orderId, itemIds } = await makeOrder(shopId, { items: 2, step: "customer_approval" });
  const [drawn, coming] = itemIds;
  const made = { renditions: "made", thumbKey: "x/x", screenKey: "x/x" };
  await db().artfile.updateMany({ where: { shopId, itemId: drawn! }, data: made });
  await db().artfile.updateMany({ where: { shopId, itemId: coming! }, data: { renditions: "none" } });
  const dueNow = async (kind: "artwork_approval" | "approval_reminder") => {
    const call = { shopId, orderId, kind, itemIds: [drawn!], actId: null, undoableUntil: null };
    const { emailId } = (await inTransaction((tx) => queueEmail(tx, call)))!;
    await prepareEmail({ shopId, emailId });
    return (await db().email.findFirstOrThrow({ where: { shopId, id: emailId } })).state;
  };
  expect([await dueNow("artwork_approval"), await dueNow("approval_reminder")]).toEqual(["sending", "queued"]);
});

describe("with quality control left out", () => {
  /** Handed in and with the customer, before the worker has tried to show it; its email is due. */
  async function handedIn(bytes: Buffer) {
    const flow = { skips: ["quality_control" as const] };
    const order = await makeOrder(shopId, { step: "artwork", assign: { artist: ana }, flow });
    const { fileName } = await db().item.findFirstOrThrow({ where: { shopId, id: order.itemIds[0]! } });
    await uploadArtfile({ shopId, actor: ana, fileName: `${fileName}.psd`, body: Readable.from([bytes]) });
    await commitArtfiles({ shopId, actor: ana, actId: randomUUID() });
    expect(await stepsOf(shopId, order.orderId)).toEqual(["customer_approval"]);
    const [email] = await emails();
    await settle();
    const due = async () => {
      await db().email.updateMany({ where: { shopId, state: "queued" }, data: { sendAt: new Date(0) } });
      await prepareEmail({ shopId, emailId: email!.id });
      const { state, sendAt } = await db().email.findFirstOrThrow({ where: { shopId, id: email!.id } });
      return { state, isPutOff: state === "queued" && sendAt > new Date(0) };
    };
    const { id: fileId } = await db().artfile.findFirstOrThrow({ where: { shopId, itemId: order.itemIds[0]! } });
    const show = (run = {}) => makeFileRenditions({ shopId, fileKind: "artfile", fileId }, run);
    return { ...order, due, show };
  }

  it("the email about the approval waits until the picture is there", async () => {
    const { due, show } = await handedIn(await jpeg());
    expect(await due()).toEqual({ state: "queued", isPutOff: true });
    expect(await due(), "however often").toEqual({ state: "queued", isPutOff: true });
    await show();
    expect(await due()).toEqual({ state: "sending", isPutOff: false });
  });

  it("the email does not wait for the picture of a version that was replaced", async () => {
    const { due, itemIds } = await handedIn(PSD);
    expect(await due()).toEqual({ state: "queued", isPutOff: true });
    const { id: _id, ...first } = await db().artfile.findFirstOrThrow({ where: { shopId, itemId: itemIds[0]! } });
    const pictures = { thumbKey: first.storageKey, screenKey: first.storageKey };
    await db().artfile.create({ data: { ...first, ...pictures, version: 2, renditions: "made" } });
    await db().item.updateMany({ where: { shopId, id: itemIds[0]! }, data: { artfileVersion: 2 } });
    expect(await due()).toEqual({ state: "sending", isPutOff: false });
  });

  it("the email is withdrawn and a manager told when every attempt to make it met a fault", async () => {
    const { due, show, itemIds } = await handedIn(await jpeg());
    const { storageKey } = await db().artfile.findFirstOrThrow({ where: { shopId } });
    await storage().delete(storageKey);
    await expect(show({ isLastAttempt: false })).rejects.toThrow("is not in the storage");
    expect([await due(), await tasks()]).toEqual([{ state: "queued", isPutOff: true }, []]);
    await expect(show({ isLastAttempt: true })).rejects.toThrow("is not in the storage");
    expect(await due()).toEqual({ state: "withdrawn", isPutOff: false });
    expect(await tasks()).toMatchObject([{ subject: itemIds[0] }]);
  });

  it("the email is withdrawn and a manager told when there can be none", async () => {
    const { due, show, itemIds } = await handedIn(PSD);
    expect(await due()).toEqual({ state: "queued", isPutOff: true });
    await show();
    expect(await due()).toEqual({ state: "withdrawn", isPutOff: false });
    expect(await tasks()).toMatchObject([{ subject: itemIds[0] }]);
  });
});
