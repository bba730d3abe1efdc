import { describe, expect, test } from "vitest";
import { readParts, splitLike } from "./file-names-parts.ts";

describe("one of our own names is read from its shape", () => {
  const nothing = { options: null, property: null };

  test("with all its parts", () => {
    expect(readParts("1023 - Yellow Portrait - 12, LivingRoom,Full - Uploaded Images")).toEqual({
      order: "1023",
      product: "Yellow Portrait",
      itemNumber: "12",
      options: "LivingRoom,Full",
      property: "Uploaded Images",
    });
  });

  test("without options or without a property", () => {
    const locket = { order: "1024", product: "Locket", itemNumber: "1" };
    expect(readParts("1024 - Locket - 1")).toEqual({ ...locket, ...nothing });
    expect(readParts("1024 - Locket - 1 - Photo")).toEqual({ ...locket, options: null, property: "Photo" });
    expect(readParts("1024 - Locket - 1, Gold")).toEqual({ ...locket, options: "Gold", property: null });
  });

  test("as far as it goes", () => {
    expect(readParts("1024 - Locket")).toEqual({ order: "1024", product: "Locket", itemNumber: "", ...nothing });
    expect(readParts("Locket")).toEqual({ order: "Locket", product: "", itemNumber: "", ...nothing });
  });

  test("by the last number, since titles have numbers too", () => {
    expect(readParts("1023 - Gift - 2, Deluxe - 3, Full")).toMatchObject({
      product: "Gift - 2, Deluxe",
      itemNumber: "3",
    });
  });
});

test("an uploaded name that stops early has no further parts", () => {
  const expected = { order: "1023", product: "Locket", itemNumber: "1", options: null, property: "Photo" };
  const nothing = { product: null, itemNumber: null, options: null, property: null };
  expect(splitLike("1023", expected)).toEqual({ ...nothing, order: "1023" });
  expect(splitLike("holiday", expected)).toEqual({ ...nothing, order: "holiday" });
  expect(splitLike("1023 - Locket", expected)).toEqual({ ...nothing, order: "1023", product: "Locket" });
  expect(splitLike("1023 - Ring", expected)).toEqual({ ...nothing, order: "1023", product: "Ring" });
});
