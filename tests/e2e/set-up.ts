import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { join } from "node:path";
import { rmSync } from "node:fs";
import { startProofline, type RunningProofline } from "../../dev/start-proofline.ts";
import { launchBrowser, ordinaryUserAgent } from "./browser.ts";

/** One person's tab: the admin page and the app in its frame. */
export type Tab = { page: Page; app: FrameLocator };

export type World = {
  proofline: RunningProofline;
  browser: Browser;
  /** A browser context of an ordinary visitor; 390 is a phone. */
  visitor(width?: number): Promise<BrowserContext>;
  /** Opens the app (or `path` in it) in the local admin as the person of this first name. */
  openAs(firstName: string, path?: string, width?: number): Promise<Tab>;
  /** The address of a person's admin, such as http://localhost:4000/admin/pawtraits/123. */
  adminOf(firstName: string): string;
  close(): Promise<void>;
};

/** Everything of `npm run demo` with empty shops, on free ports and in a folder of its own, and a browser. The app is not installed yet. `env`: settings that differ. */
export async function startWorld(name: string, env: Record<string, string> = {}): Promise<World> {
  const folder = join(".cache", "e2e", `${name}-${process.pid}`);
  const proofline = await startProofline({ folder, durable: false, env });
  const browser = await launchBrowser();
  const { shopify } = proofline;
  const visitor = (width = 1280) =>
    browser.newContext({ userAgent: ordinaryUserAgent, viewport: { width, height: width < 600 ? 844 : 800 } });
  const adminOf = (firstName: string) => {
    for (const shop of shopify.state.shops) {
      const person = shop.staff.find((one) => one.firstName === firstName);
      if (person) return `${shopify.hubOrigin}/admin/${shop.handle}/${person.id}`;
    }
    throw new Error(`Nobody called ${firstName} works in any shop`);
  };
  return {
    proofline,
    browser,
    visitor,
    adminOf,
    openAs: async (firstName, path = "", width) => {
      const page = await (await visitor(width)).newPage();
      await page.goto(`${adminOf(firstName)}/apps/proofline${path}`);
      return { page, app: page.frameLocator("iframe[name=app]") };
    },
    close: async () => {
      await browser.close();
      await proofline.stop({ remove: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
