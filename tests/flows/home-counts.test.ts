// Every count of Home leads to a list of exactly what was counted.
import { beforeEach, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { openTask } from "../../app/adapters/rows/shop/tasks.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { stepPathOf } from "../../app/ui/pages/step-paths.ts";
import { listOrders } from "../../app/services/screens/list-orders.ts";
import { countQueues } from "../../app/services/screens/list-queue.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string, max: ActingMember, ida: ActingMember;
beforeEach(async () => {
  ({ shopId } = await makeShop());
  max = await makeMember(shopId, ["manager", "image_processor"]);
  ida = await makeMember(shopId, ["image_processor"]);
});

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 60 * 60 * 1000);
async function aged(hours: number, recipe: Parameters<typeof makeOrder>[1] = {}) {
  const made = await makeOrder(shopId, recipe);
  await db().item.updateMany({
    where: { shopId, orderId: made.orderId },
    data: { stepSince: hoursAgo(hours), visibleAt: hoursAgo(hours) },
  });
  return made;
}
type Filters = Omit<Parameters<typeof listOrders>[0]["filters"], "state">;
const listed = async (filters: Filters, state: "open" | "all" = "open") => {
  const { lines } = await listOrders({ shopId, actor: max, filters: { state, ...filters }, after: null });
  return lines.map(({ orderId }) => orderId).toSorted();
};
const idsOf = (orders: { orderId: string }[]) => orders.map(({ orderId }) => orderId).toSorted();

it("what is stuck: overdue, or nobody's, or both, and nothing else", async () => {
  const overdue = [];
  for (let at = 0; at < 12; at += 1) overdue.push(await aged(50, { items: 2, assign: { image_processor: ida } }));
  const nobodys = await aged(1);
  await aged(1, { assign: { image_processor: ida } });
  const { overview } = await showHome({ shopId, actor: max });
  expect(overview?.stuck).toMatchObject({ count: 25, orders: 13 });
  expect(overview?.stuck.cards).toHaveLength(10);
  expect(await listed({ isStuck: true })).toEqual(idsOf([...overdue, nobodys]));
  expect(await listed({ isOverdue: true })).toEqual(idsOf(overdue));
});

it("what is overdue in a step, and what waits there for the rest of its order", async () => {
  const overdue = await aged(50, { assign: { image_processor: ida } });
  const waiting = await aged(50, { items: 2, step: "customer_approval" });
  await db().item.update({
    where: { shopId_id: { shopId, id: waiting.itemIds[0]! } },
    data: { readyFor: "fulfilment", approvedArtfileVersion: 1 },
  });
  await aged(1, { items: 2, step: "customer_approval" });
  const { overview } = await showHome({ shopId, actor: max });
  const at = (step: string) => overview?.steps.find((one) => one.step === step);
  expect(at("photo_review")).toMatchObject({ here: 1, overdue: 1, waiting: 0 });
  expect(await listed({ step: "photo_review", isOverdue: true })).toEqual(idsOf([overdue]));
  expect(at("customer_approval")).toMatchObject({ here: 3, waiting: 1 });
  expect(await listed({ step: "customer_approval", isWaiting: true })).toEqual(idsOf([waiting]));
});

it("what waits for a manager who works too: their own, not all that they see", async () => {
  await aged(1, { assign: { image_processor: max } });
  await aged(1, { assign: { image_processor: ida } });
  const { mine, whose } = await showHome({ shopId, actor: max });
  expect(mine).toEqual([{ step: "photo_review", count: 1 }]);
  const path = new URL(stepPathOf("photo_review", whose), "https://app.example");
  const assigneeId = path.searchParams.get("who")!;
  expect(await countQueues([{ shopId, actor: max, step: "photo_review", filters: { assigneeId } }])).toEqual([1]);
  expect(stepPathOf("fulfilment", whose)).toBe(`/app/steps/fulfilment?who=${assigneeId}`);
  expect((await showHome({ shopId, actor: ida })).whose).toBeNull();
});

it("the orders of a task about many, whatever became of them", async () => {
  const refused = [];
  for (let at = 0; at < 12; at += 1) refused.push(await aged(1));
  await db().order.updateMany({
    where: { shopId, id: { in: idsOf(refused) } },
    data: { unsettledCause: "refused", unsettledTries: 9, endedAt: new Date() },
  });
  const [lifted, other] = [await aged(1), await aged(1)];
  await db().order.updateMany({ where: { shopId, id: lifted.orderId }, data: { liftedByHand: ["1"] } });
  await db().order.updateMany({
    where: { shopId, id: other.orderId },
    data: { unsettledCause: "refused", unsettledTries: 1 },
  });
  await inTransaction(async (tx) => {
    await openTask(tx, { shopId, kind: "not_settled", subject: "refused", orderId: null });
    await openTask(tx, { shopId, kind: "hold_lifted", subject: "lifted", orderId: null });
  });
  const { overview } = await showHome({ shopId, actor: max });
  expect(overview?.tasks.cards).toMatchObject([
    { orderCount: 12, list: { unsettled: "refused" } },
    { orderCount: 1, list: "lifted" },
  ]);
  expect(await listed({ unsettledCause: "refused" }, "all")).toEqual(idsOf(refused));
  expect(await listed({ isLifted: true })).toEqual([lifted.orderId]);
});
