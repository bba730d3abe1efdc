// A day at the wall: three hundred photos by keyboard on a slow line, with lost answers and a deployment, each accounted for.
import { afterAll, beforeAll, expect, test } from "vitest";
import { inHand, onALine, openOrders } from "../e2e/wall-floor.ts";
import { portraits, startFloor } from "../e2e/seeded-floor.ts";

const PHOTOS = 300;
/** Every so many are rejected for the reason that the key 2 stands for. */
const REJECTED_EACH = 10;
const LATENCY_MS = 400;
const LATENCY_WHEN_BAD_MS = 4_000;

let floor: Awaited<ReturnType<typeof startFloor>>;
beforeAll(async () => {
  floor = await startFloor("day-of-photos", portraits(PHOTOS, "new"));
});
afterAll(() => floor?.close());

test(`${PHOTOS} photos are decided by keyboard, each once and as its key said`, async () => {
  const { world, shopId, db } = floor;
  await db.member.updateMany({ where: { shopId }, data: { approvesAtOnce: true } });
  const acts = await db.act.count({ where: { shopId } });
  const tab = await world.openAs("Olivia", "/app/image-approval");
  await tab.app.locator(".wall-card").first().locator("img").waitFor();
  await onALine(tab.page, LATENCY_MS, async (route, nth) => {
    if (nth >= 60 && nth < 66) await new Promise((later) => setTimeout(later, LATENCY_WHEN_BAD_MS - LATENCY_MS));
    if (nth % 25 === 7) return route.fetch().then(() => route.abort("connectionreset"));
    if (nth % 25 === 11) return route.abort("connectionrefused");
    if (nth % 50 === 17) return route.fulfill({ status: 502, body: "Bad gateway" });
    return route.fallback();
  });
  const wanted: Record<string, string> = {};
  await tab.page.keyboard.press("ArrowRight");
  for (let nth = 1; nth <= PHOTOS; nth += 1) {
    const order = await nextInHand();
    const isRejected = nth % REJECTED_EACH === 0;
    await tab.page.keyboard.press(isRejected ? "2" : "a");
    if (isRejected) {
      const dialog = tab.app.getByRole("dialog");
      await dialog.getByText(order).first().waitFor();
      await dialog.getByRole("button", { name: "Reject", exact: true }).click();
    }
    wanted[order] = isRejected ? "photo_issue" : "artwork";
    if (nth === PHOTOS / 2) world.proofline.shopify.ctx.deployments += 1;
  }
  expect(Object.keys(wanted)).toHaveLength(PHOTOS);
  await expect.poll(() => floor.stepsOf(Object.keys(wanted)), { timeout: 300_000, interval: 1_000 }).toEqual(wanted);
  expect((await db.act.count({ where: { shopId } })) - acts).toBe(PHOTOS);
  await expect.poll(() => openOrders(tab), { timeout: 180_000 }).toEqual([]);
  await expect.poll(() => tab.app.locator(".wall-card[data-state=way]").count(), { timeout: 180_000 }).toBe(0);

  /** The order that the ring is on; a card that comes to the list meanwhile is gone to as a person would, by an arrow. */
  async function nextInHand(): Promise<string> {
    let found: string | null = null;
    await expect
      .poll(
        async () => {
          const order = await inHand(tab);
          if (order !== null && !(order in wanted)) found = order;
          else await tab.page.keyboard.press("ArrowRight");
          return found;
        },
        { timeout: 180_000, interval: 50 },
      )
      .not.toBeNull();
    return found!;
  }
});
