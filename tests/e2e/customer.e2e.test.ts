// A customer looks at their page on a phone and on a screen, decides, and sends a better photo; everybody can use every page.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Locator, Page } from "playwright-core";
import { changeStorefront } from "../../dev/local-shopify/storefront/change-storefront.ts";
import type { Life, PlannedOrder } from "../../dev/seed/plan.ts";
import { axeOf } from "./axe.ts";
import { ordinaryUserAgent } from "./browser.ts";
import { grainyPhoto, holdParts, watchUploads } from "./lines.ts";
import { startFloor } from "./seeded-floor.ts";
import type { World } from "./set-up.ts";
import { shiftsOf, watchShifts } from "./shifts.ts";
import { untilStill } from "./stillness.ts";

const PHONE = 390;

type Waiting = { name: string; link: string; customerId: number };

let floor: Awaited<ReturnType<typeof startFloor>>;
let world: World;
let store: string;
let orders: Record<"rejected" | "approval" | "locket" | "stale", Waiting>;

beforeAll(async () => {
  const portrait = { handle: "yellow-portrait", variant: 0, photos: [["miez.png"]] };
  const locket = { handle: "duo-locket", variant: 0, photos: [["miez.png"], ["bunny.webp"]] };
  const plan = (life: Life, customer: number, lines = [portrait]): PlannedOrder => ({
    life,
    customer,
    hoursAgo: 4 - customer,
    lines,
  });
  const plans = {
    rejected: plan("rejected", 0),
    approval: plan("with the customer", 1),
    locket: plan("with the customer", 2, [locket]),
    stale: plan("with the customer", 3),
  };
  floor = await startFloor("customer", Object.values(plans));
  ({ world, store } = floor);
  await floor.untilDrawn();
  const [rejected, approval, locketOrder, stale] = await Promise.all(Object.values(plans).map(floor.placed));
  orders = { rejected: rejected!, approval: approval!, locket: locketOrder!, stale: stale! };
});
afterAll(() => floor?.close());

async function visit(address: string, { width = PHONE, scripts = true } = {}): Promise<Page> {
  const context = await world.browser.newContext({
    userAgent: ordinaryUserAgent,
    viewport: { width, height: 844 },
    javaScriptEnabled: scripts,
  });
  if (scripts) await watchShifts(context);
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** Which edges of the picture come into sight when the close-up is scrolled as far as it goes; the picture is larger than the screen. */
const reachOf = (page: Page) =>
  page.evaluate(() => {
    const stage = document.querySelector(".proofline-zoom__stage")!;
    const image = stage.querySelector("img")!;
    if (image.getBoundingClientRect().width <= innerWidth) throw new Error("This is no close-up");
    stage.scrollTo(0, 0);
    const { left, top } = image.getBoundingClientRect();
    stage.scrollTo(stage.scrollWidth, stage.scrollHeight);
    const { right, bottom } = image.getBoundingClientRect();
    return { left: left >= 0, top: top >= 0, right: right <= innerWidth + 1, bottom: bottom <= innerHeight + 1 };
  });

const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test.each([PHONE, 1280])("every page is readable for everybody at %i pixels, and nothing sticks out", async (wide) => {
  const addresses = [
    ...Object.values(orders).map(({ link }) => link),
    `${store}/apps/proofline`,
    `${store}/apps/proofline/o/unknown`,
  ];
  for (const address of addresses) {
    const page = await visit(address, { width: wide });
    await untilStill(page);
    expect(await shiftsOf(page), address).toEqual([]);
    for (const more of await page.locator(".proofline summary").all()) await more.click();
    expect(await width(page), address).toBeLessThanOrEqual(wide);
    const { violations } = await axeOf(page, ".proofline", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
    expect(
      violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      address,
    ).toEqual([]);
    await page.context().close();
  }
});

test.each([PHONE, 1280])("at %i pixels the artwork and the way to decide are in sight at once", async (wide) => {
  const page = await visit(orders.approval.link, { width: wide });
  const artwork = page.getByRole("img", { name: "The artwork of item 1" });
  const seen = async (what: Locator) => {
    const { y, height } = (await what.boundingBox())!;
    return { from: y, to: y + height };
  };
  const screen = page.viewportSize()!.height;
  const [picture, approve, changes] = [
    await seen(artwork),
    await seen(page.getByText("Approve this artwork")),
    await seen(page.getByText("Ask for changes")),
  ];
  expect(approve.to).toBeLessThanOrEqual(screen);
  expect(changes.to).toBeLessThanOrEqual(screen);
  // Of the artwork at least two hundred pixels above what lies over it.
  expect(Math.min(picture.to, wide === PHONE ? approve.from : screen) - picture.from).toBeGreaterThan(200);
  // What the one tap means is in sight before it.
  expect((await seen(page.getByText("You can take that back for two minutes"))).to).toBeLessThanOrEqual(screen);
  // A screen takes the picture of its size, and what is below waits.
  const taken = await artwork.evaluate((image) => (image as HTMLImageElement).currentSrc);
  const large = await page.getByRole("link", { name: "The artwork of item 1" }).getAttribute("href");
  expect([taken, taken === large]).toEqual([await artwork.getAttribute("src"), false]);
  expect(await artwork.getAttribute("fetchpriority")).toBe("high");
  expect(await page.getByRole("img", { name: "Your photo for item 1" }).first().getAttribute("loading")).toBe("lazy");
  await page.context().close();
});

test("the artwork is approved on a phone without scripts by one tap, taken back and approved again, and looking at the page decides nothing", async () => {
  const { link, name } = orders.approval;
  const page = await visit(link, { scripts: false });
  await page.getByRole("heading", { name: `Your order ${name}` }).waitFor();
  await page.getByRole("img", { name: "The artwork of item 1" }).waitFor();
  await page.reload();
  await page.getByText("Ready for you to look at").waitFor();
  const approve = page.getByRole("button", { name: "Approve this artwork" });
  await approve.click();
  await page.getByText("Thank you for your approval").waitFor();
  await page.getByRole("button", { name: "Take my approval back" }).click();
  await page.getByText("Your approval is taken back").waitFor();
  await approve.click();
  await page.getByText("Everything is approved. We make and pack your order next.").waitFor();
  await page.reload();
  await page.getByText("Thank you for your approval").waitFor();
  expect(await page.getByText("Approve this artwork").count()).toBe(0);
  await page.context().close();
});

test("the second half of a double tap decides nothing about what has come under the finger", async () => {
  const page = await visit(orders.stale.link);
  const approve = page.getByRole("button", { name: "Approve this artwork" });
  const { x, y, width, height } = (await approve.boundingBox())!;
  const answeredBy = (tap: { x: number; y: number }) =>
    page.evaluate(
      (at) => Object.assign(window, { prooflineAnswered: { at: performance.now() + 60_000, tap: at } }),
      tap,
    );
  await answeredBy({ x: x + width / 2, y: y + height / 2 + 9 });
  let posts = 0;
  await page.route("**/o/**", (route) =>
    route.request().method() === "POST" ? route.abort(((posts += 1), "failed")) : route.fallback(),
  );
  await approve.click();
  await page.getByText("Ask for changes").click();
  await page.getByText("Not now").click();
  expect(posts).toBe(0);
  await answeredBy({ x, y: y - 300 });
  await approve.click();
  await expect.poll(() => posts).toBeGreaterThan(0);
  await page.context().close();
});

test("a decision whose answer is lost counts once, and one in a tab that was left open is refused with the state as it is now", async () => {
  const [first, second] = [await visit(orders.stale.link), await visit(orders.stale.link)];
  await first.getByText("Ask for changes").click();
  await first.getByLabel("What would you like to have changed?").fill("A red collar, please.");
  let posts = 0;
  await first.route(`${new URL(orders.stale.link).origin}/**`, (route) => {
    if (route.request().method() !== "POST" || (posts += 1) > 2) return route.fallback();
    // Then whatever stands before the shop asks for patience.
    if (posts === 2) return route.fulfill({ status: 429, body: "Too many requests" });
    return route.fetch().then(() => route.abort("connectionreset"));
  });
  await first.getByRole("button", { name: "Send my request for changes" }).click();
  await first.getByText("Thank you, we have your request").waitFor();
  expect(posts).toBe(3);
  await second.getByRole("button", { name: "Approve this artwork" }).click();
  await second.getByText("has changed since you opened the page").waitFor();
  await second.getByText("We have your request for changes").waitFor();
  for (const page of [first, second]) await page.context().close();
});

test("two artworks are looked at closely and approved at once", async () => {
  const page = await visit(orders.locket.link);
  await page.getByRole("link", { name: "The artwork of item 1" }).first().press("Enter");
  const closely = page.getByRole("dialog", { name: "The artwork of item 1" });
  await closely.getByRole("img").click();
  expect(await reachOf(page)).toEqual({ left: true, top: true, right: true, bottom: true });
  await closely.getByRole("button", { name: "Close" }).press("Enter");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toContain("/files/");
  await page.getByText("Lay the artwork over your photo").first().click();
  await page.getByRole("slider", { name: "More of the photo, or more of the artwork" }).press("ArrowRight");
  const all = page.getByRole("region", { name: "Approve everything at once" });
  const sizes = await all.getByRole("img").evaluateAll((all) => all.map((one) => [one.clientWidth, one.clientHeight]));
  expect(sizes).toEqual(Array(2).fill([88, 88]));
  await page.context().setOffline(true);
  await all.getByRole("button", { name: "Approve both artworks" }).click();
  await all.getByText("Waiting for the connection. It goes on by itself").waitFor();
  await page.context().setOffline(false);
  await page.getByText("Everything is approved. We make and pack your order next.").waitFor();
  expect(await page.getByRole("button", { name: "Take my approval of 2 items back" }).count()).toBe(2);
  await page.context().close();
});

describe("a photo that raised a question", () => {
  test("is shown with the reason, and a file that is no photo is not taken", async () => {
    const page = await visit(orders.rejected.link, { scripts: false });
    await page.getByText("The face is hard to make out.").waitFor();
    await page
      .getByLabel("Choose a new photo")
      .setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<script>alert(1)</script>") });
    await page.getByRole("button", { name: "Send the new photo" }).click();
    await page.getByText("It is not a photo in a format we can use").waitFor();
    expect(page.url()).toContain(`${new URL(orders.rejected.link).pathname}/`);
    await page.context().close();
  });

  test("cut off before it was sent, a photo is refused with its reason, and not said to be unfinished afterwards", async () => {
    const page = await visit(orders.rejected.link);
    const buffer = (await grainyPhoto(1_000_000)).subarray(0, 600_000);
    await page.getByLabel("Choose a new photo").setInputFiles({ name: "cut.jpg", mimeType: "image/jpeg", buffer });
    await page.getByRole("button", { name: "Send the new photo" }).click();
    await page.getByText("A part of the picture is missing.").waitFor();
    expect(await page.evaluate(() => localStorage.getItem("proofline-photos"))).toBe("{}");
    await page.reload();
    expect(await page.getByText("had not been sent to its end").count()).toBe(0);
    await page.context().close();
  });

  test("is replaced from a phone, with a preview of what will be sent; cut by a reload it goes on", async () => {
    const page = await visit(orders.rejected.link);
    const photo = { name: "IMG_2041.jpg", mimeType: "image/jpeg", buffer: await grainyPhoto(1_000_000) };
    const { isHeld } = await holdParts(page);
    await page.getByLabel("Choose a new photo").setInputFiles(photo);
    await page.getByRole("listitem").filter({ hasText: photo.name }).locator("img").waitFor();
    await page.getByRole("button", { name: "Send the new photo" }).click();
    await isHeld;
    page.once("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await page.unroute("**/customer/uploads/*");
    await page.getByText(`${photo.name} had not been sent to its end.`).waitFor();
    const parts = watchUploads(page, "/customer/uploads");
    await page.getByLabel("Choose a new photo").setInputFiles(photo);
    await page.getByRole("button", { name: "Send the new photo" }).click();
    await page.getByText("Thank you, your new photo has arrived").waitFor();
    expect(new URL(page.url()).origin).toBe(store);
    await page.getByText("We are looking at your photo").waitFor();
    // Nothing was sent a second time, and nothing is kept of it.
    expect(parts.map(({ method }) => method)).not.toContain("POST");
    expect(parts[0]?.from).toBe(65_536);
    expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(photo.buffer.length - 65_536);
    expect(await page.evaluate(() => localStorage.getItem("proofline-photos"))).toBe("{}");
    await page.context().close();
  });
});

test("a logged-in customer finds their order where the merchant has moved the page, in French, with new accounts, and nobody else's", async () => {
  const { shopify } = world.proofline;
  const shop = shopify.state.shops[0]!;
  const idOf = ({ name }: Waiting) => shop.orders.find((order) => order.name === name)!.id;
  changeStorefront(shopify.ctx, shop, { proxy: { prefix: "a", subpath: "my.art" } });
  const moved = `${store}/fr/a/my.art`;
  const page = await visit(`${moved}/order/${idOf(orders.stale)}/`);
  await page.getByRole("link", { name: "Log in", exact: true }).last().click();
  const { firstName } = shop.customers.find(({ id }) => id === orders.stale.customerId)!;
  await page.getByRole("button", { name: new RegExp(firstName) }).click();
  await page.getByRole("heading", { name: `Your order ${orders.stale.name}` }).waitFor();
  expect(page.url()).toBe(`${moved}/order/${idOf(orders.stale)}/`);
  expect(await width(page)).toBeLessThanOrEqual(PHONE);
  await page.getByRole("link", { name: "All my orders" }).click();
  expect(page.url()).toBe(`${moved}/`);
  const { violations } = await axeOf(page, ".proofline");
  expect(violations.map(({ id }) => id)).toEqual([]);
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/moved.png`, fullPage: true });

  // The theme's block has been told of the move, and keeps the language.
  await vi.waitFor(() => expect(shop.appMetafields?.map(({ value }) => value)).toEqual(["/a/my.art"]), {
    timeout: 180_000,
    interval: 250,
  });
  await page.goto(`${store}/fr`);
  await page.getByText("Nothing waits for you right now.").waitFor();
  await page.getByRole("link", { name: "See my artwork" }).click();
  await page.getByRole("link", { name: `Order ${orders.stale.name}` }).waitFor();
  expect(page.url()).toContain("/fr/a/my.art");

  // The theme would not stand around any other status than 200.
  expect((await page.goto(`${moved}/order/${idOf(orders.locket)}/`))?.status()).toBe(200);
  await page.getByText("This link does not open an order").waitFor();
  expect(await page.locator(".site-header").count()).toBe(1);
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/unknown.png`, fullPage: true });
  await page.context().close();
});
