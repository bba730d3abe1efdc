// Sweeps and imports of orders go on where they were, whatever cut them off, and hold no place while Shopify throttles.
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { openOrders } from "../../app/adapters/rows/orders/orders.ts";
import { endReading, keepReading, takeUpReading } from "../../app/adapters/rows/orders/order-readings.ts";
import { noteInstallation } from "../../app/adapters/rows/shop/installations.ts";
import { inHurry } from "../../app/adapters/hurry.ts";
import { log } from "../../app/adapters/log.ts";
import { ShopifyBusy } from "../../app/adapters/shopify/faults.ts";
import { askForTurn } from "../../app/services/intake/read-orders.ts";
import { importOrders, sweepOrders } from "../../app/services/intake/sweep-orders.ts";
import { installShop } from "../../app/services/shop/install-shop.ts";
import { waitingJobs } from "./set-up.ts";
import { openWiredShop } from "./wired-shop.ts";

const { local, shopId, work, place, ours, close } = await openWiredShop();
afterAll(close);

const reading = (kind: "sweep" | "import") =>
  db().orderReading.findUnique({ where: { shopId_kind: { shopId, kind } } });
/** Orders of which no webhook tells. */
function untold(count: number) {
  local.faults.webhooks.drop = 2 * count;
  const orders = Array.from({ length: count }, () => place());
  local.faults.webhooks.drop = 0;
  return orders;
}
const known = async (orders: { id: unknown }[]) =>
  db().order.count({ where: { shopId, shopifyOrderId: { in: orders.map(({ id }) => String(id)) } } });
/** A turn that is over after its first step. */
const STEP = { forMs: 0 };
const asked = async (job: string) => (await waitingJobs()).filter((one) => one.job === job).length;

beforeEach(async () => {
  await work();
  await db().orderReading.deleteMany({ where: { shopId } });
});

describe("a sweep", () => {
  it("gives its place back after a turn, and goes on at the order where it was", async () => {
    const orders = untold(3);
    await sweepOrders({ shopId }, STEP);
    const [first, total] = [await reading("sweep"), (await reading("sweep"))!.todo.length];
    expect([first!.read, total >= 3, await asked("sweep-orders")]).toEqual([0, true, 1]);
    await sweepOrders({ shopId }, STEP);
    expect(await reading("sweep")).toMatchObject({ read: 1, beganAt: first!.beganAt, todo: first!.todo.slice(1) });
    await work();
    expect([await known(orders), await reading("sweep")]).toEqual([3, null]);
  });

  it("that was killed between two orders reads the rest, and none of those before again", async () => {
    const orders = untold(3);
    await sweepOrders({ shopId }, STEP);
    await sweepOrders({ shopId }, STEP);
    const { todo } = (await reading("sweep"))!;
    await db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    const told = vi.spyOn(log, "info");
    await sweepOrders({ shopId });
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ event: "orders_swept", read: todo.length + 1 }));
    expect(await known(orders)).toBe(3);
  });

  it("that Shopify throttles waits outside of its place, with what it has read kept", async () => {
    const orders = untold(2);
    await sweepOrders({ shopId }, STEP);
    const before = await reading("sweep");
    local.faults.graphql = { next: 50, fault: "throttle" };
    await expect(inHurry(() => sweepOrders({ shopId }))).rejects.toBeInstanceOf(ShopifyBusy);
    local.faults.graphql.next = 0;
    expect(await reading("sweep")).toMatchObject({ todo: before!.todo, read: before!.read });
    await work();
    expect(await known(orders)).toBe(2);
  });

  it("whose cursor Shopify does not know any more begins anew and says so, and not for ever", async () => {
    const orders = untold(2);
    await sweepOrders({ shopId }, STEP);
    const set = (data: object) =>
      db().orderReading.update({
        where: { shopId_kind: { shopId, kind: "sweep" } },
        data: { todo: [], isLastPage: false, after: "old", ...data },
      });
    await set({});
    const told = vi.spyOn(log, "warn");
    await sweepOrders({ shopId });
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ event: "cursor_refused", kind: "sweep" }));
    expect([await known(orders), await reading("sweep")]).toEqual([2, null]);
    await sweepOrders({ shopId }, STEP);
    await set({ restarts: 3 });
    await sweepOrders({ shopId });
    expect(
      await db().task.count({ where: { shopId, kind: "shopify_refused", subject: "sweep", closedAt: null } }),
    ).toBe(1);
    expect(await reading("sweep")).toBeNull();
  });

  it("that another one took over keeps nothing any more, and asks for no turn", async () => {
    const begin = () => takeUpReading({ shopId, kind: "sweep" }, { phase: "changed", query: "" });
    const [first, second] = [await begin(), await begin()];
    expect(await keepReading({ ...first, read: 9 })).toBe(false);
    await askForTurn(first);
    await endReading(first);
    expect([await reading("sweep"), await asked("sweep-orders")]).toMatchObject([{ turn: second.turn, read: 0 }, 0]);
    expect(await keepReading({ ...second, read: 1 })).toBe(true);
  });

  it("is in the hands of whoever began last", async () => {
    const orders = untold(3);
    await sweepOrders({ shopId }, STEP);
    await Promise.all([sweepOrders({ shopId }), sweepOrders({ shopId })]);
    await work();
    expect([await known(orders), await reading("sweep")]).toEqual([3, null]);
    expect(await db().item.count({ where: { shopId, orderId: (await ours(orders[0]!)).id } })).toBe(1);
  });
});

describe("an import", () => {
  it("goes through what is open here first, then what Shopify has, and is done once", async () => {
    const orders = untold(2);
    await db().shop.update({ where: { id: shopId }, data: { importedAt: null } });
    await importOrders({ shopId }, STEP);
    expect(await reading("import")).toMatchObject({ phase: "open" });
    for (let turns = 0; (await reading("import")) !== null && turns < 200; turns += 1)
      await importOrders({ shopId }, STEP);
    expect(await known(orders)).toBe(2);
    expect((await db().shop.findUniqueOrThrow({ where: { id: shopId } })).importedAt).not.toBeNull();
  });

  it("of another installation begins anew, and the one under way stops", async () => {
    await noteInstallation(local.shop.domain, "gid://shopify/AppInstallation/1");
    await importOrders({ shopId }, STEP);
    await noteInstallation(local.shop.domain, "gid://shopify/AppInstallation/2");
    expect([await reading("import"), await asked("import-orders")]).toEqual([null, 1]);
  });

  it("ends with the shop's leaving, and begins anew when it comes back", async () => {
    await importOrders({ shopId }, STEP);
    await db().shop.update({ where: { id: shopId }, data: { uninstalledAt: new Date() } });
    await importOrders({ shopId });
    await installShop({ domain: local.shop.domain });
    expect([await reading("import"), await asked("import-orders")]).toEqual([null, 1]);
  });
});

it("open orders come page by page, none twice and none left out", async () => {
  const all = (await openOrders(shopId, null, 1_000)).shopifyOrderIds;
  const paged: string[] = [];
  let after: string | null = null;
  do {
    const page = await openOrders(shopId, after, 2);
    paged.push(...page.shopifyOrderIds);
    after = page.next;
  } while (after);
  expect(all.length).toBeGreaterThan(4);
  expect(paged).toEqual(all);
});
