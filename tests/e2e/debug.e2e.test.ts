// A customer's photo and an artist's file over 0.7 Mbit/s, with a line that breaks and a page that is reloaded: nothing is sent twice. In the sweep only.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BrowserContext, CDPSession, Frame, Page } from "playwright-core";
import { launchedWith, type Rejected } from "./rejected.ts";
import { grainyPhoto, watchUploads, type SentPart } from "./lines.ts";
import { frameOf } from "./reloads.ts";
import { startWorld, type World } from "./set-up.ts";

const SLOW = { latency: 150, downloadThroughput: 700_000 / 8, uploadThroughput: 700_000 / 8 };
const BYTES = 3_000_000;

describe.skipIf(!process.env.SLOW_LINES)("over 0.7 Mbit/s", () => {
  let world: World;
  let order: Rejected;

  beforeAll(async () => {
    world = await startWorld("slow-line");
    order = await launchedWith(world);
  });
  afterAll(() => world?.close());

  /** The line of a page or of the frame in it. */
  async function lineOf(context: BrowserContext, of: Page | Frame): Promise<CDPSession> {
    const line = await context.newCDPSession(of);
    await line.send("Network.enable");
    await line.send("Network.emulateNetworkConditions", { offline: false, ...SLOW });
    return line;
  }

  async function breakFor(line: CDPSession, ms: number, said: () => Promise<unknown>): Promise<void> {
    await line.send("Network.emulateNetworkConditions", { offline: true, ...SLOW });
    await said();
    await new Promise((resolve) => setTimeout(resolve, ms));
    await line.send("Network.emulateNetworkConditions", { offline: false, ...SLOW });
  }

  function isSentOnce(parts: readonly SentPart[], from: number): void {
    const taken = parts.filter(({ status }) => status < 300);
    expect(taken.map(({ method }) => method)).not.toContain("POST");
    expect(taken.every((part) => part.from > 0)).toBe(true);
    expect(taken.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(BYTES - from);
  }

  test("a customer's photo gets there on a phone", async () => {
    const context = await world.visitor(390);
    const page = await context.newPage();
    page.on("dialog", (dialog) => void dialog.accept());
    await page.goto(order.link);
    const photo = { name: "IMG_2041.jpg", mimeType: "image/jpeg", buffer: await grainyPhoto(BYTES) };
    const send = async () => {
      await page.getByLabel("Choose a new photo").setInputFiles(photo);
      await page.getByRole("button", { name: "Send the new photo" }).click();
    };
    const line = await lineOf(context, page);
    page.on("requestfailed", (r) => console.log("FAILED", r.method(), r.url(), r.failure()?.errorText));
    page.on("response", (r) => r.url().includes("uploads") && console.log("RESP", r.request().method(), r.status(), JSON.stringify(r.headers()["upload-offset"])));
    const t0 = Date.now();
    const iv = setInterval(() => void page.locator("[data-proofline-progress]").innerText().then((t) => console.log(Date.now() - t0, t)).catch(() => undefined), 1000);
    setTimeout(() => clearInterval(iv), 60000);
    await send();
    await page.getByText(/Sending: (2\d|3\d) %/).waitFor();
    await breakFor(line, 4_000, () => page.getByText("Waiting for the connection").waitFor());
    await page.getByText(/Sending: (5\d|6\d) %/).waitFor({ timeout: 60_000 });
    await page.reload();
    const parts = watchUploads(page, "/customer/uploads");
    await send();
    await page.getByText("Thank you, your new photo has arrived").waitFor({ timeout: 90_000 });
    isSentOnce(parts, BYTES / 4);
    await context.close();
  });

  test("an artist's file gets there", async () => {
    const { page, app } = await world.openAs("Ana", "/app/artfile-production");
    page.on("dialog", (dialog) => void dialog.accept());
    await app.getByRole("heading", { name: "Upload Artwork" }).waitFor();
    // From a disk, where it keeps its time when it is chosen a second time.
    const folder = await mkdtemp(join(tmpdir(), "proofline-slow-"));
    const path = join(folder, "holiday.jpg");
    await writeFile(path, await grainyPhoto(BYTES));
    const line = await lineOf(page.context(), frameOf(page));
    page.on("requestfailed", (r) => console.log("FAILED", r.method(), r.url(), r.failure()?.errorText));
    page.on("response", (r) => r.url().includes("uploads") && console.log("RESP", r.request().method(), r.status(), JSON.stringify(r.headers()["upload-offset"])));
    const t0 = Date.now();
    const iv = setInterval(() => void frameOf(page).locator(".upload-row").first().innerHTML().then((t) => console.log(Date.now() - t0, t)).catch(() => undefined), 1000);
    setTimeout(() => clearInterval(iv), 60000);
    await app.getByLabel("Artfiles").setInputFiles(path);
    await untilShare(page, 25);
    await breakFor(line, 4_000, () => app.getByText("Waiting for the connection").waitFor());
    await untilShare(page, 50);
    await page.reload();
    const left = app.getByText(/holiday\.jpg was \d+ % there when this page was left/);
    await left.waitFor();
    const there = Number(/(\d+) %/.exec((await left.textContent()) ?? "")![1]);
    expect(there).toBeGreaterThan(20);
    await lineOf(page.context(), frameOf(page));
    const parts = watchUploads(page, "/uploads");
    await app.getByLabel("Artfiles").setInputFiles(path);
    await app.getByText("1 file cannot be handed in as it is").waitFor({ timeout: 90_000 });
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
          timeout: 60_000,
          interval: 300,
        },
      )
      .toBeGreaterThanOrEqual(percent);
  }
});
