import type { Page, Route } from "playwright-core";
import type { PlannedOrder } from "../../dev/seed/plan.ts";
import { startWorld, type Tab, type World } from "./set-up.ts";

/** A shop at work whose wall of photos is full, and what one sees of it in the browser and in the database. */
export async function startWall(name: string, orders: number) {
  const world: World = await startWorld(name);
  const { shopify, env } = world.proofline;
  Object.assign(process.env, env);
  const { openAsEveryone } = await import("../../dev/seed/people.ts");
  const { placePlannedOrders, untilTaken } = await import("../../dev/seed/place.ts");
  const { db, disconnect } = await import("../../app/adapters/db.ts");
  const shop = shopify.state.shops[0]!;
  const shopId = await openAsEveryone(shopify, shop);
  const lines = [{ handle: "yellow-portrait", variant: 0, photos: [["miez.png"]] }];
  const plans = Array.from({ length: orders }, (_, at): PlannedOrder => ({
    life: "new",
    customer: at,
    hoursAgo: orders - at,
    lines,
  }));
  await untilTaken(shopId, await placePlannedOrders(shopify, shop, plans));
  return {
    world,
    shopId,
    openWall: async (path = "/app/image-approval"): Promise<Tab> => {
      const tab = await world.openAs("Olivia", path);
      await tab.app.locator(".wall-card").first().locator("img").waitFor();
      return tab;
    },
    /** The steps that orders of one item stand at, by the orders' names. */
    stepsOf: async (names: readonly string[]): Promise<Record<string, string>> => {
      const rows = await db().item.findMany({
        where: { shopId, order: { name: { in: [...names] } } },
        select: { step: true, order: { select: { name: true } } },
      });
      return Object.fromEntries(names.map((one) => [one, rows.find(({ order }) => order.name === one)!.step]));
    },
    /** Whether one item is asked about before it is approved. */
    askFirst: async (asks: boolean): Promise<void> => {
      await db().member.updateMany({ where: { shopId }, data: { approvesAtOnce: !asks } });
    },
    /** Puts all items back on the wall. */
    refill: async (): Promise<void> => {
      await db().item.updateMany({
        where: { shopId },
        data: { step: "photo_review", readyFor: null, visibleAt: new Date(0), changeCount: { increment: 1 } },
      });
    },
    close: async (): Promise<void> => {
      await disconnect();
      await world.close();
    },
  };
}

/** The orders of the cards on the wall that are still to be decided, in their order. */
export function openOrders({ app }: Tab): Promise<string[]> {
  return app.locator(".wall-card[data-state=open] .wall-order").allInnerTexts();
}

/** The order of the card that has the ring. */
export async function inHand({ app }: Tab): Promise<string | null> {
  const ringed = app.locator(".wall-card-in-hand .wall-order");
  return (await ringed.count()) === 0 ? null : ringed.innerText();
}

/** Lets every act pass, after a time, but those that `meets` meets otherwise. */
export async function onALine(
  page: Page,
  ms: number,
  meets?: (route: Route, nth: number) => Promise<void> | undefined,
): Promise<void> {
  let nth = 0;
  await page.route("**/app/acts", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await new Promise((resolve) => setTimeout(resolve, ms));
    await (meets?.(route, (nth += 1)) ?? route.fallback());
  });
}
