// Photos that stand on the order itself belong to the only line that can want one; else a person says where they belong.
import { describe, expect, test } from "vitest";
import { isFromOrder, isPhotoMissing, notePhotos, placesLeft, withoutPhoto } from "./note-photos.ts";
import { findPhotos } from "./photo-properties.ts";
import type { IncomingOrderLine } from "./incoming-order.ts";

const CAT = "https://files.test/cat.jpg";
const DOG = "https://files.test/dog.jpg";
const line = (lineId: string, but: Partial<IncomingOrderLine> = {}): IncomingOrderLine => ({
  lineId,
  productId: null,
  title: `Product ${lineId}`,
  variantTitle: null,
  options: [],
  isDefaultVariant: true,
  sku: null,
  quantity: 1,
  isFulfilled: false,
  isPhysical: true,
  properties: [],
  ...but,
});
const settings = { grouping: "property" as const };
const found = (noteAttributes: unknown, ...lines: IncomingOrderLine[]) =>
  notePhotos({ noteAttributes, lines }, findPhotos(lines, {}), settings).map(
    ({ lineId, sourceKey, links, placeAmong }) => ({ lineId, sourceKey, links, placeAmong }),
  );
const cat = [{ name: "Photo", value: CAT }];

describe("photos on the order itself", () => {
  test("are the only line's", () => {
    expect(found(cat, line("1"))).toEqual([{ lineId: "1", sourceKey: "note:Photo", links: [CAT], placeAmong: [] }]);
  });

  test("are of the one line that has none of its own and is made and shipped", () => {
    const own = line("1", { properties: [{ name: "Photo", value: DOG }] });
    const others = [line("3", { isPhysical: false }), line("4", { quantity: 0 }), line("5", { isFulfilled: true })];
    expect(found(cat, own, line("2"), ...others)).toMatchObject([{ lineId: "2", placeAmong: [] }]);
  });

  test("wait for a person where several lines can want them, each property by itself", () => {
    const both = [...cat, { name: "Second photo", value: DOG }];
    expect(found(both, line("1"), line("2"))).toEqual([
      { lineId: "1", sourceKey: "note:Photo", links: [CAT], placeAmong: ["1", "2"] },
      { lineId: "1", sourceKey: "note:Second photo", links: [DOG], placeAmong: ["1", "2"] },
    ]);
  });

  test("are nobody's where every line has its own, and none where a line has the same", () => {
    const own = line("1", { properties: [{ name: "Photo", value: CAT }] });
    expect(found([{ name: "Photo", value: DOG }], own)).toEqual([]);
    expect(found(cat, own, line("2"))).toEqual([]);
  });

  test.each([
    ["landing_page", "https://shop.test/abc?utm_source=mail"],
    ["Referrer", "https://www.google.com/"],
    ["Facebook", "https://facebook.com/somebody"],
    ["_preview", "https://files.test/preview.jpg"],
    ["Gift message", "for Ann"],
  ])("%s is none", (name, value) => expect(found([{ name, value }], line("1"))).toEqual([]));

  test("a note that is nonsense breaks nothing", () => {
    for (const nonsense of [null, undefined, 7, "text", {}, [null, 3, []]])
      expect(found(nonsense, line("1"))).toEqual([]);
  });
});

test("an item knows whether its photo is missing, and whether it comes from the order", () => {
  const missing = withoutPhoto("1");
  expect(isPhotoMissing({ ...missing, photoVersion: 0 })).toBe(true);
  expect(isPhotoMissing({ ...missing, photoVersion: 1 })).toBe(false);
  expect(isPhotoMissing({ sourceKey: "note:Photo", photoVersion: 0 })).toBe(false);
  expect([isFromOrder({ sourceKey: "note:Photo" }), isFromOrder(missing)]).toEqual([true, false]);
});

test("lines that are removed or shipped are places no more", () => {
  const lines = [line("1", { quantity: 0 }), line("2", { isFulfilled: true }), line("3")];
  expect(placesLeft(["1", "2", "3", "4"], lines)).toEqual(["3", "4"]);
});
