import { describe, expect, it } from "vitest";
import { linesStillToMake, linesToShip, parcelsOf, type LineItem } from "./shipping.ts";

const item = (id: string, lineId: string, step: LineItem["step"] = "fulfilment"): LineItem => ({ id, lineId, step });

describe("the lines that ship", () => {
  it("are those of the items that are asked for", () => {
    expect([...linesToShip([item("a", "1"), item("b", "2")], ["a"])]).toEqual(["1"]);
  });

  it("are whole: a line waits for its last item", () => {
    const items = [item("a", "1"), item("b", "1", "artwork"), item("c", "2")];
    expect([...linesToShip(items, ["a", "c"])]).toEqual(["2"]);
    expect([...linesToShip(items, ["a", "b", "c"])]).toEqual(["1", "2"]);
  });

  it.each(["done", "cancelled"] as const)("do not wait for an item that is %s", (step) => {
    expect([...linesToShip([item("a", "1"), item("b", "1", step)], ["a"])]).toEqual(["1"]);
  });
});

it("lines are still to be made until their last item is done or cancelled", () => {
  const items = [item("a", "1", "done"), item("b", "1", "photo_issue"), item("c", "2", "cancelled"), item("d", "3")];
  expect([...linesStillToMake(items)]).toEqual(["1", "3"]);
});

describe("parcels", () => {
  const open = {
    isOpen: true,
    lines: [
      { id: "f1", lineId: "1", remaining: 2 },
      { id: "f2", lineId: "2", remaining: 0 },
      { id: "f3", lineId: "3", remaining: 1 },
    ],
  };
  const closed = { isOpen: false, lines: [{ id: "g1", lineId: "1", remaining: 1 }] };

  it("hold all that is left of the lines, fulfilment order by fulfilment order", () => {
    expect(parcelsOf([open, closed], new Set(["1", "2"]))).toEqual([
      { from: open, lines: [{ id: "f1", quantity: 2 }] },
    ]);
  });

  it("are none where nothing is left, or where it is in no open fulfilment order", () => {
    expect(parcelsOf([open], new Set(["2"]))).toEqual([]);
    expect(parcelsOf([closed], new Set(["1"]))).toEqual([]);
  });
});
