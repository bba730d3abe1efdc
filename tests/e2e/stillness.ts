import type { Frame, Page } from "playwright-core";

const STILL_FOR_MS = 600;

/** Waits until a page or frame has all its pictures and fonts and has asked for nothing for a while, however slow the machine; what it listens to may go on. */
export async function untilStill(where: Page | Frame): Promise<void> {
  await where.waitForLoadState("load");
  await where.evaluate(async (stillForMs) => {
    await document.fonts.ready;
    const isComing = ({ complete, loading }: HTMLImageElement) => !complete && loading !== "lazy";
    const asked = () => performance.getEntriesByType("resource").length;
    for (let before = -1; before !== asked() || [...document.images].some(isComing);) {
      before = asked();
      await new Promise((resolve) => setTimeout(resolve, stillForMs));
    }
  }, STILL_FOR_MS);
}
