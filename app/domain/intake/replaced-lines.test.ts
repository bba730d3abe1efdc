// A swapped variant keeps its photo where exactly one line fits; in every other case nobody guesses.
import { describe, expect, test } from "vitest";
import { lineEdit, type EditedLine, type ItemOnLine } from "./replaced-lines.ts";

const line = (lineId: string, but: Partial<EditedLine> = {}): EditedLine => ({
  lineId,
  productId: "portrait",
  title: "Portrait",
  quantity: 1,
  isFulfilled: false,
  isPhysical: true,
  hasPhotos: false,
  ...but,
});
const item = (itemId: string, lineId: string, but: Partial<ItemOnLine> = {}): ItemOnLine => ({
  itemId,
  lineId,
  step: "artwork",
  isPhotoMissing: false,
  isCancelledByShopify: false,
  ...but,
});
const went = (lineId: string, but: Partial<EditedLine> = {}) => line(lineId, { quantity: 0, hasPhotos: true, ...but });
const were = (...lineIds: string[]) => new Map(lineIds.map((lineId) => [lineId, 1]));
const nothing = { moves: [], missing: [], superseded: [] };

describe("one line of a product went and one came", () => {
  test("the new line takes over every item of the old one", () => {
    const items = [item("cat", "A"), item("dog", "A", { step: "photo_issue" })];
    expect(lineEdit(were("A"), [went("A"), line("B")], items)).toEqual({
      ...nothing,
      moves: [
        { itemId: "cat", lineId: "B" },
        { itemId: "dog", lineId: "B" },
      ],
    });
  });

  test("in two edits, whichever came first", () => {
    const cancelled = item("cat", "A", { step: "cancelled", isCancelledByShopify: true });
    const removedFirst = new Map([["A", 0]]);
    expect(lineEdit(removedFirst, [went("A"), line("B")], [cancelled]).moves).toEqual([{ itemId: "cat", lineId: "B" }]);
    const missing = item("nothing", "B", { step: "photo_review", isPhotoMissing: true });
    expect(lineEdit(were("A", "B"), [went("A"), line("B")], [item("cat", "A"), missing])).toEqual({
      moves: [{ itemId: "cat", lineId: "B" }],
      missing: [],
      superseded: ["nothing"],
    });
  });

  test("and back again", () => {
    const former = new Map([
      ["A", 0],
      ["B", 1],
    ]);
    expect(lineEdit(former, [line("A", { hasPhotos: true }), went("B")], [item("cat", "B")]).moves).toEqual([
      { itemId: "cat", lineId: "A" },
    ]);
  });

  test("by its title where Shopify knows no product", () => {
    const lines = [went("A", { productId: null }), line("B", { title: " portrait" })];
    expect(lineEdit(were("A"), lines, [item("cat", "A")]).moves).toHaveLength(1);
  });

  test("a new line with photos of its own is a new item and takes nothing over", () => {
    expect(lineEdit(were("A"), [went("A"), line("B", { hasPhotos: true })], [item("cat", "A")])).toEqual(nothing);
  });
});

describe("where more than one could be meant", () => {
  test("two came for one: both want a photo", () => {
    const lines = [went("A"), line("B"), line("C")];
    expect(lineEdit(were("A"), lines, [item("cat", "A")])).toEqual({ ...nothing, missing: ["B", "C"] });
  });

  test("one came for two: it wants a photo", () => {
    const lines = [went("A"), went("B"), line("C")];
    const items = [item("cat", "A"), item("dog", "B")];
    expect(lineEdit(were("A", "B"), lines, items)).toEqual({ ...nothing, missing: ["C"] });
  });

  test("two for two, whatever their copies", () => {
    const lines = [went("A"), went("B"), line("C"), line("D", { quantity: 3 })];
    const items = [item("cat", "A"), item("dog", "B")];
    expect(lineEdit(were("A", "B"), lines, items)).toEqual({ ...nothing, missing: ["C", "D"] });
  });

  test("another product came: its photo is missing, and a person says whether it wants one", () => {
    const lines = [went("A"), line("B", { productId: "poster", title: "Poster" })];
    expect(lineEdit(were("A"), lines, [item("cat", "A")])).toEqual({ ...nothing, missing: ["B"] });
  });

  test("a copy of two became another variant: the old line keeps its photo, the new one wants one", () => {
    expect(lineEdit(were("A"), [line("A", { hasPhotos: true }), line("B")], [item("cat", "A")])).toEqual({
      ...nothing,
      missing: ["B"],
    });
  });
});

describe("what is no swap", () => {
  const wrap = { productId: "wrap", title: "Gift wrap" };

  test("something else that is added to the order, or stood in it before", () => {
    const items = [item("cat", "A")];
    const photo = line("A", { hasPhotos: true });
    expect(lineEdit(were("A"), [photo, line("B", wrap)], items)).toEqual(nothing);
    expect(lineEdit(were("A", "B"), [went("A"), line("B", wrap)], items)).toEqual(nothing);
    expect(lineEdit(were("A", "B"), [photo, line("B")], items)).toEqual(nothing);
  });

  test("something that is not shipped, or was shipped already", () => {
    const items = [item("cat", "A")];
    expect(lineEdit(were("A"), [went("A"), line("B", { isPhysical: false })], items)).toEqual(nothing);
    expect(lineEdit(were("A"), [went("A"), line("B", { isFulfilled: true })], items)).toEqual(nothing);
  });

  test("what is done, or was cancelled by a member, takes part in none", () => {
    const done = [item("cat", "A", { step: "done" }), item("dog", "A", { step: "cancelled" })];
    expect(lineEdit(were("A"), [went("A"), line("B")], done).moves).toEqual([]);
  });

  test("the swap and the gift wrap of one edit are told apart", () => {
    const lines = [went("A"), line("B"), line("C", wrap)];
    expect(lineEdit(were("A"), lines, [item("cat", "A")])).toEqual({
      ...nothing,
      moves: [{ itemId: "cat", lineId: "B" }],
    });
  });
});

test("of an order whose lines were not kept yet, only a line of the same product is one that came", () => {
  const lines = [went("A"), line("B"), line("C", { productId: "wrap", title: "Gift wrap" })];
  expect(lineEdit(null, lines, [item("cat", "A")])).toEqual({ ...nothing, moves: [{ itemId: "cat", lineId: "B" }] });
});
