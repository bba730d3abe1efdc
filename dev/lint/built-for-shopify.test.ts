import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

// What Shopify's reviewers look at on every screen (Built for Shopify): banners that do not compete, errors that stay, red for deleting alone.
const screens = ["app/ui", "app/routes"].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name)),
);
const source = (file: string) => readFileSync(file, "utf8");
const having = (words: RegExp) => screens.filter((file) => words.test(source(file)));
const elements = (file: string, name: string) => source(file).match(new RegExp(`<${name}\\b[^>]*>`, "g")) ?? [];

describe("every screen", () => {
  test("has banners in the acts' place alone", () => {
    expect(having(/<Banner\b/)).toEqual(["app/ui/acts/act-result.tsx", "app/ui/batches/batch-card.tsx"]);
    expect(having(/<(ActResult|BatchCard)\b/)).toEqual(["app/ui/acts/act-result.tsx", "app/ui/acts/acts-place.tsx"]);
  });

  test("says what went wrong at its place, where it stays, and never in a toast", () => {
    expect(having(/toast\.show\([^)]*isError/s)).toEqual([]);
    expect(having(/<Toast\b/)).toEqual([]);
  });

  test("keeps red buttons for what is deleted", () => {
    expect(having(/\bdestructive\b/)).toEqual(["app/routes/app.fulfilment/folder-dialog.tsx"]);
    for (const file of screens)
      for (const button of elements(file, "Button"))
        expect([file, button]).toEqual([file, expect.not.stringMatching(/tone="critical"/)]);
  });
});
