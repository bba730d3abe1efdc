import type { BrowserContext, Frame, Page } from "playwright-core";

type Shift = { value: number; moved: string[] };
type Watching = { proofline_shifts?: Shift[] };

/** From now on every page of this browser notes whatever jumps on it, after a click or key too. */
export async function watchShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const shifts: Shift[] = ((window as Watching).proofline_shifts = []);
    type Entry = PerformanceEntry & { value: number; sources: readonly { node: Node | null }[] };
    const nameOf = (node: Node | null) =>
      node instanceof Element ? `${node.tagName} ${node.className}` : `“${node?.textContent?.slice(0, 40)}”`;
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Entry[])
        shifts.push({ value, moved: sources.map(({ node }) => nameOf(node)) });
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** A word that takes another's place on a label counts a few millionths; a line that moves by a pixel counts more than this. */
const NEXT_TO_NOTHING = 0.00005;

/** What has jumped on a page since it was opened, in words; throws where nobody watched. */
export async function shiftsOf(page: Page | Frame): Promise<string[]> {
  const shifts = await page.evaluate(() => (window as Watching).proofline_shifts);
  if (!shifts) throw new Error(`Nobody watches ${page.url()}`);
  const seen = shifts.filter(({ value }) => value >= NEXT_TO_NOTHING);
  return seen.map(({ value, moved }) => `jumped by ${value.toFixed(4)}: ${moved.join(", ")}`);
}
