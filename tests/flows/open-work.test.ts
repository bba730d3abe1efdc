// What triggers count as open work is what the items say, whatever happens to them.
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { loadSituations } from "../../app/adapters/rows/acts/situations.ts";
import { writeFlow } from "../../app/adapters/rows/orders/changed-flows.ts";
import { removeAssignment, writeAssignment } from "../../app/adapters/rows/team/assignments.ts";
import { miscountedOrders } from "../../app/adapters/rows/team/open-work.ts";
import { placesTaken } from "../../app/domain/team/assignment.ts";
import { DEFAULT_FLOW } from "../../app/domain/words/flow.ts";
import { WORKING_ROLES } from "../../app/domain/words/roles.ts";
import { STEP_ROLE, STEPS } from "../../app/domain/words/steps.ts";
import { recountWork } from "../../app/services/upkeep/recount-work.ts";
import { untilItWaits } from "./set-up.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

type ValueOf<A> = A extends fc.Arbitrary<infer T> ? T : never;

let shopId: string;
beforeEach(async () => ({ shopId } = await makeShop()));

/** Open work by the rules, from the orders as they are; of nobody's only where somebody has to work now. */
async function byTheRules() {
  const orders = await db().order.findMany({ where: { shopId, endedAt: null, cancelledInShopify: null } });
  const situations = await loadSituations(
    db(),
    shopId,
    orders.map(({ id }) => id),
  );
  return [...situations.values()].flatMap((situation) =>
    WORKING_ROLES.flatMap((role) => {
      const atHand = situation.items.filter(({ step, readyFor }) => STEP_ROLE[step] === role && readyFor === null);
      const items = role === "artist" ? placesTaken(situation) : atHand.length;
      const memberId = situation.assignees[role] ?? null;
      if (items === 0 || (memberId === null && atHand.length === 0)) return [];
      const { placedAt, waitingForArtistSince } = orders.find(({ id }) => id === situation.orderId)!;
      const waitingSince = role === "artist" ? waitingForArtistSince : null;
      return [{ shopId, orderId: situation.orderId, role, memberId, items, placedAt, waitingSince }];
    }),
  );
}

const inOrder = <T extends { orderId: string; role: string }>(rows: readonly T[]) =>
  rows.toSorted((a, b) => `${a.orderId}${a.role}`.localeCompare(`${b.orderId}${b.role}`));

it("follows every change of items, flows, orders and assignments", async () => {
  const members = [await makeMember(shopId, [...WORKING_ROLES]), await makeMember(shopId, [...WORKING_ROLES])];
  const orders: { orderId: string; itemIds: string[] }[] = [];
  for (let at = 0; at < 3; at += 1) orders.push(await makeOrder(shopId, { items: 2 }));
  const at = fc.record({ order: fc.nat(2), item: fc.nat(1) });
  const change = fc.oneof(
    fc.record({ at, step: fc.constantFrom(...STEPS) }),
    fc.record({ at, readyFor: fc.constantFrom(null, "artwork", "fulfilment") }),
    fc.record({ at, skips: fc.constantFrom<string[]>([], ["artwork"]) }),
    fc.record({ at, manner: fc.constantFrom("together" as const, "independently" as const) }),
    fc.record({ at, role: fc.constantFrom(...WORKING_ROLES), member: fc.constantFrom(null, 0, 1) }),
    fc.record({ at, ended: fc.boolean() }),
    fc.record({ at, cancelled: fc.boolean() }),
    fc.record({ at, waits: fc.boolean() }),
  );
  const now = new Date("2026-11-27T12:00:00Z");
  const make = async (one: ValueOf<typeof change>) => {
    const { orderId, itemIds } = orders[one.at.order]!;
    const item = { where: { shopId_id: { shopId, id: itemIds[one.at.item]! } } };
    const order = { where: { shopId_id: { shopId, id: orderId } } };
    if ("step" in one) await db().item.update({ ...item, data: { step: one.step } });
    if ("readyFor" in one) await db().item.update({ ...item, data: { readyFor: one.readyFor } });
    if ("skips" in one) await db().item.update({ ...item, data: { skips: one.skips } });
    if ("ended" in one) await db().order.update({ ...order, data: { endedAt: one.ended ? now : null } });
    if ("cancelled" in one)
      await db().order.update({ ...order, data: { cancelledInShopify: one.cancelled ? now : null } });
    if ("waits" in one) await db().order.update({ ...order, data: { waitingForArtistSince: one.waits ? now : null } });
    if ("manner" in one)
      await inTransaction((tx) => writeFlow(tx, shopId, [orderId], { ...DEFAULT_FLOW, manner: one.manner }));
    if ("role" in one) {
      const { role, member } = one;
      await inTransaction((tx) =>
        member === null
          ? removeAssignment(tx, shopId, orderId, role)
          : writeAssignment(tx, { shopId, orderId, role, memberId: members[member]!.memberId, at: now }),
      );
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 12 }), async (changes) => {
      for (const one of changes) await make(one);
      expect(inOrder(await db().openWork.findMany({ where: { shopId } }))).toEqual(inOrder(await byTheRules()));
    }),
    { numRuns: 25 },
  );
  const [gone] = orders;
  await db().item.delete({ where: { shopId_id: { shopId, id: gone!.itemIds[0]! } } });
  expect(inOrder(await db().openWork.findMany({ where: { shopId } }))).toEqual(inOrder(await byTheRules()));
  expect(await miscountedOrders(9, db())).toEqual([]);
});

it("two who change items of one order at once without its lock are both counted", async () => {
  const { orderId, itemIds } = await makeOrder(shopId, { items: 2 });
  const [first, second] = itemIds.map((id) => {
    return { where: { shopId_id: { shopId, id } }, data: { step: "quality_control" } };
  });
  let other: Promise<unknown> = Promise.resolve();
  await db().$transaction(async (tx) => {
    await tx.item.update(first!);
    other = db().item.update(second!).then();
    await untilItWaits(other);
  });
  await other;
  const rows = await db().openWork.findMany({ where: { shopId, orderId } });
  expect(rows).toMatchObject([{ role: "quality_controller", items: 2 }]);
});

it("what was written past the triggers is found and counted anew", async () => {
  const { orderId } = await makeOrder(shopId, { items: 2 });
  const other = await makeOrder(shopId);
  expect(await recountWork()).toBe(0);
  await db().openWork.updateMany({ where: { shopId, orderId }, data: { items: 7 } });
  await db().openWork.deleteMany({ where: { shopId, orderId: other.orderId } });
  expect(await miscountedOrders(9, db())).toHaveLength(2);
  expect(await recountWork()).toBe(2);
  expect(await db().openWork.findMany({ where: { shopId, orderId } })).toMatchObject([{ items: 2 }]);
  expect(await recountWork()).toBe(0);
});
