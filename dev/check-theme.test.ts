import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkTheme } from "./check-theme.ts";

const extension = join(import.meta.dirname, "../extensions/customer-page");
let copy: string;

beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), "theme-check-"));
  await cp(extension, copy, { recursive: true });
});
afterEach(() => rm(copy, { recursive: true }));

test("the block passes Shopify's own check for theme app extensions", async () => {
  expect(await checkTheme(extension)).toEqual([]);
});

test("a sentence that is missing from the translations is found", async () => {
  await change("blocks/artwork-status.liquid", "artwork_status.waiting.one", "artwork_status.waiting.uno");
  expect(await checkTheme(copy)).toMatchObject([
    { file: "blocks/artwork-status.liquid", line: 22, check: "TranslationKeyExists" },
  ]);
});

test("a block that names an unknown object or has broken settings is found", async () => {
  await change("blocks/artwork-status.liquid", "customer == blank", "custommer == blank");
  await change("blocks/artwork-status.liquid", '"target": "section"', '"target" "section"');
  const checks = (await checkTheme(copy)).map((offence) => offence.check);
  expect(checks).toContain("UndefinedObject");
  expect(checks).toContain("ValidSchema");
});

test("a script above ten kilobytes is found", async () => {
  await writeFile(join(copy, "assets/artwork-status.js"), `// ${"long ".repeat(2_000)}`);
  expect((await checkTheme(copy)).map((offence) => offence.check)).toContain("AssetSizeAppBlockJavaScript");
});

test("the script that shops load stays far below ten kilobytes", async () => {
  expect((await stat(join(extension, "assets/artwork-status.js"))).size).toBeLessThan(3_000);
});

async function change(file: string, from: string, to: string) {
  const text = await readFile(join(copy, file), "utf8");
  await writeFile(join(copy, file), text.replace(from, to));
}
