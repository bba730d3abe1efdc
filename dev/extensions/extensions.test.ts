// The app's extensions are what Shopify takes: their registration, their targets, their size, and words for all that they say.
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bundleExtension } from "./bundle-extension.ts";
import { readExtension, readExtensions, type RegisteredExtension } from "./read-extension.ts";
import type { Words } from "./translator.ts";

/** Shopify refuses a UI extension above 64 KB. */
const MOST_BYTES = 64 * 1024;
const APP_URL = "https://proofline.test";

const all = readExtensions();
const ours = all.filter(({ type }) => type === "ui_extension");
const nameOf = ({ handle }: RegisteredExtension) => handle;

test("each has a name of its own, and asks with the newest stable API", () => {
  expect(all.map(nameOf).toSorted()).toEqual([...new Set(all.map(nameOf))].toSorted());
  for (const one of ours) expect([one.handle, one.apiVersion]).toEqual([one.handle, "2026-07"]);
});

test("each place where one stands is a place that Shopify has", () => {
  const package_ = "node_modules/@shopify/ui-extensions/build/ts/surfaces";
  for (const { target } of ours.flatMap(({ targets }) => targets))
    expect([target, globSync(`${package_}/*/targets/${target}.d.ts`).length]).toEqual([target, 1]);
});

test.each(ours.map((one) => [one.handle, one] as const))(
  "%s compiles to a script far below what Shopify takes, which knows the app's address and no other setting",
  async (_, extension) => {
    const script = await bundleExtension(extension, APP_URL);
    expect(Buffer.byteLength(script)).toBeLessThan(MOST_BYTES / 2);
    for (const { target } of extension.targets) expect(script).toContain(`shopify.extend("${target}"`);
    expect(script).not.toMatch(/process\.env|SHOPIFY_|localhost/);
    if (extension.networkAccess) expect(script).toContain(APP_URL);
  },
);

test.each(ours.map((one) => [one.handle, one] as const))(
  "%s has words for all that it says, and says all that it has words for",
  (_, { folder }) => {
    const source = globSync("src/*.tsx", { cwd: folder }).map((file) => readFileSync(join(folder, file), "utf8"));
    const registration = readFileSync(join(folder, "shopify.extension.toml"), "utf8");
    const keys = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, key]) => key!);
    const said = [
      ...keys(source.join(), /translate\("([\w.]+)"/g),
      ...keys(source.join(), /say\("(\w+)"/g).map((key) => `example.${key}`),
      ...keys(registration, /"t:(\w+)"/g),
    ];
    const words = JSON.parse(readFileSync(join(folder, "locales/en.default.json"), "utf8")) as Words;
    expect([...new Set(said)].toSorted()).toEqual(keysOf(words).toSorted());
  },
);

test("the address of the app is asked for at the one place where the CLI puts it", () => {
  for (const { folder, networkAccess } of ours) {
    const files = globSync("src/*.{ts,tsx}", { cwd: folder }).map((file) => readFileSync(join(folder, file), "utf8"));
    expect(files.join().match(/process\.env\.\w+/g) ?? []).toEqual(networkAccess ? ["process.env.APP_URL"] : []);
  }
});

test("a slip in a registration, and a script that does not compile, are found", async () => {
  const folder = mkdtempSync(join(tmpdir(), "extension-"));
  mkdirSync(join(folder, "src"));
  const toml = (more: string) => writeFileSync(join(folder, "shopify.extension.toml"), more);
  const good = readFileSync(join(ours[0]!.folder, "shopify.extension.toml"), "utf8");
  const reads = () => readExtension(folder);
  toml(good);
  expect(reads()).toMatchObject({ handle: ours[0]!.handle });
  const bad: [string, string][] = [
    ['api_version = "2026-07"', 'api_version = "next"'],
    ["handle = ", "handel = "],
    ["network_access", "network-access"],
    ['type = "ui_extension"', 'type = "ui"'],
    ["[[extensions.targeting]]", "[[extensions.target]]"],
  ];
  for (const [from, to] of bad) {
    toml(good.replaceAll(from, to));
    expect(reads, to).toThrow();
  }
  writeFileSync(join(folder, "src/broken.tsx"), "export default () => <s-text>;");
  const broken = { ...ours[0]!, folder, targets: [{ target: "any", module: "./src/broken.tsx" }] };
  await expect(bundleExtension(broken, APP_URL)).rejects.toThrow(/broken\.tsx/);
  rmSync(folder, { recursive: true });
});

/** The dotted keys; a sentence in singular and plural is one. */
function keysOf(words: Words, before = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    if (typeof value === "string") return [`${before}${key}`];
    return "other" in value ? [`${before}${key}`] : keysOf(value, `${before}${key}.`);
  });
}

test("what the modules of an extension are called is there", () => {
  for (const { folder, targets } of ours)
    for (const { module } of targets) expect([module, existsSync(join(folder, module))]).toEqual([module, true]);
});
