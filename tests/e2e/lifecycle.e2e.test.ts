import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Download, Locator } from "playwright-core";
import { drawDemoPicture } from "../../dev/demo-pictures.ts";
import { startWorld, type Tab, type World } from "./set-up.ts";
import { choose, comes, followEmail, hire, letUndoTimePass, orderPortrait } from "./shop-floor.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld("lifecycle");
  await hire(world);
});
afterAll(() => world?.close());

test("one order goes from the storefront to the parcel through the hands of seven persons", async () => {
  const customer = await (await world.visitor()).newPage();
  const order = await orderPortrait(world, customer, await drawDemoPicture("hamster-small.jpg"));

  const ida = await world.openAs("Ida", "/app/image-approval");
  await rejectPhoto(ida, order);

  await followEmail(world, customer, /better photo/i);
  await customer.getByText("Please send one in which we see the eyes").waitFor();
  const better = await drawDemoPicture("miez.png");
  await customer
    .getByLabel("Choose a new photo")
    .setInputFiles({ name: better.fileName, mimeType: better.contentType, buffer: better.bytes });
  await customer.getByRole("button", { name: "Send the new photo" }).click();
  await customer.getByText("Thank you, your new photo has arrived").waitFor();

  await approvePhoto(ida, order);
  await letUndoTimePass(world);

  const ana = await world.openAs("Ana", "/app/artfile-production");
  const { name, artfile } = await downloadPhoto(ana, order);
  await uploadWrongAndRight(ana, { name, artfile });

  const quinn = await world.openAs("Quinn", "/app/quality-control");
  await (await comes(quinn, buttonFor(quinn, "Reject", order))).click();
  await sayIn(quinn, "Whiter teeth, please", "Reject");
  await quinn.app.getByText(`${order} item 1 is now in Artfile Production`).waitFor();
  await letUndoTimePass(world);

  await rework(ana, { tab: "Rejected by Quality Control", instructions: "Whiter teeth, please", name, artfile });
  await passArtfile(quinn, order);
  await letUndoTimePass(world);

  await followEmail(world, customer, /your artwork is ready/i);
  await customer.getByText("Ask for changes").click();
  await customer.getByLabel("What would you like to have changed?").fill("A bigger bow tie");
  await customer.getByRole("button", { name: "Send my request for changes" }).click();
  await customer.getByText("Thank you, we have your request").waitFor();

  await quinn.page.goto(`${world.adminOf("Quinn")}/apps/proofline/app/quality-control?tab=revisions`);
  await (await comes(quinn, quinn.app.getByText("A bigger bow tie"))).waitFor();
  await buttonFor(quinn, "Forward to the artist", order).click();
  await sayIn(quinn, "Twice as wide", "Forward to the artist");
  await quinn.app.getByText(`${order} item 1 is now in Artfile Production`).waitFor();
  await letUndoTimePass(world);

  await rework(ana, { tab: "Rejected by Customer", instructions: "Twice as wide", name, artfile });
  await quinn.page.goto(`${world.adminOf("Quinn")}/apps/proofline/app/quality-control`);
  await passArtfile(quinn, order);
  await letUndoTimePass(world);

  await followEmail(world, customer, /your artwork is ready/i);
  await (await comes(customer, customer.getByRole("button", { name: "Approve this artwork" }))).click();
  await customer.getByText("Thank you for your approval").waitFor();
  await customer.getByText("Everything is approved. We make and pack your order next.").waitFor();

  await letUndoTimePass(world);
  const fred = await world.openAs("Fred", "/app/fulfilment");
  await ship(fred, order);

  const shipped = world.proofline.shopify.state.shops[0]!.orders.at(-1)!;
  expect(shipped.fulfillments).toMatchObject([{ trackingNumbers: ["1Z999AA10123456784"], trackingCompany: "UPS" }]);
  expect(shipped.fulfillmentOrders.map(({ status, holds }) => [status, holds])).toEqual([["CLOSED", []]]);

  const max = await world.openAs("Max", "/app/search?q=petra");
  await (await comes(max, max.app.getByRole("link", { name: order }))).click();
  for (const line of [
    "Please send one in which we see the eyes",
    "Whiter teeth, please",
    "A bigger bow tie",
    "Twice as wide",
  ])
    await max.app.getByText(line).first().waitFor();
  for (const tab of [ida, ana, quinn, fred, max]) await tab.page.context().close();
}, 420_000);

async function rejectPhoto({ page, app }: Tab, order: string): Promise<void> {
  const select = app.getByRole("button", { name: new RegExp(`^${order}\\b`) });
  await comes(page, app.locator(".wall-card", { hasText: order }).locator("img"));
  await select.click();
  await app.getByRole("button", { name: "Reject", exact: true }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Reason").selectOption({ index: 1 });
  await dialog.getByLabel("Comment for the customer (optional)").fill("Please send one in which we see the eyes");
  await dialog.getByRole("button", { name: "Reject", exact: true }).click();
  await app.getByText(`${order} item 1 is now in Image/Order Issues`).waitFor();
}

async function approvePhoto({ page, app }: Tab, order: string): Promise<void> {
  const card = app.locator(".wall-card", { hasText: order });
  await comes(page, card.locator("img"));
  await card.locator(".wall-select").click();
  await app.getByRole("button", { name: "Approve", exact: true }).click();
  await app
    .getByRole("dialog")
    .getByRole("button", { name: `Approve ${order}` })
    .click();
  await app.getByText(`${order} item 1 is now in Artfile Production`).waitFor();
}

/** The artist draws over the photo; the name it came under, without its extension, is the artfile's. */
async function downloadPhoto({ page, app }: Tab, order: string): Promise<{ name: string; artfile: Buffer }> {
  const link = await comes(page, app.getByRole("link", { name: "Download photo" }));
  const [download]: [Download, void] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe(
    `${order.slice(1)} - Yellow Portrait - 1, LivingRoom,Full - Uploaded Images.png`,
  );
  return { name: download.suggestedFilename().replace(/\.png$/, ""), artfile: await readFile(await download.path()) };
}

async function uploadWrongAndRight(
  { page, app }: Tab,
  { name, artfile }: { name: string; artfile: Buffer },
): Promise<void> {
  const button = app.getByRole("button", { name: "Upload Artwork" });
  await choose(page, button, { name: name.replace("LivingRoom", "Bedroom").concat(".png"), bytes: artfile });
  await app.getByText("The options should be “LivingRoom,Full”, but the file says “Bedroom,Full”.").waitFor();
  expect(await app.getByRole("button", { name: "Update", exact: true }).isDisabled()).toBe(true);
  await app.getByRole("button", { name: /^Remove .*Bedroom/ }).click();
  await choose(page, button, { name: `${name}.png`, bytes: Buffer.alloc(0) });
  await app.getByText("The file is empty (0 bytes).").waitFor();
  await app.getByRole("button", { name: `Remove ${name}.png` }).click();
  await handIn({ page, app }, { name, artfile });
}

async function rework(
  tab: Tab,
  { tab: tabName, instructions, ...file }: { tab: string; instructions: string; name: string; artfile: Buffer },
): Promise<void> {
  await (await comes(tab, tab.app.getByRole("tab", { name: `${tabName} (1)` }))).click();
  await tab.app.getByText(instructions).first().waitFor();
  await handIn(tab, file);
}

async function handIn({ page, app }: Tab, { name, artfile }: { name: string; artfile: Buffer }): Promise<void> {
  await choose(page, app.getByRole("button", { name: "Upload Artwork" }), { name: `${name}.png`, bytes: artfile });
  await app.getByRole("button", { name: "Update (1)" }).click();
  await app.getByText("item 1 is now in Artfile Quality Control").waitFor();
}

async function passArtfile(tab: Tab, order: string): Promise<void> {
  await (await comes(tab, buttonFor(tab, "Approve", order))).click();
  await tab.app.getByText(`${order} item 1 is now in Customer Approval`).waitFor();
}

function buttonFor({ app }: Tab, label: string, order: string): Locator {
  return app.getByRole("button", { name: new RegExp(`^${label}(: ${order} item 1)?$`) });
}

async function sayIn({ app }: Tab, words: string, button: string): Promise<void> {
  await app.getByRole("dialog").getByRole("textbox").fill(words);
  await app.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
}

async function ship(fred: Tab, order: string): Promise<void> {
  const { page, app } = fred;
  const link = await comes(fred, app.getByRole("link", { name: "Download artfile as zip" }));
  const [zip] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(zip.suggestedFilename()).toBe(`${order.slice(1)} artfiles.zip`);
  await app.getByText("5 Lime Walk").waitFor();
  await app.getByRole("button", { name: `Mark as fulfilled: ${order}` }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Tracking number").fill("1Z999AA10123456784");
  await dialog.getByLabel("Carrier").selectOption("UPS");
  await dialog.getByRole("button", { name: "Mark as fulfilled" }).click();
  await app.getByText(`Shopify is asked to fulfil ${order}`).waitFor();
  await comes(fred, app.getByText("0 orders are here"));
}
