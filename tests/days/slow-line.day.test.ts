// A customer's photo and an artist's file over 0.7 Mbit/s, with a line that breaks and a page that is reloaded: nothing is sent twice. In the sweep only.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Frame, Locator, Page } from "playwright-core";
import { startBadLine, type BadLine } from "../e2e/bad-line.ts";
import { ordinaryUserAgent } from "../e2e/browser.ts";
import { grainyPhoto, watchUploads, type SentPart } from "../e2e/lines.ts";
import { frameOf } from "../e2e/reloads.ts";
import { portraits, startFloor } from "../e2e/seeded-floor.ts";
import type { World } from "../e2e/set-up.ts";

const SLOW = { latency: 150, downloadThroughput: 700_000 / 8, uploadThroughput: 700_000 / 8 };
const BYTES = 3_000_000;

describe("over 0.7 Mbit/s", () => {
  let floor: Awaited<ReturnType<typeof startFloor>>;
  let world: World;
  let order: { link: string };
  let line: BadLine;

  beforeAll(async () => {
    line = await startBadLine();
    const [rejected] = portraits(1, "rejected");
    floor = await startFloor("slow-line", [rejected!]);
    ({ world } = floor);
    order = await floor.placed(rejected!);
  });
  afterAll(async () => {
    await floor?.close();
    await line?.close();
  });

  /** A person's browser on the bad line. */
  async function visitor(width: number): Promise<Page> {
    const viewport = { width, height: 844 };
    const context = await world.browser.newContext({ userAgent: ordinaryUserAgent, viewport, proxy: line.proxy });
    const page = await context.newPage();
    page.on("dialog", (dialog) => void dialog.accept());
    return page;
  }

  async function slowDown(of: Page | Frame): Promise<void> {
    const page = "context" in of ? of : of.page();
    const session = await page.context().newCDPSession(of);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", { offline: false, ...SLOW });
  }

  async function breakFor(ms: number, said: Locator): Promise<void> {
    line.cut();
    await said.waitFor();
    await new Promise((resolve) => setTimeout(resolve, ms));
    line.mend();
  }

  function isSentOnce(parts: readonly SentPart[], from: number): void {
    const taken = parts.filter(({ status }) => status < 300);
    expect(taken.map(({ method }) => method)).not.toContain("POST");
    expect(taken.every((part) => part.from > 0)).toBe(true);
    expect(taken.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(BYTES - from);
  }

  test("a customer's photo gets there on a phone", async () => {
    const page = await visitor(390);
    await page.goto(order.link);
    const photo = { name: "IMG_2041.jpg", mimeType: "image/jpeg", buffer: await grainyPhoto(BYTES) };
    const send = async () => {
      await page.getByLabel("Choose a new photo").setInputFiles(photo);
      await page.getByRole("button", { name: "Send the new photo" }).click();
    };
    await slowDown(page);
    await send();
    await page.getByText(/Sending: (2\d|3\d) %/).waitFor();
    await breakFor(4_000, page.getByText("Waiting for the connection"));
    await page.getByText(/Sending: (5\d|6\d) %/).waitFor();
    await page.reload();
    const parts = watchUploads(page, "/customer/uploads");
    await send();
    await page.getByText("Thank you, your new photo has arrived").waitFor();
    isSentOnce(parts, BYTES / 4);
    await page.context().close();
  });

  test("an artist's file gets there", async () => {
    const page = await visitor(1280);
    await page.goto(`${world.adminOf("Ana")}/apps/proofline/app/artfile-production`);
    const app = page.frameLocator("iframe[name=app]");
    await app.getByRole("heading", { name: "Upload Artwork" }).waitFor();
    // From a disk, where it keeps its time when it is chosen a second time.
    const folder = await mkdtemp(join(tmpdir(), "proofline-slow-"));
    const path = join(folder, "holiday.jpg");
    await writeFile(path, await grainyPhoto(BYTES));
    await slowDown(frameOf(page));
    await app.getByLabel("Artfiles").setInputFiles(path);
    await untilShare(page, 25);
    await breakFor(4_000, app.getByText("Waiting for the connection"));
    await untilShare(page, 50);
    // The browser's slowness ends with the frame that it was asked for, and what was held back would all arrive before the frame is gone.
    line.cut();
    line.mend();
    await page.reload();
    const left = app.getByText(/holiday\.jpg was \d+ % there when this page was left/);
    await left.waitFor();
    const there = Number(/(\d+) %/.exec((await left.textContent()) ?? "")![1]);
    expect(there).toBeGreaterThan(20);
    await slowDown(frameOf(page));
    const parts = watchUploads(page, "/uploads");
    await app.getByLabel("Artfiles").setInputFiles(path);
    await app.getByText("1 file cannot be handed in as it is").waitFor();
    isSentOnce(parts, (BYTES * (there - 1)) / 100);
    expect(await left.count()).toBe(0);
    await page.context().close();
    await rm(folder, { recursive: true });
  });

  async function untilShare(page: Page, percent: number): Promise<void> {
    const share = () => frameOf(page).locator(".upload-row [role=progressbar], .upload-row progress").first();
    await expect
      .poll(
        async () => Number((await share().getAttribute("value")) ?? (await share().getAttribute("aria-valuenow"))),
        {
          timeout: 180_000,
          interval: 300,
        },
      )
      .toBeGreaterThanOrEqual(percent);
  }
});
