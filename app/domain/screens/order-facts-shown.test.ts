import { expect, test } from "vitest";
import type { KeptLine } from "../intake/order-facts.ts";
import { alsoToShip } from "./order-facts-shown.ts";

const line = (lineId: string, more: Partial<KeptLine> = {}): KeptLine => ({
  ...{ lineId, productId: "7", title: `Poster ${lineId}`, variantTitle: null, options: [], sku: null, quantity: 1 },
  ...{ isFulfilled: false, isPhysical: true },
  ...more,
});

test("what is to be shipped beside the artwork is what Shopify still has open, and nothing that is not shipped", () => {
  const lines = [
    line("with an item"),
    line("open", { variantTitle: "Matte", quantity: 2 }),
    line("shipped", { isFulfilled: true }),
    line("a gift card", { isPhysical: false }),
    line("removed", { quantity: 0 }),
  ];
  expect(alsoToShip(lines, new Set(["with an item"]))).toEqual([{ title: "Poster open, Matte", quantity: 2 }]);
});
