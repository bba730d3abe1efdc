import { join } from "node:path";
import type { Browser, Frame, Locator } from "playwright-core";
import { launchBrowser, ordinaryUserAgent } from "../../tests/e2e/browser.ts";
import { frameOf } from "../../tests/e2e/reloads.ts";
import { shiftsOf, watchShifts } from "../../tests/e2e/shifts.ts";
import { shown } from "./figures.ts";
import { startFullHouse } from "./full-house.ts";

const CARDS = 500;
const RUNS = 5;
const SLOW_LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };

/** The customer's page on a slow phone, with the picture of its size and with the large one; keys on a wall of many cards and of few, at a quarter of the processor. */
export async function pages(): Promise<string[]> {
  const house = await startFullHouse(join(".cache", `bench-pages-${process.pid}`), CARDS);
  const browser = await launchBrowser();
  try {
    const travelled = await Promise.all(
      ["css", "js"].map(async (kind) => {
        const size = async (encoding: string) =>
          Number(
            (
              await fetch(`${house.appOrigin}/customer-page.${kind}`, { headers: { "Accept-Encoding": encoding } })
            ).headers.get("content-length"),
          );
        return { plain: await size("identity"), compressed: await size("br") };
      }),
    );
    const sum = (of: "plain" | "compressed") => travelled.reduce((all, one) => all + one[of], 0);
    const middle = await customersPage(browser, house.customersPage);
    await house.forgetMiddle();
    const large = await customersPage(browser, house.customersPage);
    const many = await keysOnWall(browser, `${house.admin}/app/image-approval?show=more`);
    const few = await keysOnWall(browser, `${house.admin}/app/image-approval`);
    return [
      `style and script of the customer's page: ${shown(sum("compressed"))} bytes compressed, ${shown(sum("plain"))} plain: ratio ${shown(sum("compressed") / sum("plain"))}`,
      `its largest paint: ${shown(middle.largest)} ms with the 800 px picture, ${shown(large.largest)} ms with the 1,600 px one: ratio ${shown(middle.largest / large.largest)}; ${middle.shifts + large.shifts} things jumped`,
      ...Object.keys(many.ms).map(
        (what) =>
          `${what}: ${shown(many.ms[what]!)} ms to the next paint with ${many.cards} cards, ${shown(few.ms[what]!)} ms with ${few.cards}: ratio ${shown(many.ms[what]! / few.ms[what]!)}`,
      ),
      `${many.shifts + few.shifts} things jumped on the walls`,
    ];
  } finally {
    await browser.close();
    await house.stop();
  }
}

function median(of: readonly number[]): number {
  return of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? NaN;
}

async function customersPage(browser: Browser, address: string): Promise<{ largest: number; shifts: number }> {
  const largest: number[] = [];
  let shifts = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext({
      userAgent: ordinaryUserAgent,
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 3,
    });
    await watchShifts(context);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.emulateNetworkConditions", SLOW_LINE);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.goto(address, { waitUntil: "networkidle" });
    largest.push(await page.evaluate(largestPaint));
    shifts += (await shiftsOf(page)).length;
    await context.close();
  }
  return { largest: median(largest), shifts };
}

function largestPaint(): Promise<number> {
  return new Promise((done) =>
    new PerformanceObserver((list) => done(list.getEntries().at(-1)!.startTime)).observe({
      type: "largest-contentful-paint",
      buffered: true,
    }),
  );
}

type Watching = { proofline_keys?: Record<number, number> };

async function keysOnWall(browser: Browser, address: string) {
  const context = await browser.newContext({ userAgent: ordinaryUserAgent, viewport: { width: 1_280, height: 800 } });
  await watchShifts(context);
  const page = await context.newPage();
  await page.goto(address);
  await page.frameLocator("iframe[name=app]").locator(".wall-card img").first().waitFor();
  await page.waitForLoadState("networkidle");
  const frame = frameOf(page);
  await (await context.newCDPSession(frame)).send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await frame.evaluate(() => {
    type Timed = PerformanceEntry & { interactionId: number };
    new PerformanceObserver((list) => {
      const took = ((window as Watching).proofline_keys ??= {});
      for (const { interactionId, duration } of list.getEntries() as Timed[])
        if (interactionId) took[interactionId] = Math.max(duration, took[interactionId] ?? 0);
    }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
  });
  const press = (...keys: string[]) => keys.map((key) => () => page.keyboard.press(key));
  const again = (key: string, times: number) => press(...Array.from({ length: times }, () => key));
  const click = (what: Locator) => () => what.click();
  const [all, none] = [/^Select (all|the \d+ here)$/, "Select none"].map((name) =>
    click(frame.getByRole("button", { name })),
  );
  const ms = {
    "an arrow": await timeOf(frame, again("ArrowRight", 10)),
    "selecting by X": await timeOf(frame, again("x", 6)),
    "selecting by a click": await timeOf(
      frame,
      [3, 5, 2, 4].map((at) => click(frame.locator(".wall-select").nth(at))),
    ),
    "selecting all, and none": await timeOf(frame, [all!, none!, all!, none!]),
    "the full picture": await timeOf(frame, press(" ", "Escape", " ", "Escape"), { every: 2 }),
    "and back": await timeOf(frame, press(" ", "Escape", " ", "Escape"), { every: 2, from: 1 }),
    "the next picture there": await timeOf(frame, press(" ", ...Array.from({ length: 5 }, () => "ArrowRight")), {
      from: 1,
    }),
  } as Record<string, number>;
  const cards = await frame.locator(".wall-card").count();
  const shifts = (await shiftsOf(frame)).length;
  await context.close();
  return { ms, cards, shifts };
}

/** How long what is done takes to the next paint, in ms: the median, or of each `every`th thing counted `from` one. */
async function timeOf(
  frame: Frame,
  does: readonly (() => Promise<unknown>)[],
  { every = 1, from = 0 } = {},
): Promise<number> {
  const took: number[] = [];
  for (const [nth, one] of does.entries()) {
    await frame.evaluate(() => void ((window as Watching).proofline_keys = {}));
    await one();
    await frame.page().waitForTimeout(700);
    // What took less than 16 ms is not told.
    const told = await frame.evaluate(() => Math.max(16, ...Object.values((window as Watching).proofline_keys!)));
    if (nth >= from && (nth - from) % every === 0) took.push(told);
  }
  return median(took);
}
