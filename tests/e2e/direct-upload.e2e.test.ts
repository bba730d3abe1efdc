// Where files are kept in a bucket, an artist's browser sends artfiles straight there, and downloads come from there.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FrameLocator, Page } from "playwright-core";
import { startS3Server, type S3Server } from "../s3-server.ts";
import { grainyPhoto } from "./lines.ts";
import { frameOf } from "./reloads.ts";
import { portraits, startFloor } from "./seeded-floor.ts";

/** Three parts. */
const BYTES = 20_000_000;

let s3: S3Server;
let floor: Awaited<ReturnType<typeof startFloor>>;
let folder: string;
let orders: { orderId: string; name: string }[];

beforeAll(async () => {
  s3 = await startS3Server();
  folder = await mkdtemp(join(tmpdir(), "proofline-direct-"));
  const plans = portraits(2, "drawing");
  floor = await startFloor("direct-upload", plans, {
    STORAGE_URL: `s3://bucket/files?region=eu-central-1&endpoint=${encodeURIComponent(s3.origin)}`,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  orders = await Promise.all(plans.map(floor.placed));
});
afterAll(async () => {
  await floor?.close();
  await s3?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** The page of whoever draws an order, and a file for its item. */
async function atWork({ orderId }: { orderId: string }) {
  const { loadSituation } = await import("../../app/adapters/rows/acts/situations.ts");
  const { db, shopId, world } = floor;
  const { artist } = (await loadSituation(db, shopId, orderId))!.assignees;
  const { name } = await db.member.findUniqueOrThrow({ where: { shopId_id: { shopId, id: artist! } } });
  const { id: itemId, fileName } = await db.item.findFirstOrThrow({ where: { shopId, orderId } });
  const path = join(folder, `${fileName}.jpg`);
  await writeFile(path, await grainyPhoto(BYTES));
  const { page, app } = await world.openAs(name.split(" ")[0]!, "/app/artfile-production");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
  await app.getByRole("heading", { name: "Upload Artwork" }).waitFor();
  return { page, app, path, itemId, artist, asked };
}

async function isTaken(app: FrameLocator): Promise<void> {
  await app.getByText("Press Update to hand it in").waitFor();
}

test("an artfile goes straight to the bucket and is handed in, and its download comes from there", async () => {
  const { page, app, path, itemId, asked } = await atWork(orders[0]!);
  await app.getByLabel("Artfiles").setInputFiles(path);
  await isTaken(app);
  const puts = asked.filter((one) => one.startsWith(`PUT ${s3.origin}/bucket/`));
  expect(puts).toHaveLength(3);
  expect(asked.filter((one) => one.startsWith("PATCH"))).toEqual([]);
  await app.getByRole("button", { name: "Update (1)" }).click();
  await expect
    .poll(async () => (await floor.db.item.findFirstOrThrow({ where: { id: itemId } })).step, { timeout: 180_000 })
    .toBe("quality_control");
  await page.context().close();

  const manager = await floor.world.openAs("Olivia", `/app/orders/${orders[0]!.orderId}`);
  const fetched: string[] = [];
  manager.page.on("response", (answer) => fetched.push(answer.url()));
  const [download] = await Promise.all([
    manager.page.waitForEvent("download"),
    manager.app
      .getByRole("link", { name: /Download.*artfile/i })
      .first()
      .click(),
  ]);
  expect((await readFile(await download.path())).equals(await readFile(path))).toBe(true);
  expect(download.url().startsWith(`${s3.origin}/bucket/`)).toBe(true);
  await manager.page.context().close();
});

test("left in the middle, it goes on where it stopped", async () => {
  const { page, app, path, asked } = await atWork(orders[1]!);
  await holdAllButOnePart(page);
  await app.getByLabel("Artfiles").setInputFiles(path);
  await expect.poll(() => [...s3.uploads.values()].map(({ parts }) => parts.size), { timeout: 180_000 }).toEqual([1]);
  page.on("dialog", (dialog) => void dialog.accept());
  // What is held goes on when nothing is held any more: the page is left first.
  await page.reload();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await app.getByText(/ was 4\d % there when this page was left/).waitFor();
  asked.splice(0);
  await app.getByLabel("Artfiles").setInputFiles(path);
  await isTaken(app);
  expect(asked.filter((one) => one.startsWith("PUT"))).toHaveLength(2);
  expect(await frameOf(page).evaluate(leftUploads)).toEqual(["[]"]);
  await page.context().close();
});

/** In the page: what it keeps of uploads that have not arrived. */
function leftUploads(): string[] {
  return Object.entries(localStorage).flatMap(([key, kept]) =>
    key.startsWith("proofline-uploads") ? String(kept) : [],
  );
}

/** Lets the first part of an upload through, and none after it. */
async function holdAllButOnePart(page: Page): Promise<void> {
  let isFirst = true;
  await page.route(`${s3.origin}/**`, async (route) => {
    if (route.request().method() !== "PUT") return route.continue();
    if (!isFirst) return;
    isFirst = false;
    await route.continue();
  });
}
