import { describe, expect, test } from "vitest";
import type { Step } from "../words/steps.ts";
import type { IncomingOrderLine } from "./incoming-order.ts";
import { shippedItems } from "./shipped-items.ts";

function line(lineId: string, isFulfilled: boolean, quantity = 1): IncomingOrderLine {
  return {
    lineId,
    title: "Yellow Portrait",
    variantTitle: null,
    quantity,
    properties: [],
    options: [],
    isDefaultVariant: true,
    sku: null,
    productId: null,
    isPhysical: true,
    isFulfilled,
  };
}

const item = (lineId: string, step: Step = "fulfilment", shippedInShopify = false) => ({
  itemId: `item-${lineId}`,
  lineId,
  step,
  shippedInShopify,
});
const NOTHING = { newly: [], toClose: [], noLonger: [], isFulfilled: false };

describe("what Shopify has shipped of an order", () => {
  test("an item whose line is fulfilled is newly shipped and closed, once", () => {
    const lines = [line("1", true), line("2", false)];
    expect(shippedItems({ lines }, [item("1"), item("2")])).toEqual({
      ...NOTHING,
      newly: ["item-1"],
      toClose: ["item-1"],
    });
    expect(shippedItems({ lines }, [item("1", "fulfilment", true), item("2")])).toEqual(NOTHING);
  });

  test("one that is at its end is noted as shipped, and nothing happens to it", () => {
    const lines = [line("1", true), line("2", true), line("3", false)];
    expect(shippedItems({ lines }, [item("1", "done"), item("2", "cancelled"), item("3")])).toEqual({
      ...NOTHING,
      newly: ["item-1", "item-2"],
    });
  });

  test("one whose line is to be shipped again is no longer shipped; one whose line is gone stays as it was", () => {
    const known = [item("1", "done", true), item("2", "done", true), item("3", "done", true)];
    expect(shippedItems({ lines: [line("1", false), line("2", false, 0)] }, known)).toEqual({
      ...NOTHING,
      noLonger: ["item-1"],
    });
  });

  test("a line of which nothing is left has not shipped", () => {
    expect(shippedItems({ lines: [line("1", true, 0), line("2", false)] }, [item("1")])).toEqual(NOTHING);
  });

  test("the order is fulfilled when nothing is left to ship and an item of ours went with it", () => {
    const isFulfilled = (lines: IncomingOrderLine[], items = [item("1", "done", true)]) =>
      shippedItems({ lines }, items).isFulfilled;
    expect(isFulfilled([line("1", true), line("2", true)])).toBe(true);
    expect(isFulfilled([line("1", true), line("2", false, 0)])).toBe(true);
    expect(isFulfilled([line("1", true), line("2", false)])).toBe(false);
    expect(isFulfilled([line("2", true)])).toBe(false);
    expect(isFulfilled([line("1", true)], [])).toBe(false);
    expect(isFulfilled([])).toBe(false);
  });
});
