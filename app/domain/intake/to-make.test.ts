import { describe, expect, test } from "vitest";
import type { IncomingOrderLine } from "./incoming-order.ts";
import { isOver, isToMake, waitsForPayment, whatCounts } from "./to-make.ts";

function line(lineId: string, but: Partial<IncomingOrderLine> = {}): IncomingOrderLine {
  return {
    lineId,
    title: "Yellow Portrait",
    variantTitle: null,
    quantity: 1,
    properties: [],
    options: [],
    isDefaultVariant: true,
    sku: null,
    productId: null,
    isPhysical: true,
    isFulfilled: false,
    ...but,
  };
}

const order = (lines: IncomingOrderLine[], but: { cancelledAt?: string; isRefunded?: boolean } = {}) => ({
  cancelledAt: null,
  isRefunded: false,
  ...but,
  lines,
});
const CANCELLED = { cancelledAt: "2026-01-01T00:00:00Z" };
const REFUNDED = { isRefunded: true };

describe("what is to be made of an order", () => {
  test("nothing once it is cancelled or refunded in full", () => {
    expect(isOver(order([]))).toBe(false);
    for (const over of [CANCELLED, REFUNDED]) {
      expect(isOver(order([], over))).toBe(true);
      expect(isToMake(order([line("1")], over), { lineId: "1" })).toBe(false);
    }
  });

  test("a line that is there, has copies left and is not shipped", () => {
    const told = order([
      line("1"),
      line("2", { quantity: 0 }),
      line("3", { isFulfilled: true }),
      line("4", { quantity: 2 }),
    ]);
    expect(["1", "2", "3", "4", "5"].filter((lineId) => isToMake(told, { lineId }))).toEqual(["1", "4"]);
  });

  test("what is an item already counts too, shipped, removed or refunded", () => {
    const found = [
      { lineId: "1", sourceKey: "Photo" },
      { lineId: "2", sourceKey: "Photo" },
      { lineId: "2", sourceKey: "Photo 2" },
      { lineId: "3", sourceKey: "Photo" },
    ];
    const known = [{ lineId: "2", sourceKey: "Photo" }];
    const told = order([line("1"), line("2", { isFulfilled: true }), line("3", { quantity: 0 })]);
    expect(whatCounts(told, found, known)).toEqual([found[0], found[1]]);
    expect(whatCounts({ ...told, ...REFUNDED }, found, known)).toEqual([found[1]]);
    expect(whatCounts(told, found, [])).toEqual([found[0]]);
  });
});

test("an order waits for its payment only where the shop says so", () => {
  for (const unpaid of ["start", "wait"] as const)
    for (const isUnpaid of [true, false])
      expect(waitsForPayment({ isUnpaid }, { unpaid })).toBe(unpaid === "wait" && isUnpaid);
});
