import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Frame, Page } from "playwright-core";

/** What axe finds in a page or a frame, in the part that `within` selects; frames in it are looked at by themselves. What fades in is there by then. */
export async function axeOf(where: Page | Frame, within = "body", tags?: string[]): Promise<AxeResults> {
  if (!(await where.evaluate(() => "axe" in window))) await where.evaluate(axe.source);
  await where.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    // One that was called off has ended too.
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const options: RunOptions = { iframes: false, ...(tags ? { runOnly: { type: "tag", values: tags } } : {}) };
  return where.evaluate(([selector, how]) => (window as unknown as { axe: typeof axe }).axe.run(selector, how), [
    within,
    options,
  ] as const);
}
