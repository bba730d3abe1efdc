import type { Page, Route } from "playwright-core";
import { expect } from "vitest";
import { portraits, startFloor } from "./seeded-floor.ts";
import type { Tab } from "./set-up.ts";

/** A shop at work whose wall of photos is full, and what one sees of it in the browser and in the database. */
export async function startWall(name: string, orders: number) {
  const { world, shopId, db, stepsOf, close } = await startFloor(name, portraits(orders, "new"));
  return {
    world,
    shopId,
    db,
    stepsOf,
    close,
    openWall: async (path = "/app/image-approval"): Promise<Tab> => {
      const tab = await world.openAs("Olivia", path);
      await isAlive(tab);
      return tab;
    },
    /** Whether one item is asked about before it is approved. */
    askFirst: async (asks: boolean): Promise<void> => {
      await db.member.updateMany({ where: { shopId }, data: { approvesAtOnce: !asks } });
    },
    /** Somebody else approves an order's only photo; gives how they take it back. */
    approveElsewhere: async (order: string): Promise<() => Promise<void>> => {
      const { actOnItems } = await import("../../app/services/acts/act-on-items.ts");
      const { undoAct } = await import("../../app/services/acts/undo-act.ts");
      const { actorFor } = await import("../../dev/seed/people.ts");
      const { id: itemId, changeCount } = await db.item.findFirstOrThrow({ where: { shopId, order: { name: order } } });
      const by = { shopId, actor: await actorFor(shopId, "admin"), actId: crypto.randomUUID() };
      const targets = [{ itemId, changeCount }];
      const done = await actOnItems({ ...by, command: { action: "approve_photo" }, targets });
      expect(done).toMatchObject({ moved: [{ itemId, to: "artwork" }], refused: [] });
      return async () => void (await undoAct(by));
    },
    /** Takes the picture of an order's only photo away; gives how it comes back. */
    hidePicture: async (order: string): Promise<() => Promise<void>> => {
      const where = { shopId, item: { order: { name: order } } };
      const { thumbKey } = await db.photo.findFirstOrThrow({ where });
      await db.photo.updateMany({ where, data: { thumbKey: null } });
      return async () => void (await db.photo.updateMany({ where, data: { thumbKey } }));
    },
    /** Puts all items back on the wall. */
    refill: async (): Promise<void> => {
      // As the app does: the orders first, or the two wait for each other.
      await db.$transaction([
        db.$queryRaw`SELECT 1 FROM "Order" WHERE "shopId" = ${shopId}::uuid ORDER BY id FOR NO KEY UPDATE`,
        db.item.updateMany({
          where: { shopId },
          data: { step: "photo_review", readyFor: null, visibleAt: new Date(0), changeCount: { increment: 1 } },
        }),
      ]);
    },
  };
}

/** Waits for the wall and what makes it live: until then keys are the admin's around it. */
export async function isAlive({ app }: Tab): Promise<void> {
  await app.locator(".wall-card").first().locator("img").waitFor();
  await expect.poll(() => app.locator("body").evaluate(() => document.hasFocus())).toBe(true);
}

/** The orders of the cards on the wall that are still to be decided, in their order. */
export function openOrders({ app }: Tab): Promise<string[]> {
  return app.locator(".wall-card[data-state=open] .wall-order").allTextContents();
}

/** The heights that the cards have, or are said to have before they are drawn. */
export async function heightsOf({ app }: Tab): Promise<number[]> {
  const all = app.locator(".wall-card");
  return [...new Set(await all.evaluateAll((cards) => cards.map((card) => card.clientHeight)))];
}

/** The order of the card that has the ring. */
export async function inHand({ app }: Tab): Promise<string | null> {
  const ringed = app.locator(".wall-card-in-hand .wall-order");
  return (await ringed.count()) === 0 ? null : ringed.textContent();
}

/** Presses a button of the dialog that is open. */
export function pressInDialog({ app }: Pick<Tab, "app">, name: string | RegExp): Promise<void> {
  return app.getByRole("dialog").getByRole("button", { name }).click();
}

/** Asks for all that match to be approved, and waits until some of it is done. */
export async function approveAll({ app }: Pick<Tab, "app">): Promise<void> {
  await app.getByRole("button", { name: /^Select all \d+ that match$/ }).click();
  await app.getByRole("button", { name: "Approve", exact: true }).click();
  await pressInDialog({ app }, /^Approve \d+ items$/);
  await app.getByText(/^[1-9]\d* of \d+ approved/).waitFor();
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
