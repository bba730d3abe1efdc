import { expect, vi } from "vitest";
import type { PlannedOrder } from "../../dev/seed/plan.ts";
import { startWorld, type World } from "./set-up.ts";

/** A world whose first shop works: everybody has opened the app and has their roles, and these orders have come where their plans say. */
export async function startFloor(name: string, plans: readonly PlannedOrder[], settings: Record<string, string> = {}) {
  const world: World = await startWorld(name, settings);
  const { shopify, env } = world.proofline;
  Object.assign(process.env, env);
  const { openAsEveryone } = await import("../../dev/seed/people.ts");
  const { placePlannedOrders, untilTaken } = await import("../../dev/seed/place.ts");
  const { live } = await import("../../dev/seed/live.ts");
  const { db, disconnect } = await import("../../app/adapters/db.ts");
  const { issueLink } = await import("../../app/adapters/proofs/customer-link.ts");
  const shop = shopify.state.shops[0]!;
  const shopId = await openAsEveryone(shopify, shop);
  const taken = await untilTaken(shopId, await placePlannedOrders(shopify, shop, plans));
  for (const { orderId, plan } of taken) if (plan.life !== "new") await live(shopId, orderId, plan);
  const store = shopify.storeOrigins[shop.domain]!;
  const orderOf = async (plan: PlannedOrder) => {
    const { orderId } = taken.find((one) => one.plan === plan)!;
    return db().order.findUniqueOrThrow({ where: { shopId_id: { shopId, id: orderId } } });
  };
  return {
    world,
    shop,
    shopId,
    store,
    db: db(),
    /** The order that was placed by a plan, and its customer's page. */
    placed: async (plan: PlannedOrder) => {
      const { id: orderId, name } = await orderOf(plan);
      const token = await issueLink(db(), { shopId, orderId });
      const { id: customerId } = shop.customers[plan.customer % shop.customers.length]!;
      return { orderId, name, link: `${store}/apps/proofline/o/${token}`, customerId };
    },
    /** Waits until every artwork has its pictures. */
    untilDrawn: (): Promise<void> =>
      vi.waitFor(async () => expect(await db().artfile.count({ where: { renditions: "none" } })).toBe(0), {
        timeout: 180_000,
        interval: 500,
      }),
    /** The steps that orders of one item stand at, by the orders' names. */
    stepsOf: async (names: readonly string[]): Promise<Record<string, string>> => {
      const rows = await db().item.findMany({
        where: { shopId, order: { name: { in: [...names] } } },
        select: { step: true, order: { select: { name: true } } },
      });
      return Object.fromEntries(names.map((one) => [one, rows.find(({ order }) => order.name === one)!.step]));
    },
    close: async (): Promise<void> => {
      await disconnect();
      await world.close();
    },
  };
}

/** Plans of so many orders of one portrait each, the first one oldest. */
export function portraits(count: number, life: PlannedOrder["life"]): PlannedOrder[] {
  const lines = [{ handle: "yellow-portrait", variant: 0, photos: [["miez.png"]] }];
  return Array.from({ length: count }, (_, at) => ({ life, customer: at, hoursAgo: count - at, lines }));
}
