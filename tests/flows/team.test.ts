// People join, get roles, are away and leave, and their work goes to others.
import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { listMembers } from "../../app/adapters/rows/team/members.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { DEFAULT_FLOW } from "../../app/domain/words/flow.ts";
import { REFUSAL_WORDS } from "../../app/domain/words/refusals.ts";
import { SKIPPABLE_STEPS } from "../../app/domain/words/steps.ts";
import { askFulfilment } from "../../app/services/fulfilment/ask-fulfilment.ts";
import { inviteByEmail, markLeft, setRoles } from "../../app/services/team/change-member.ts";
import { setGuideline } from "../../app/services/shop/change-settings.ts";
import { enrolMember } from "../../app/services/team/enrol-member.ts";
import {
  createFolder,
  deleteFolder,
  listFolders,
  renameFolder,
  sortIntoFolder,
} from "../../app/services/fulfilment/folders.ts";
import { readFlowSettings, saveFlowSettings } from "../../app/services/shop/flow-settings.ts";
import { readShopFlow, setFlow } from "../../app/services/shop/set-flow.ts";
import { withoutShopify } from "./intake.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { act, itemsOf, makeMember, makeOrder, makeShop, stepsOf } from "./shop.ts";

let shopId: string;
let shopDomain: string;
let admin: ActingMember;

beforeEach(async () => {
  ({ shopId, domain: shopDomain } = await makeShop());
  admin = await makeMember(shopId, ["admin"]);
});

const person = (id: string, more: object = {}) => ({
  id,
  firstName: "Ivan",
  lastName: "Ivanov",
  email: `${id}@example.com`,
  emailVerified: true,
  accountOwner: false,
  ...more,
});

describe("the team", () => {
  it("someone who opens the app for the first time is a member without a role; the store's owner is admin", async () => {
    const [one, again] = await Promise.all([
      enrolMember({ shopDomain, shopifyUser: person("77") }),
      enrolMember({ shopDomain, shopifyUser: person("77") }),
    ]);
    expect(one).toMatchObject({ name: "Ivan Ivanov", roles: [], isEnrolled: true });
    expect(again?.id).toBe(one?.id);
    expect(await enrolMember({ shopDomain, shopifyUser: person("78", { accountOwner: true }) })).toMatchObject({
      roles: ["admin"],
      isOwner: true,
    });
    expect(await enrolMember({ shopDomain: "stranger.myshopify.com", shopifyUser: person("79") })).toBeNull();
  });

  it("an invitation waits for its e-mail address, and only a verified one takes it over", async () => {
    expect(await inviteByEmail({ shopId, actor: admin, email: "ANA@Example.com ", roles: ["artist"] })).toEqual({
      ok: true,
    });
    const unverified = await enrolMember({
      shopDomain,
      shopifyUser: person("80", { email: "ana@example.com", emailVerified: false }),
    });
    expect(unverified?.roles).toEqual([]);
    expect((await enrolMember({ shopDomain, shopifyUser: person("81", { email: "ana@example.com" }) }))?.roles).toEqual(
      ["artist"],
    );
    expect((await enrolMember({ shopDomain, shopifyUser: person("82", { email: "ana@example.com" }) }))?.roles).toEqual(
      [],
    );
    expect(await inviteByEmail({ shopId, actor: admin, email: "no address", roles: [] })).toEqual({
      refused: "not_an_email",
    });
  });

  it("an invited person gets the work that waits when they open the app for the first time", async () => {
    await makeMember(shopId, ["manager"]);
    const { orderId } = await makeOrder(shopId);
    const email = "ida@example.com";
    await inviteByEmail({ shopId, actor: admin, email, roles: ["image_processor"] });
    await drainJobs({ with: withoutShopify });
    expect(await db().assignment.findMany({ where: { shopId, orderId } })).toEqual([]);
    const ida = await enrolMember({ shopDomain, shopifyUser: person("83", { email }) });
    await drainJobs({ with: withoutShopify });
    expect(await db().assignment.findMany({ where: { shopId, orderId } })).toMatchObject([{ memberId: ida?.id }]);
  });

  it("somebody who had left is back with an invitation, and gets the work that waits", async () => {
    const { orderId } = await makeOrder(shopId);
    const email = "irma@example.com";
    const irma = await enrolMember({ shopDomain, shopifyUser: person("84", { email }) });
    await markLeft({ shopId, actor: admin, memberId: irma!.id });
    await drainJobs({ with: withoutShopify });
    await inviteByEmail({ shopId, actor: admin, email, roles: ["image_processor"] });
    expect((await listMembers(shopId)).find(({ id }) => id === irma!.id)).toMatchObject({
      hasLeft: false,
      roles: ["image_processor"],
    });
    await drainJobs({ with: withoutShopify });
    expect(await db().assignment.findMany({ where: { shopId, orderId } })).toMatchObject([{ memberId: irma!.id }]);
  });

  it("only an admin changes it, the owner stays admin, and nobody reaches into another shop", async () => {
    const owner = await enrolMember({ shopDomain, shopifyUser: person("90", { accountOwner: true }) });
    const manager = await makeMember(shopId, ["manager"]);
    expect(await setRoles({ shopId, actor: manager, memberId: manager.memberId, roles: ["admin"] })).toEqual({
      refused: "not_your_role",
    });
    await setRoles({ shopId, actor: admin, memberId: owner!.id, roles: ["artist"] });
    expect((await listMembers(shopId)).find(({ id }) => id === owner!.id)?.roles).toEqual(["admin", "artist"]);
    expect(await markLeft({ shopId, actor: admin, memberId: owner!.id })).toEqual({ refused: "not_your_role" });
    const stranger = await makeShop();
    const theirs = await makeMember(stranger.shopId, ["artist"]);
    expect(await setRoles({ shopId, actor: admin, memberId: theirs.memberId, roles: [] })).toEqual({
      refused: "unknown_item",
    });
    expect(await markLeft({ shopId, actor: admin, memberId: manager.memberId })).toEqual({ ok: true });
    expect((await listMembers(shopId)).find(({ id }) => id === manager.memberId)).toMatchObject({
      hasLeft: true,
      roles: [],
    });
  });
});

describe("settings", () => {
  it("another flow holds for new orders, and for open ones only when asked to", async () => {
    const { orderId, itemIds } = await makeOrder(shopId, { items: 2 });
    await act({ shopId, actor: admin, command: { action: "approve_photo" }, itemIds: [itemIds[0]!] });
    const flow = { ...DEFAULT_FLOW, manner: "independently" as const, skips: ["quality_control" as const] };
    expect(await setFlow({ shopId, actor: admin, flow })).toEqual({ followingOrders: 0 });
    expect(await readShopFlow(shopId)).toEqual(flow);
    expect(await stepsOf(shopId, orderId)).toEqual(["photo_review", "photo_review"]);
    expect(await setFlow({ shopId, actor: admin, flow, applyToOpenOrders: true })).toEqual({ followingOrders: 1 });
    const later = await makeOrder(shopId);
    await db().order.update({
      where: { shopId_id: { shopId, id: later.orderId } },
      data: { createdAt: new Date(Date.now() + 60_000) },
    });
    await drainJobs({ with: withoutShopify });
    expect((await db().order.findFirstOrThrow({ where: { id: later.orderId } })).flow).toEqual(DEFAULT_FLOW);
    expect(await stepsOf(shopId, orderId)).toEqual(["artwork", "photo_review"]);
    expect((await itemsOf(shopId, orderId))[0]!.skips).toEqual(["quality_control"]);
  });

  it("a flow in which nobody could answer is refused with a sentence, and nothing of the page is saved", async () => {
    const flow = { ...DEFAULT_FLOW, skips: ["photo_review", "artwork"] as const };
    expect(await setFlow({ shopId, actor: admin, flow })).toEqual({ refused: "nobody_makes_changes" });
    const page = { flow, applyToOpenOrders: true, guideline: "New words", usualHours: {} };
    expect(await saveFlowSettings(page, { shopId, actor: admin })).toEqual({
      said: REFUSAL_WORDS.nobody_makes_changes,
      isRefused: true,
    });
    expect(await readFlowSettings(shopId)).toMatchObject({ flow: DEFAULT_FLOW, guideline: "" });
    const none = { ...DEFAULT_FLOW, skips: SKIPPABLE_STEPS };
    expect(await setFlow({ shopId, actor: admin, flow: none })).toEqual({ refused: "no_step_left" });
  });

  it("the guideline is the admins'", async () => {
    expect(await setGuideline({ shopId, actor: await makeMember(shopId, ["artist"]), guideline: "x" })).toEqual({
      refused: "not_your_role",
    });
  });
});

describe("fulfilment", () => {
  it("orders are sorted into the shop's own folders, and come back when a folder goes", async () => {
    const fulfiller = await makeMember(shopId, ["fulfiller"]);
    const own = await makeOrder(shopId, { step: "fulfilment", assign: { fulfiller } });
    const other = await makeOrder(shopId, { step: "fulfilment" });
    const made = await createFolder({ shopId, actor: fulfiller, name: "Canvas" });
    const folderId = "id" in made ? made.id : "";
    expect(await createFolder({ shopId, actor: fulfiller, name: " canvas" })).toEqual({ refused: "name_taken" });
    expect(await renameFolder({ shopId, actor: fulfiller, folderId, name: "Canvas 40×60" })).toEqual({ ok: true });
    expect(
      await sortIntoFolder({ shopId, actor: fulfiller, orderIds: [own.orderId, other.orderId], folderId }),
    ).toEqual({ sorted: 1 });
    expect(await db().history.findMany({ where: { shopId } })).toMatchObject([
      { orderId: own.orderId, event: "sorted_into_folder", details: { subject: "Canvas 40×60" } },
    ]);
    expect(
      await sortIntoFolder({ shopId, actor: await makeMember(shopId, ["artist"]), orderIds: [own.orderId], folderId }),
    ).toEqual({ refused: "not_your_role" });
    expect(await deleteFolder({ shopId, actor: fulfiller, folderId })).toEqual({ ok: true });
    expect(await listFolders(shopId)).toEqual([]);
    expect(await db().order.count({ where: { shopId, folderId: { not: null } } })).toBe(0);
  });

  it("is asked of Shopify once, however often the button is pressed", async () => {
    const fulfiller = await makeMember(shopId, ["fulfiller"]);
    const { orderId, itemIds } = await makeOrder(shopId, { step: "fulfilment", assign: { fulfiller } });
    const ask = (actId: string) =>
      askFulfilment({
        shopId,
        actor: fulfiller,
        actId,
        targets: [{ itemId: itemIds[0]!, changeCount: 0 }],
        trackingNumber: " 1Z999 ",
        trackingCompany: "UPS",
        trackingUrl: "javascript:alert(1)",
        notifyCustomer: true,
      });
    const actId = randomUUID();
    const [one, two] = await Promise.all([ask(actId), ask(actId)]);
    expect(two).toEqual(one);
    expect(one.asked).toMatchObject([{ orderId, itemIds }]);
    expect((await ask(randomUUID())).refused).toMatchObject([{ refusal: "changed_meanwhile" }]);
    expect(await db().fulfilment.findMany({ where: { shopId } })).toMatchObject([
      { trackingNumber: "1Z999", trackingUrl: null, state: "asked" },
    ]);
    expect(
      (await waitingJobs()).filter(
        ({ job, payload }) => job === "fulfil-order" && (payload as { shopId: string }).shopId === shopId,
      ),
    ).toHaveLength(1);
    expect(await stepsOf(shopId, orderId)).toEqual(["fulfilment"]);
  });

  it("is refused while an item of the order is not ready or not approved", async () => {
    const { itemIds } = await makeOrder(shopId, { step: "fulfilment", items: 2 });
    await act({ shopId, actor: admin, command: { action: "move", to: "quality_control" }, itemIds: [itemIds[1]!] });
    const answer = await askFulfilment({
      shopId,
      actor: admin,
      actId: randomUUID(),
      targets: [{ itemId: itemIds[0]!, changeCount: 0 }],
      notifyCustomer: true,
    });
    expect(answer).toMatchObject({ asked: [], refused: [{ refusal: "waits_for_siblings" }] });
  });
});
