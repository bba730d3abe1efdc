// The settings page as an admin uses it: the picture of the flow, and the rejection reasons.
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorld, type World } from "./set-up.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld("settings");
  const { page, app } = await world.openAs("Olivia");
  await page.getByRole("button", { name: "Install" }).click();
  await app.getByRole("heading", { name: "Home" }).waitFor();
  await page.context().close();
});
afterAll(() => world?.close());

test("the picture of the flow follows the form before it is saved, and says why a flow is refused", async () => {
  const { page, app } = await world.openAs("Olivia", "/app/settings/flow");
  const picture = app.getByRole("list", { name: "The steps of an order, in their order" });
  const box = (name: string) => picture.getByRole("listitem").filter({ hasText: name });
  await box("Artfile Quality Control").getByText("No quality controller yet: admins do it").waitFor();
  await app.getByRole("checkbox", { name: "Artfile Quality Control" }).uncheck();
  await box("Artfile Quality Control").getByText("Left out").waitFor();
  await box("Customer Approval").getByText("Requests for changes go to Artfile Production.").waitFor();
  await app.getByRole("checkbox", { name: "Image Approval" }).uncheck();
  await app.getByRole("checkbox", { name: "Artfile Production" }).uncheck();
  await app.getByText("without both, nobody makes the changes").waitFor();
  await page.context().close();
});

test("reasons are moved with the keyboard, one press after the other, and stay so", async () => {
  const { page, app } = await world.openAs("Olivia", "/app/settings/flow");
  const up = app.getByRole("button", { name: "Move Too small up" });
  await up.focus();
  await up.press("Enter");
  await up.press("Enter");
  await app.getByText("Too small is number 1 of 9.").waitFor({ state: "attached" });
  const first = app.locator(".reasons > li").first();
  expect(await first.textContent()).toContain("Too small");
  await expect
    .poll(async () => {
      const again = await world.openAs("Olivia", "/app/settings/flow");
      const text = await again.app.locator(".reasons > li").first().textContent();
      await again.page.context().close();
      return text;
    })
    .toContain("Too small");
  await page.context().close();
});

test("a reason gets its words and a picture, and the log tells of both", async () => {
  const { page, app } = await world.openAs("Olivia", "/app/settings/flow");
  await app.getByRole("button", { name: "Edit Blurry" }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Text for the customer").fill("We see too little of the eyes.");
  const { default: sharp } = await import("sharp");
  const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#c96" } })
    .jpeg()
    .toBuffer();
  await dialog
    .getByLabel("A photo that works", { exact: true })
    .setInputFiles({ name: "good.jpg", mimeType: "image/jpeg", buffer });
  await dialog.getByRole("button", { name: "Upload" }).click();
  await dialog.getByRole("img", { name: "A photo that works" }).waitFor();
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await app.getByText("We see too little of the eyes.").waitFor();
  await page.getByRole("link", { name: "Settings log", exact: true }).click();
  await app.getByText("We see too little of the eyes.").waitFor();
  await app.getByText("Blurry: a photo that works").waitFor();
  await page.context().close();
});
