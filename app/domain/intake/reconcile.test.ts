import { describe, expect, test } from "vitest";
import { reconcileOrder, type ExistingItem } from "./reconcile.ts";

function existing(number: number, but: Partial<ExistingItem> = {}): ExistingItem {
  return {
    itemId: `item-${number}`,
    number,
    lineId: `line-${number}`,
    sourceKey: "Photo",
    copies: 1,
    step: "artwork",
    ...but,
  };
}

function incoming(lines: Record<string, number>, cancelled = false) {
  return {
    cancelled,
    lines: Object.entries(lines).map(([lineId, currentQuantity]) => ({ lineId, currentQuantity })),
    items: Object.keys(lines).map((lineId) => ({ lineId, sourceKey: "Photo" })),
  };
}

describe("an order that Shopify tells us about again", () => {
  test("a new order makes items numbered from one, in the order of its lines", () => {
    const { add, cancel } = reconcileOrder(incoming({ "line-1": 1, "line-2": 3, "line-3": 0 }), []);
    expect(add.map(({ number, copies, incoming: { lineId } }) => [number, copies, lineId])).toEqual([
      [1, 1, "line-1"],
      [2, 3, "line-2"],
    ]);
    expect(cancel).toEqual([]);
  });

  test("the same order again changes nothing", () => {
    expect(reconcileOrder(incoming({ "line-1": 1, "line-2": 1 }), [existing(1), existing(2)])).toEqual({
      add: [],
      cancel: [],
      reopen: [],
      changedCopies: [],
      moreOfDone: [],
    });
  });

  test("a removed or refunded line is cancelled, and its number is never used again", () => {
    const now = reconcileOrder(incoming({ "line-1": 1, "line-2": 0, "line-3": 1 }), [existing(1), existing(2)]);
    expect(now.cancel).toEqual(["item-2"]);
    expect(now.add.map(({ number }) => number)).toEqual([3]);
    const later = reconcileOrder(incoming({ "line-1": 1, "line-2": 0, "line-4": 1 }), [
      existing(1),
      existing(2, { step: "cancelled" }),
    ]);
    expect(later).toMatchObject({ cancel: [], add: [{ number: 3 }] });
  });

  test("a changed quantity changes the copies", () => {
    expect(reconcileOrder(incoming({ "line-1": 2 }), [existing(1)]).changedCopies).toEqual([
      { itemId: "item-1", copies: 2 },
    ]);
  });

  test("more copies of what is done are told of, fewer and those of a cancelled order are not", () => {
    const done = [existing(1, { step: "done", copies: 2 })];
    expect(reconcileOrder(incoming({ "line-1": 3 }), done)).toMatchObject({
      changedCopies: [{ itemId: "item-1", copies: 3 }],
      moreOfDone: ["item-1"],
    });
    for (const same of [incoming({ "line-1": 2 }), incoming({ "line-1": 1 }), incoming({ "line-1": 3 }, true)])
      expect(reconcileOrder(same, done)).toMatchObject({ changedCopies: [], moreOfDone: [] });
    expect(reconcileOrder(incoming({ "line-1": 2 }), [existing(1)]).moreOfDone).toEqual([]);
  });

  test("a cancelled order cancels every open item and adds none", () => {
    const items = [existing(1), existing(2, { step: "done" }), existing(3, { step: "photo_issue" })];
    const now = reconcileOrder(incoming({ "line-1": 0, "line-2": 0, "line-3": 1, "line-4": 1 }, true), items);
    expect(now).toEqual({ add: [], cancel: ["item-1", "item-3"], reopen: [], changedCopies: [], moreOfDone: [] });
  });

  test("a line that is merely absent from what Shopify sent cancels nothing", () => {
    expect(reconcileOrder(incoming({ "line-1": 1 }), [existing(1), existing(2)]).cancel).toEqual([]);
  });

  test("an item that was cancelled by hand is not made a second time", () => {
    expect(reconcileOrder(incoming({ "line-1": 1 }), [existing(1, { step: "cancelled" })]).add).toEqual([]);
  });

  test("a line that an order edit removed and put back has its own item again, but not one that a manager cancelled", () => {
    const items = [existing(1, { step: "cancelled", isCancelledByShopify: true }), existing(2, { step: "cancelled" })];
    expect(reconcileOrder(incoming({ "line-1": 2, "line-2": 1 }), items)).toEqual({
      add: [],
      cancel: [],
      reopen: ["item-1"],
      changedCopies: [{ itemId: "item-1", copies: 2 }],
      moreOfDone: [],
    });
    expect(reconcileOrder(incoming({ "line-1": 0 }), items).reopen).toEqual([]);
    expect(reconcileOrder(incoming({ "line-2": 1 }), items).reopen).toEqual([]);
    expect(reconcileOrder(incoming({ "line-1": 1 }, true), items).reopen).toEqual([]);
  });

  test("an item that was taken up again stays as it is", () => {
    const items = [existing(1, { isCancelledByShopify: true })];
    expect(reconcileOrder(incoming({ "line-1": 1 }), items).reopen).toEqual([]);
  });

  test("two photo properties of one line are two items, the same property twice is one", () => {
    const twice = {
      cancelled: false,
      lines: [{ lineId: "line-1", currentQuantity: 1 }],
      items: ["Front", "Back", "Front"].map((sourceKey) => ({ lineId: "line-1", sourceKey })),
    };
    expect(reconcileOrder(twice, []).add.map(({ number, incoming: { sourceKey } }) => [number, sourceKey])).toEqual([
      [1, "Front"],
      [2, "Back"],
    ]);
  });
});
