// What this machine shows of the app's extensions: those that are placed, on the elements that they use.
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { placedExtensions } from "./placed-extensions.ts";

test("App Bridge is told of each extension, and where the merchant has placed it", () => {
  expect(placedExtensions({ blocksOff: ["artwork-status", "customer-account.order-index.block.render"] })).toEqual([
    {
      handle: "account-artwork",
      type: "ui_extension",
      activations: [{ target: "customer-account.order-status.block.render" }],
    },
    {
      handle: "customer-page",
      type: "theme_app_extension",
      activations: [expect.objectContaining({ handle: "artwork-status", status: "available", activations: [] })],
    },
    { handle: "order-artwork", type: "ui_extension", activations: [{ target: "admin.order-details.block.render" }] },
  ]);
});

test("every element that an extension uses can be drawn", () => {
  const host = readFileSync(new URL("host.js", import.meta.url), "utf8");
  const source = globSync("extensions/*/src/*.tsx").map((file) => readFileSync(file, "utf8"));
  const used = new Set([...source.join().matchAll(/<(s-[a-z-]+)/g)].map(([, name]) => name!));
  expect(used.size).toBeGreaterThan(8);
  expect([...used].filter((name) => !host.includes(`"${name}": `))).toEqual([]);
});
