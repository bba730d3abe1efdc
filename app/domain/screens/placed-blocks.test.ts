// A manager is told of each block whether it is on, and "not known" where Shopify did not say.
import { expect, test } from "vitest";
import { readExtensions } from "../../../dev/extensions/read-extension.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { BLOCK_SHEETS, BLOCKS, placedBlocks } from "./placed-blocks.ts";

const theme = (status: string) => ({
  handle: "customer-page",
  type: "theme_app_extension",
  activations: [{ handle: "artwork-status", name: "Artwork status", target: "section", status, activations: [] }],
});
const accounts = (...targets: string[]) => ({
  handle: "account-artwork",
  type: "ui_extension",
  activations: targets.map((target) => ({ target })),
});

test("each block is on where Shopify lists it as active, and off where it lists it otherwise or not at all", () => {
  const placed = placedBlocks([theme("active"), accounts("customer-account.order-index.block.render")]);
  expect(placed).toEqual({ theme: "on", account_order: "off", account_orders: "on", order_page: "off" });
  for (const status of ["available", "unavailable"])
    expect(placedBlocks([theme(status)])).toMatchObject({ theme: "off", account_order: "off" });
  expect(placedBlocks([])).toMatchObject({ theme: "off", order_page: "off" });
});

test("what Shopify did not say, or says in another form, is unknown", () => {
  const unknown = { theme: "unknown", account_order: "unknown", account_orders: "unknown", order_page: "unknown" };
  for (const nothing of [undefined, null, "soon", {}]) expect(placedBlocks(nothing)).toEqual(unknown);
  expect(placedBlocks([theme("paused")]).theme).toBe("unknown");
  expect(placedBlocks([{ ...theme("active"), type: "another" }]).theme).toBe("unknown");
  expect(placedBlocks([{ ...accounts(), activations: undefined }]).account_order).toBe("unknown");
});

test("every block is one that the app has, and leads to where it is placed", () => {
  const all = readExtensions();
  for (const block of BLOCKS) {
    const { extension, place, link } = BLOCK_SHEETS[block];
    const found = all.find(({ handle }) => handle === extension)!;
    const isThere =
      found.type === "theme"
        ? existsSync(join(found.folder, "blocks", `${place}.liquid`))
        : found.targets.some(({ target }) => target === place);
    expect([block, isThere]).toEqual([block, true]);
    expect(link("key")).toMatch(/^shopify:\/\/admin\//);
  }
  expect(BLOCK_SHEETS.theme.link("key")).toContain("addAppBlockId=key/artwork-status");
  expect(BLOCK_SHEETS.account_order.link("key")).toContain("page=order-status&context=apps&app=key");
});
