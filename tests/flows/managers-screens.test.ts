// A manager finds, moves, assigns and reminds, and sees what is overdue, stuck or to be settled.
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { openTask } from "../../app/adapters/rows/shop/tasks.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { searchTextOf } from "../../app/domain/intake/incoming-order.ts";
import { listFulfilment } from "../../app/services/fulfilment/list-fulfilment.ts";
import { listApprovals } from "../../app/services/screens/list-approvals.ts";
import { listOrders } from "../../app/services/screens/list-orders.ts";
import { listAssignees } from "../../app/services/team/list-assignees.ts";
import { reassignOrders } from "../../app/services/team/reassign-orders.ts";
import { remindCustomers } from "../../app/services/emails/remind-customers.ts";
import { searchOrders } from "../../app/services/screens/search-orders.ts";
import { answerTask } from "../../app/services/screens/answer-task.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { sendAgain } from "../../app/services/emails/send-again.ts";
import { act, makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
let max: ActingMember;
let ida: ActingMember & { name: string };
let ana: ActingMember;
let fred: ActingMember;

beforeEach(async () => {
  ({ shopId } = await makeShop());
  max = await makeMember(shopId, ["manager"], { name: "Max" });
  ida = await makeMember(shopId, ["image_processor"], { name: "Ida" });
  ana = await makeMember(shopId, ["artist"], { name: "Ana" });
  fred = await makeMember(shopId, ["fulfiller"], { name: "Fred" });
});

async function found(actor: ActingMember, words: string): Promise<string[]> {
  return (await searchOrders({ shopId, actor, words, after: null })).lines.map(({ orderName }) => orderName);
}

async function orderFor(assign: Parameters<typeof makeOrder>[1]) {
  const order = await makeOrder(shopId, assign);
  const searchText = searchTextOf({
    name: order.name,
    customerName: "Carla Customer",
    customerEmail: "carla@example.com",
    productTitles: ["Yellow Portrait"],
  });
  await db().order.update({ where: { shopId_id: { shopId, id: order.orderId } }, data: { searchText } });
  return order;
}

describe("search", () => {
  it("finds an order by number, product, customer and e-mail, but for an image processor not by the customer", async () => {
    const { name } = await orderFor({ assign: { image_processor: ida } });
    for (const words of [name, name.slice(1), "yellow portrait", "carla", "CARLA@example.com"])
      expect(await found(max, words)).toEqual([name]);
    for (const words of [name, "yellow portrait"]) expect(await found(ida, words)).toEqual([name]);
    for (const words of ["carla", "carla@example.com"]) expect(await found(ida, words)).toEqual([]);
  });

  it("finds for a member only what is assigned to them, and nothing of another shop", async () => {
    await orderFor({ assign: { image_processor: ida } });
    expect(await found(ana, "yellow")).toEqual([]);
    const other = await makeShop();
    const stranger = await makeMember(other.shopId, ["admin"]);
    expect((await searchOrders({ shopId: other.shopId, actor: stranger, words: "yellow", after: null })).lines).toEqual(
      [],
    );
  });

  it("a percent sign and a backslash are words like any other", async () => {
    await orderFor({});
    for (const words of ["%", "_", "\\", "100%"]) expect(await found(max, words)).toEqual([]);
  });
});

describe("the order page", () => {
  it("shows a manager the customer, and an image processor neither customer nor address nor original photos", async () => {
    const { orderId } = await orderFor({ assign: { image_processor: ida } });
    const seen = await showOrder({ shopId, actor: max, orderId });
    expect(seen?.customer).toMatchObject({
      name: "Carla Customer",
      email: "carla@example.com",
      address: ["1 Main Street", "Springfield"],
    });
    expect(seen?.items[0]!.card.photos[0]!.original).toMatch(/^\/files\//);

    const idasView = await showOrder({ shopId, actor: ida, orderId });
    expect(idasView).toMatchObject({ customer: null, shopifyAddress: null, assignable: [] });
    expect(idasView?.items[0]!.card.photos[0]).toMatchObject({ original: null, originalName: null });
    expect(JSON.stringify(idasView)).not.toMatch(/carla|Main Street/i);
  });

  it("is not there for somebody whose work it is not, nor for another shop", async () => {
    const { orderId } = await orderFor({ assign: { image_processor: ida } });
    expect(await showOrder({ shopId, actor: ana, orderId })).toBeNull();
    const other = await makeShop();
    expect(
      await showOrder({ shopId: other.shopId, actor: await makeMember(other.shopId, ["admin"]), orderId }),
    ).toBeNull();
  });
});

describe("the list of orders", () => {
  it("narrows to a step, to a member, to what is overdue and to what nobody has", async () => {
    const late = await orderFor({ assign: { image_processor: ida } });
    const drawn = await orderFor({ step: "artwork", assign: { artist: ana } });
    await db().item.updateMany({
      where: { shopId, orderId: late.orderId },
      data: { stepSince: new Date(Date.now() - 25 * 60 * 60 * 1000) },
    });
    const free = await orderFor({});
    const names = async (filters: Partial<Parameters<typeof listOrders>[0]["filters"]>) =>
      (await listOrders({ shopId, actor: max, filters: { state: "open", ...filters }, after: null })).lines
        .map(({ orderName }) => orderName)
        .toSorted();
    expect(await names({})).toEqual([late.name, drawn.name, free.name].toSorted());
    expect(await names({ step: "artwork" })).toEqual([drawn.name]);
    expect(await names({ memberId: ida.memberId })).toEqual([late.name]);
    expect(await names({ isOverdue: true })).toEqual([late.name]);
    expect(await names({ memberId: "none" })).toEqual([free.name]);
    expect(await names({ state: "ended" })).toEqual([]);
  });

  it("a manager gives many orders to somebody who has the role, and to nobody else", async () => {
    const orders = [await orderFor({}), await orderFor({})];
    const orderIds = orders.map(({ orderId }) => orderId);
    const give = (memberId: string, actor: ActingMember) =>
      reassignOrders({ orderIds, role: "image_processor", memberId }, { shopId, actor });
    expect(await give(ida.memberId, max)).toMatchObject({ isRefused: false });
    expect(await db().assignment.count({ where: { shopId, memberId: ida.memberId } })).toBe(2);
    expect(await give(ana.memberId, max)).toMatchObject({ isRefused: true });
    expect(await give(ida.memberId, ida)).toMatchObject({ isRefused: true });
  });
});

describe("who works in a role", () => {
  it("is told to managers, who give work by hand, and to nobody else", async () => {
    expect(await listAssignees(shopId, max, "artist")).toMatchObject([{ id: ana.memberId, name: "Ana" }]);
    for (const actor of [ana, ida, fred]) expect(await listAssignees(shopId, actor, "artist")).toEqual([]);
  });
});

describe("customer approval", () => {
  it("lists what is out with customers, or what is approved and waits for its order, and counts both", async () => {
    const { itemIds } = await orderFor({ items: 3, step: "customer_approval" });
    await db().item.updateMany({ where: { shopId, id: itemIds[0]! }, data: { readyFor: "fulfilment" } });
    const listed = async (isApproved: boolean) => {
      const { cards, counts } = await listApprovals({ shopId, actor: max, words: "", isApproved, after: null });
      return { items: cards.map(({ itemNumber }) => itemNumber), ...counts };
    };
    expect(await listed(false)).toEqual({ items: [2, 3], out: 2, approved: 1 });
    expect(await listed(true)).toEqual({ items: [1], out: 2, approved: 1 });
  });
});

describe("writing to the customer again", () => {
  it("an email leaves at once about what waits for them; a new link ends the old one", async () => {
    const { orderId, itemIds } = await orderFor({ step: "customer_approval" });
    expect(
      await sendAgain({ shopId, actor: max, orderId, kind: "artwork_approval", withNewLink: false }),
    ).toMatchObject({ isRefused: false });
    expect(await sendAgain({ shopId, actor: max, orderId, kind: "artwork_approval", withNewLink: true })).toMatchObject(
      { isRefused: false },
    );
    const emails = await db().email.findMany({ where: { shopId, orderId } });
    expect(emails).toMatchObject([{ kind: "artwork_approval", state: "queued", itemIds }]);
    expect(await db().order.findFirst({ where: { shopId, id: orderId } })).toMatchObject({ linkVersion: 2 });
    const told = await db().history.findMany({ where: { shopId, orderId }, orderBy: { id: "asc" } });
    expect(told.map(({ event }) => event)).toEqual(["email_queued", "link_renewed", "email_queued"]);
  });

  it("the reminders of the email before are withdrawn, so that nobody is reminded twice", async () => {
    const { orderId, itemIds } = await orderFor({ step: "customer_approval" });
    const before = { shopId, orderId, itemIds, round: 1, sendAt: new Date() };
    await db().email.create({ data: { ...before, kind: "artwork_approval", state: "sent" } });
    await db().email.create({ data: { ...before, kind: "approval_reminder" } });
    expect(
      await sendAgain({ shopId, actor: max, orderId, kind: "artwork_approval", withNewLink: false }),
    ).toMatchObject({ isRefused: false });
    const emails = await db().email.findMany({
      where: { shopId, orderId },
      orderBy: [{ kind: "asc" }, { round: "asc" }],
    });
    expect(emails.map(({ kind, round, state }) => [kind, round, state])).toEqual([
      ["approval_reminder", 1, "withdrawn"],
      ["artwork_approval", 1, "sent"],
      ["artwork_approval", 2, "queued"],
    ]);
  });

  it("is refused where nothing waits for the customer, without an address, and to a member whose order it is not", async () => {
    const { orderId } = await orderFor({ step: "artwork" });
    expect(await remindCustomers({ shopId, actor: max, orderIds: [orderId] })).toMatchObject({ isRefused: true });
    const asked = await orderFor({ step: "customer_approval" });
    expect(
      await sendAgain({ shopId, actor: ida, orderId: asked.orderId, kind: "artwork_approval", withNewLink: true }),
    ).toMatchObject({ isRefused: true });
    await db().order.updateMany({ where: { shopId, id: asked.orderId }, data: { customerEmail: null } });
    expect(await remindCustomers({ shopId, actor: max, orderIds: [asked.orderId] })).toMatchObject({ isRefused: true });
    expect(await db().email.count({ where: { shopId } })).toBe(0);
  });
});

describe("home", () => {
  it("tells a member their own work and a manager what is overdue and whom it waits for", async () => {
    const { orderId } = await orderFor({ items: 2, assign: { image_processor: ida } });
    await db().item.updateMany({
      where: { shopId, orderId },
      data: {
        stepSince: new Date(Date.now() - 25 * 60 * 60 * 1000),
        visibleAt: new Date(Date.now() - 25 * 60 * 60 * 1000),
      },
    });
    expect(await showHome({ shopId, actor: ida })).toEqual({
      mine: [{ step: "photo_review", count: 2 }],
      whose: null,
      overview: null,
    });
    const { overview } = await showHome({ shopId, actor: max });
    expect(overview?.steps.find(({ step }) => step === "photo_review")).toMatchObject({
      here: 2,
      overdue: 2,
      waiting: 0,
    });
    expect(overview?.stuck).toMatchObject({ count: 2, cards: [{ why: "Waits for Ida, longer than usual" }, {}] });
  });

  it("a manager ends a task; somebody else cannot", async () => {
    await inTransaction((tx) =>
      openTask(tx, { shopId, kind: "email_bounced", subject: "x", orderId: null, details: { email: "Order issue" } }),
    );
    const { id: taskId } = await db().task.findFirstOrThrow({ where: { shopId } });
    expect(await answerTask({ shopId, actor: ida, taskId, as: "closed" })).toEqual({ refused: "not_your_role" });
    expect(await answerTask({ shopId, actor: max, taskId, as: "closed" })).toEqual({ ok: true });
    expect((await showHome({ shopId, actor: max })).overview?.tasks.count).toBe(0);
  });
});

describe("the fulfilment queue", () => {
  const queue = (actor: ActingMember) => listFulfilment({ shopId, actor, filters: {}, after: null });

  it("shows the fulfiller the address and says which item the order waits for", async () => {
    const { orderId, itemIds } = await orderFor({ items: 2, step: "fulfilment", assign: { fulfiller: fred } });
    expect((await queue(fred)).cards).toMatchObject([
      { orderId, cannotFulfil: null, address: ["1 Main Street", "Springfield"], customerName: "Carla Customer" },
    ]);
    await act({ shopId, actor: max, command: { action: "move", to: "artwork" }, itemIds: [itemIds[1]!] });
    expect((await queue(fred)).cards).toMatchObject([
      {
        items: [{ itemNumber: 1 }],
        cannotFulfil: "It ships when the whole order is here. Still on the way: item 2 (Artfile Production).",
      },
    ]);
  });

  it("narrows to what has been sent to the printer, and to what has not", async () => {
    const sent = await orderFor({ step: "fulfilment", assign: { fulfiller: fred } });
    const unsent = await orderFor({ step: "fulfilment", assign: { fulfiller: fred } });
    await db().item.updateMany({ where: { shopId, orderId: sent.orderId }, data: { sentToPrinterAt: new Date() } });
    const shown = async (isSentToPrinter: boolean) =>
      (await listFulfilment({ shopId, actor: fred, filters: { isSentToPrinter }, after: null })).cards.map(
        ({ orderName }) => orderName,
      );
    expect([await shown(true), await shown(false)]).toEqual([[sent.name], [unsent.name]]);
  });

  it("another fulfiller sees nothing of it", async () => {
    await orderFor({ step: "fulfilment", assign: { fulfiller: fred } });
    expect(await queue(await makeMember(shopId, ["fulfiller"]))).toMatchObject({ cards: [], all: 0, unsorted: 0 });
  });
});
