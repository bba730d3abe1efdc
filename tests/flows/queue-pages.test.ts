// A long queue is read page by page; nothing is shown twice, and nothing is left out.
import { beforeAll, expect, test } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { orderPage } from "../../app/adapters/rows/orders/order-list.ts";
import { queuePage } from "../../app/adapters/rows/orders/step-queues.ts";
import { ofEveryStep } from "../../app/domain/words/steps.ts";
import type { PageKey } from "../../app/domain/words/page-key.ts";
import { makeOrder, makeShop } from "./shop.ts";

let shopId: string;
const names: string[] = [];

beforeAll(async () => {
  ({ shopId } = await makeShop());
  for (const items of [2, 3, 1, 3]) names.push((await makeOrder(shopId, { items, step: "artwork" })).name);
  await db().item.updateMany({ where: { shopId }, data: { stepSince: new Date("2026-01-01T12:00:00Z") } });
});

test("items that came at once are listed by order, and paging leaves none out and shows none twice", async () => {
  const seen: string[] = [];
  let key: PageKey | null = null;
  do {
    const page: { ids: string[]; next: PageKey | null } = await queuePage(
      { shopId, step: "artwork", ownedBy: null, role: null, findsByCustomer: true, filters: {} },
      key,
      2,
    );
    seen.push(...page.ids);
    key = page.next;
  } while (key);
  const rows = await db().item.findMany({
    where: { shopId },
    select: { id: true, number: true, order: { select: { name: true } } },
  });
  const told = seen.map((id) => rows.find((row) => row.id === id)!).map((row) => `${row.order.name}/${row.number}`);
  const [first, second, third, fourth] = names;
  expect(told).toEqual([
    `${first}/1`,
    `${first}/2`,
    `${second}/1`,
    `${second}/2`,
    `${second}/3`,
    `${third}/1`,
    `${fourth}/1`,
    `${fourth}/2`,
    `${fourth}/3`,
  ]);
});

test("a page goes on where the last one ended although its last item has moved on", async () => {
  const queue = { shopId, step: "artwork" as const, ownedBy: null, role: null, findsByCustomer: true, filters: {} };
  const first = await queuePage(queue, null, 4);
  await db().item.update({
    where: { shopId_id: { shopId, id: first.ids[3]! } },
    data: { step: "quality_control", stepSince: new Date() },
  });
  const second = await queuePage(queue, first.next, 100);
  expect(second.ids).toHaveLength(5);
  expect(second.ids.some((id) => first.ids.includes(id))).toBe(false);
});

test("the list of orders, too, shows none twice and leaves none out, also of those that were placed at once", async () => {
  await db().order.updateMany({ where: { shopId }, data: { placedAt: new Date("2026-01-01T12:00:00Z") } });
  const filters = { state: "all", findsByCustomer: true, ownedBy: null } as const;
  const usual = ofEveryStep(({ usualHours }) => usualHours);
  const seen: string[] = [];
  let key: PageKey | null = null;
  do {
    const page: Awaited<ReturnType<typeof orderPage>> = await orderPage(shopId, filters, usual, key, 1);
    seen.push(...page.orderIds);
    key = page.next;
  } while (key && seen.length < 10);
  expect(seen).toHaveLength(names.length);
  expect(new Set(seen).size).toBe(names.length);
});
