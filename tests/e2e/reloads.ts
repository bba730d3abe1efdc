import type { Frame, Page } from "playwright-core";
import { expect } from "vitest";
import { placeOrder } from "../../dev/local-shopify/orders/orders.ts";
import type { World } from "./set-up.ts";

type Marked = { isOld?: boolean };

/** The frame of the app by its place: its name may carry what a page keeps for its reload. */
export function frameOf(page: Page): Frame {
  return page.frames().find((frame) => frame.parentFrame() === page.mainFrame())!;
}

/** Does something, and waits until it has loaded the frame anew. */
export async function loadsAnew(page: Page, does: () => Promise<unknown>): Promise<void> {
  await frameOf(page).evaluate(() => void ((window as Marked).isOld = true));
  await does();
  const isOld = () =>
    frameOf(page)
      .evaluate(() => (window as Marked).isOld === true)
      .catch(() => true);
  await expect.poll(isOld, { timeout: 120_000 }).toBe(false);
}

/** The admin's menu of what browsers do with a frame. */
export async function fromFrameMenu(page: Page, name: string): Promise<void> {
  await page.getByText("Frame", { exact: true }).click();
  await page.getByRole("button", { name }).click();
}

/** For the start of a page: the browser refuses storage to frames of other sites. */
export function refuseStorage(): void {
  if (window.top === window.self) return;
  Object.defineProperty(window, "sessionStorage", {
    get: () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    },
  });
}

/** An order with a photo comes in; gives its name. */
export function orderWithPhoto({ proofline }: World): string {
  const { ctx, state } = proofline.shopify;
  const shop = state.shops[0]!;
  const product = shop.products.find(({ photoProperties }) => photoProperties.length > 0)!;
  const properties = [{ name: "Uploaded Images", value: `${ctx.origins.hub}/uploads/none.jpg` }];
  return placeOrder(ctx, shop, {
    customerId: shop.customers[0]!.id,
    lines: [{ productId: product.id, variantId: product.variants[0]!.id, quantity: 1, properties }],
  }).name;
}
