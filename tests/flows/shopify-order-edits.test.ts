// Orders are edited, and told of in other ways than by their lines: nothing is lost, guessed, or shipped unseen.
import { afterAll, describe, expect, it } from "vitest";
import { editOrder, placeOrder, type NewOrder } from "../../dev/local-shopify/orders/orders.ts";
import { fulfilParcels } from "../../dev/local-shopify/orders/fulfillment.ts";
import { orderPayload } from "../../dev/local-shopify/orders/order-payload.ts";
import { orderChanged } from "../../dev/local-shopify/orders/order-changed.ts";
import type { LocalOrder } from "../../dev/local-shopify/shapes.ts";
import { db } from "../../app/adapters/db.ts";
import { readOrderPayload } from "../../app/adapters/shopify/order-payload.ts";
import { factsOf } from "../../app/domain/intake/order-facts.ts";
import { readOrderAgain } from "../../app/services/intake/read-order-again.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { act, makeMember } from "./shop.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, host, shopId, work, place, ours, drawAndApprove, close } = await openWiredShop();
afterAll(close);

const openTasks = async (order: LocalOrder) => (await ours(order)).tasks.filter(({ closedAt }) => closedAt === null);

const product = local.shop.products.find(
  ({ photoProperties, variants }) => photoProperties.length > 0 && variants.length > 1,
)!;
const other = local.shop.products.find(({ id }) => id !== product.id)!;
const photo = () => [{ name: "Uploaded Images", value: `${host.origin}/cat.jpg` }];
const lineOf = (of: typeof product, variant = 0, properties = [] as ReturnType<typeof photo>) => ({
  productId: of.id,
  variantId: (of.variants[variant] ?? of.variants[0]!).id,
  quantity: 1,
  properties,
});
const placed = (lines: NewOrder["lines"], more: Partial<NewOrder> = {}) =>
  placeOrder(local.ctx, local.shop, { customerId: local.shop.customers[0]!.id, lines, ...more });
const aSecond = () => void local.pass(1_100);
const removed = (order: LocalOrder, at = 0) => [{ lineId: order.lines[at]!.id, quantity: 0 }];
const held = (order: LocalOrder) =>
  order.fulfillmentOrders
    .filter(({ lines }) => lines.some(({ remainingQuantity }) => remainingQuantity > 0))
    .map(({ status }) => status);
const isHeldLine = (order: LocalOrder, at: number) =>
  order.fulfillmentOrders.some(
    ({ status, lines }) => status === "ON_HOLD" && lines.some(({ lineId }) => lineId === order.lines[at]!.id),
  );

describe("a variant is swapped by an order edit", () => {
  it("the new line takes over the item with its photo, its number and its history, and is held", async () => {
    const order = placed([lineOf(product, 0, photo())]);
    await work();
    const [before] = (await ours(order)).items;
    aSecond();
    editOrder(local.ctx, local.shop, order, {
      quantities: removed(order),
      addLines: [{ ...lineOf(product, 1), quantity: 2 }],
    });
    await work();
    const { items, history } = await ours(order);
    expect(items).toMatchObject([
      {
        id: before!.id,
        number: 1,
        lineId: String(order.lines[1]!.id),
        step: "photo_review",
        variantTitle: product.variants[1]!.title,
        quantity: 2,
        photoVersion: 1,
      },
    ]);
    expect(items[0]!.fileName).not.toBe(before!.fileName);
    expect(history.map(({ event }) => event)).toContain("line_replaced");
    expect(held(order)).toEqual(["ON_HOLD"]);
    expect(await openTasks(order)).toEqual([]);
  });

  it("swapped back again it is the same item still", async () => {
    const order = local.shop.orders.at(-1)!;
    const [before] = (await ours(order)).items;
    aSecond();
    editOrder(local.ctx, local.shop, order, {
      quantities: [...removed(order, 1), { lineId: order.lines[0]!.id, quantity: 1 }],
    });
    await work();
    expect((await ours(order)).items.map(({ id, lineId, step }) => [id, lineId, step])).toEqual([
      [before!.id, String(order.lines[0]!.id), "photo_review"],
    ]);
  });

  it("an artwork that was drawn and approved goes back to its artist, and the order is held again", async () => {
    const order = placed([lineOf(product, 0, photo())]);
    await work();
    await drawAndApprove(order);
    aSecond();
    editOrder(local.ctx, local.shop, order, { quantities: removed(order), addLines: [lineOf(product, 1)] });
    await work();
    expect((await ours(order)).items).toMatchObject([
      {
        step: "artwork",
        artfileVersion: 1,
        approvedArtfileVersion: null,
        instructions: expect.stringContaining(product.variants[1]!.title),
      },
    ]);
    expect(held(order)).toEqual(["ON_HOLD"]);
  });

  it("where two lines could be meant the photo is missing: a task says so, it is held, and the customer is asked", async () => {
    const order = placed([lineOf(product, 0, photo())]);
    await work();
    aSecond();
    editOrder(local.ctx, local.shop, order, {
      quantities: removed(order),
      addLines: [lineOf(product, 1), lineOf(product, 0)],
    });
    await work();
    const { items, id: orderId } = await ours(order);
    expect(items.map(({ step, photoVersion }) => [step, photoVersion])).toEqual([
      ["cancelled", 1],
      ["photo_review", 0],
      ["photo_review", 0],
    ]);
    expect((await openTasks(order)).map(({ kind, subject }) => [kind, subject])).toEqual([
      ["photo_missing", items[1]!.id],
      ["photo_missing", items[2]!.id],
    ]);
    expect(held(order)).toEqual(["ON_HOLD"]);
    const [owner, manager] = [await makeMember(shopId, ["admin"]), await makeMember(shopId, ["manager"])];
    const reason = await db().rejectionReason.findFirstOrThrow({ where: { shopId } });
    const rejection = { action: "reject_photo", reasonId: reason.id, comment: "Please send it" } as const;
    await act({ shopId, actor: owner, command: rejection, itemIds: [items[1]!.id] });
    await act({ shopId, actor: manager, command: { action: "cancel" }, itemIds: [items[2]!.id] });
    expect(await openTasks(order)).toEqual([]);
    await work();
    const email = await db().email.findFirstOrThrow({ where: { shopId, orderId, kind: "order_issue" } });
    expect(email).toMatchObject({ state: "delivered", itemIds: [items[1]!.id] });
    expect((await ours(order)).items.map(({ step }) => step)).toEqual(["cancelled", "photo_issue", "cancelled"]);
  });
});

describe("photos stand on the order itself", () => {
  const onOrder = () => ({ noteAttributes: [{ name: "Photo", value: `${host.origin}/cat.jpg` }] });

  it("they are the only line's, also when the order is read again", async () => {
    const order = placed([lineOf(product)], onOrder());
    await work();
    orderChanged(local.ctx, local.shop, order);
    await work();
    const { items, lines } = await ours(order);
    expect(lines).toHaveLength(1);
    expect(items).toMatchObject([{ lineId: String(order.lines[0]!.id), photoVersion: 1, placeAmong: [] }]);
    expect(await openTasks(order)).toEqual([]);
  });

  it("with several lines they wait for a manager, nothing ships meanwhile, and then they are that line's", async () => {
    const order = placed([lineOf(product, 1), lineOf(other)], onOrder());
    await work();
    const [first, second] = order.lines.map(({ id }) => String(id));
    const { items, id: orderId } = await ours(order);
    expect(items).toMatchObject([{ step: "photo_review", placeAmong: [first, second] }]);
    expect((await openTasks(order)).map(({ kind }) => kind)).toEqual(["photo_unplaced"]);
    expect([isHeldLine(order, 0), isHeldLine(order, 1)]).toEqual([true, true]);
    const manager = await makeMember(shopId, ["manager"]);
    const { overview } = await showHome({ shopId, actor: manager });
    const task = overview?.tasks.cards.find((one) => one.orderId === orderId);
    expect(task?.advice).toMatch(
      /^“Photo” holds photos for the whole order, and 2 lines can want them\. Say it on the order's page/,
    );
    expect(task?.title).toBe("Nobody has said yet which line a photo belongs to");
    expect(task?.said).toBe("");
    const page = await showOrder({ shopId, actor: manager, orderId });
    expect(page?.items[0]?.card.places.map(({ lineId }) => lineId)).toEqual([first, second]);
    // No line is named as its own before somebody has said which it is.
    expect(page?.items[0]?.card).toMatchObject({ productTitle: "A photo for the whole order", variantTitle: null });
    const command = { action: "place_photo", lineId: second! } as const;
    const { moved } = await act({ shopId, actor: manager, command, itemIds: [items[0]!.id] });
    expect(moved).toMatchObject([{ placedOn: expect.stringContaining(other.title) }]);
    const placedPage = await showOrder({ shopId, actor: manager, orderId });
    expect(placedPage?.items[0]?.card.productTitle).toBe(other.title);
    expect(placedPage?.history.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringContaining(`said which line of the order the photo belongs to (${other.title}`),
    );
    expect((await ours(order)).items).toMatchObject([
      {
        id: items[0]!.id,
        lineId: second,
        placeAmong: [],
        productTitle: other.title,
        fileName: expect.stringContaining(other.title),
      },
    ]);
    expect(await openTasks(order)).toEqual([]);
    aSecond();
    orderChanged(local.ctx, local.shop, order);
    await work();
    expect((await ours(order)).items.map(({ lineId }) => lineId)).toEqual([second]);
  });

  it("when an edit leaves one line they are that line's by themselves", async () => {
    const order = placed([lineOf(product), lineOf(other)], onOrder());
    await work();
    aSecond();
    editOrder(local.ctx, local.shop, order, { quantities: removed(order) });
    await work();
    expect((await ours(order)).items).toMatchObject([
      { step: "photo_review", lineId: String(order.lines[1]!.id), placeAmong: [], productTitle: other.title },
    ]);
    expect(await openTasks(order)).toEqual([]);
  });
});

describe("what Shopify knows of an order beside its items", () => {
  const hostile = ["<script>alert(1)</script>", "\u202Eevil\u202C", "x".repeat(3_000), "שלום", "{{ shop.name }}"];

  it("is read the same from a webhook and from GraphQL, kept, and shown on its page", async () => {
    const order = placed([lineOf(product, 0, photo()), { ...lineOf(other), requiresShipping: false }], {
      tags: ["rush", "<b>VIP</b>"],
      shippingLines: [{ title: "Express <i>", code: "EXP" }],
      noteAttributes: [
        { name: "Delivery-Date", value: "2026-12-24" },
        { name: "Count", value: 3 },
        ...hostile.map((value, at) => ({ name: `Text ${at}`, value })),
      ],
    });
    await work();
    const body = JSON.parse(JSON.stringify(orderPayload(local.shop, order))) as unknown;
    const [told, read] = [readOrderPayload(body)!.order, (await readOrderAgain(local.shop.domain, String(order.id)))!];
    expect(factsOf(read)).toEqual(factsOf(told));
    const row = await ours(order);
    expect(row).toMatchObject({
      shippingLines: [{ title: "Express <i>", code: "EXP" }],
      wantedBy: new Date("2026-12-24"),
    });
    expect(row.tags).toEqual(expect.arrayContaining(["<b>VIP</b>", "rush"]));
    const [manager, checker] = [await makeMember(shopId, ["manager"]), await makeMember(shopId, ["image_processor"])];
    const page = await showOrder({ shopId, actor: manager, orderId: row.id });
    expect(page?.facts).toMatchObject({
      tags: ["<b>vip</b>", "rush"].map((tag) => expect.stringMatching(new RegExp(tag, "i"))),
      shipping: ["Express <i>"],
      wanted: [{ what: "Delivery wanted", date: "2026-12-24" }],
      otherLines: [{ title: expect.stringContaining(other.title), quantity: 1 }],
    });
    expect(page?.facts.attributes).toHaveLength(7);
    expect(page?.facts.attributes.every(({ value }) => value.length <= 2_000)).toBe(true);
    await db().assignment.deleteMany({ where: { shopId, orderId: row.id } });
    await db().assignment.create({
      data: { shopId, orderId: row.id, role: "image_processor", memberId: checker.memberId },
    });
    expect((await showOrder({ shopId, actor: checker, orderId: row.id }))?.facts.attributes).toEqual([]);
  });
});

describe("an order arrives that was shipped already", () => {
  const fulfilAll = (order: LocalOrder) => {
    local.pass(local.ctx.routingMs);
    const open = order.fulfillmentOrders.filter(({ status }) => status !== "CLOSED");
    open.forEach((one) => Object.assign(one, { status: "OPEN", holds: [] }));
    return fulfilParcels(
      local.ctx,
      local.shop,
      order,
      open.map(({ id }) => ({ fulfillmentOrderId: id })),
      {},
    );
  };
  const endOf = async (order: LocalOrder) => {
    const { items, tasks, fulfilledInShopify, endedAt } = await ours(order);
    return {
      items: items.map(({ number, step, shippedInShopify, photoVersion }) => ({
        number,
        step,
        shippedInShopify,
        photoVersion,
      })),
      tasks: tasks.flatMap(({ kind, closedAt }) => (closedAt === null ? kind : [])),
      isFulfilled: fulfilledInShopify !== null,
      isEnded: endedAt !== null,
    };
  };

  it("it ends as one does whose two webhooks came", async () => {
    const inTwo = place();
    await work();
    aSecond();
    fulfilAll(inTwo);
    await work();
    local.faults.webhooks.drop = 1;
    const inOne = place();
    local.faults.webhooks.drop = 0;
    aSecond();
    fulfilAll(inOne);
    await work();
    expect(await endOf(inOne)).toEqual(await endOf(inTwo));
    expect(await endOf(inOne)).toMatchObject({
      items: [{ number: 1, step: "done", shippedInShopify: true }],
      tasks: ["fulfilled_before_approval"],
      isFulfilled: true,
      isEnded: true,
    });
  });
});
