// An admin writes an email of the shop in its own words, sees it beside, and sets when it leaves.
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { axeOf } from "./axe.ts";
import { frameOf } from "./reloads.ts";
import { startWorld, type World } from "./set-up.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
let world: World;
beforeAll(async () => {
  world = await startWorld("email-templates");
  const { page, app } = await world.openAs("Olivia");
  await page.getByRole("button", { name: "Install" }).click();
  await app.getByRole("heading", { name: "Home" }).waitFor();
  await page.context().close();
});
afterAll(() => world?.close());
afterEach(() => Promise.all(world.browser.contexts().map((context) => context.close())));

const violationsIn = async (page: Page) => {
  const { violations } = await axeOf(frameOf(page), "body", TAGS);
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};
const isWide = (page: Page) =>
  frameOf(page).evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test.each([1280, 390])("emails are set at a width of %i", async (width) => {
  const { page, app } = await world.openAs("Olivia", "/app/settings/emails", width);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await app.getByRole("heading", { name: "Emails to customers" }).waitFor();
  const quiet = app.getByRole("checkbox", { name: "Quiet hours" });
  const was = await quiet.isChecked();
  await quiet.setChecked(!was);
  if (!was) await app.getByLabel("Until").fill("07:30");
  await app.getByLabel("Closed days").fill("Christmas");
  await app.getByText("“Christmas” is no day.", { exact: true }).waitFor();
  await app.getByLabel("Closed days").fill(`2026-12-${width === 390 ? 24 : 25}`);
  const reminder = app.getByLabel("Approval reminder 1: how many");
  await reminder.fill(width === 390 ? "4" : "3");
  expect(await violationsIn(page)).toEqual([]);
  expect(await isWide(page)).toBe(false);
  await press("Save");
  await app.getByText("Saved. It holds for every email that has not left yet").waitFor();
  await page.reload();
  await app.getByRole("heading", { name: "Emails to customers" }).waitFor();
  expect(await quiet.isChecked()).toBe(!was);
  expect(await reminder.inputValue()).toBe(width === 390 ? "4" : "3");
  expect(await app.getByLabel("Closed days").inputValue()).toContain(`2026-12-${width === 390 ? 24 : 25}`);
});

test.each([1280, 390])("an email is written, mended, seen, tried and kept at a width of %i", async (width) => {
  const { page, app } = await world.openAs("Olivia", "/app/settings/emails", width);
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await app.getByRole("link", { name: "Edit words: Artwork approval" }).click();
  const text = app.getByRole("textbox", { name: "Text", exact: true });
  const seen = app.frameLocator('iframe[title="The email as its customer sees it"]');
  await seen.getByRole("link", { name: /Look at my artwork|Open it/ }).waitFor();
  await app.locator(".cm-editor").waitFor();
  await text.click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(`<p>Dear {{ customer.nam }}, ${width}</p>`);
  await app.getByText("There is no value “customer.nam”", { exact: false }).waitFor();
  expect(await page.getByRole("button", { name: "Save", exact: true }).isDisabled()).toBe(true);
  await app.getByRole("button", { name: "Go to line 1" }).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(`<p>Dear {{ customer.name }}, ${width}</p>`);
  await seen.getByText(`Dear Jamie, ${width}`).waitFor();
  await app.getByRole("button", { name: "Text", exact: true }).click();
  await app.locator(".email-preview-text", { hasText: `Dear Jamie, ${width}` }).waitFor();
  await app.getByRole("button", { name: "Desktop" }).click();
  await app.getByRole("button", { name: "Dark" }).click();
  await seen.getByText(`Dear Jamie, ${width}`).waitFor();
  expect(await violationsIn(page)).toEqual([]);
  expect(await isWide(page)).toBe(false);
  await app.getByRole("button", { name: "Send me a test" }).click();
  await app.getByText(/A test is on its way to|has not told the app your e-mail address/).waitFor();
  await press("Save");
  await app.getByText("Saved. Emails that leave from now on have these words.").waitFor();
  await app.getByText("(holds now)").waitFor();
  await app.getByRole("button", { name: "Compare with the words that come with the app" }).click();
  await app.locator(".texts-difference ins", { hasText: `+ <p>Dear {{ customer.name }}, ${width}</p>` }).waitFor();
  await page.reload();
  await app.locator(".cm-content", { hasText: `, ${width}` }).waitFor();
  await app.getByRole("button", { name: "Use the words that come with the app" }).click();
  await app.getByText("The email has the words that come with the app again.").waitFor();
  await app.locator(".cm-content", { hasText: "Please take a close look" }).waitFor();
});

test("without the editor's script the words are written in a plain field", async () => {
  const { page, app } = await world.openAs("Olivia", "/app/settings/emails");
  await page.route(/liquid-editor/, (route) => route.abort());
  await app.getByRole("link", { name: "Edit words: Order issue", exact: true }).click();
  const text = app.getByRole("textbox", { name: "Text", exact: true });
  await text.fill("<p>Plain</p>");
  await app.frameLocator("iframe").getByText("Plain", { exact: true }).waitFor();
});
