// What a stranger writes into one order costs work as its size does, and none of it is a fault.
import { afterEach, describe, expect, test, vi } from "vitest";
import { factsOf } from "./order-facts.ts";
import { findPhotos, findTexts } from "./photo-properties.ts";
import { groupIntoItems } from "./photo-properties-grouping.ts";
import { placesLeft, notePhotos } from "./note-photos.ts";
import type { Source } from "./reconcile.ts";
import { lineEdit } from "./replaced-lines.ts";
import { whatCounts } from "./to-make.ts";

afterEach(() => vi.restoreAllMocks());

const line = (properties: unknown) => ({ lineId: "1", title: "A", variantTitle: null, quantity: 1, properties });
const group = (at: number) => `https://ucarecdn.com/${String(at).padStart(8, "0")}-0000-4000-8000-000000000000~999/`;
const many = (count: number, one: (at: number) => string) => Array.from({ length: count }, (_, at) => one(at)).join("");

/** Values of about so many characters. */
const VALUES: Record<string, (size: number) => unknown> = {
  "many properties": (size) =>
    Array.from({ length: size / 40 }, (_, at) => ({ name: `Photo ${at}`, value: `https://a.example/${at}.jpg` })),
  "one name of megabytes over many links": (size) => [
    { name: `_${"x".repeat(size)}`, value: many(size / 20, (at) => `https://a.example/${at} `) },
  ],
  "many links": (size) => [{ name: "Photo", value: many(size / 28, (at) => `https://a.example/${at}.jpg,`) }],
  "links in links": (size) => [{ name: "Photo", value: `https://a.example${"/https://".repeat(size / 9)}` }],
  "links in queries": (size) => [{ name: "Photo", value: many(size / 100, () => `https://a?${"?".repeat(80)},=`) }],
  "many groups": (size) => [{ name: "Photo", value: many(size / 62, (at) => `${group(at)} `) }],
  separators: (size) => [{ name: "Photo", value: `https://a.example/${",;|".repeat(size / 3)}` }],
  "opening and closing": (size) => [{ name: "Photo", value: `https://a.example/(${")".repeat(size)}` }],
  blanks: (size) => [{ name: " ".repeat(size), value: `https://a.example/a${" ".repeat(size)}.jpg` }],
  "JSON in JSON": (size) => [
    { name: "Photo", value: JSON.stringify(Array.from({ length: size / 40 }, (_, at) => `{"a":"https://b/${at}"}`)) },
  ],
  "brackets without an end": (size) => [{ name: "Photo", value: "[".repeat(size) }],
  "nested lists": (size) => `${"[".repeat(size / 2)}${"]".repeat(size / 2)}`,
  "previews of previews": (size) =>
    Array.from({ length: size / 40 }, (_, at) => ({ name: `preview ${at}`, value: "Photo,".repeat(5) })),
};

/** How many characters are looked at by patterns. */
function looked(work: () => void): number {
  let characters = 0;
  const exec = RegExp.prototype.exec;
  const counting = vi.spyOn(RegExp.prototype, "exec").mockImplementation(function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const hit = exec.call(this, text);
    characters += (hit ? hit.index + hit[0].length : String(text).length) - from;
    return hit;
  });
  work();
  counting.mockRestore();
  return characters;
}

describe.each(Object.keys(VALUES))("%s", (what) => {
  const order = (properties: unknown) => {
    const facts = { tags: [], shippingLines: [], noteAttributes: [], isFulfilled: false, isPhysical: true };
    const whole = { ...line(properties), productId: null, options: [], sku: null, ...facts };
    const found = findPhotos([line(properties)], {});
    for (const grouping of ["property", "line", "photo"] as const) groupIntoItems(found, grouping);
    findTexts([line(properties)], {});
    factsOf({ ...facts, lines: [whole] } as unknown as Parameters<typeof factsOf>[0]);
    notePhotos({ noteAttributes: properties, lines: [whole] } as unknown as Parameters<typeof notePhotos>[0], [], {
      grouping: "property",
    });
  };

  test("twice as much is at most twice the work", () => {
    const [one, two, four] = [15_000, 30_000, 60_000].map((size) => looked(() => order(VALUES[what]!(size))));
    expect(two).toBeLessThanOrEqual(2.2 * one! + 1_000);
    expect(four).toBeLessThanOrEqual(2.2 * two! + 1_000);
  });

  test("a megabyte of it is no fault", () => {
    expect(() => order(VALUES[what]!(1_000_000))).not.toThrow();
  });
});

describe("an order of many lines", () => {
  /** How often the lines of so many are looked at. */
  function looks(count: number): number {
    let looks = 0;
    const id = (at: number, more: object) => ({
      get lineId() {
        looks += 1;
        return String(at);
      },
      ...more,
    });
    const all = <T>(more: object) => Array.from({ length: count }, (_, at) => id(at, more)) as T[];
    const bare = { quantity: 1, isFulfilled: false };
    placesLeft(
      Array.from({ length: count }, (_, at) => String(at)),
      all(bare),
    );
    const told = { cancelledAt: null, isRefunded: false, lines: all(bare) };
    whatCounts(told as never, all<Source>({ sourceKey: "note:a" }), all<Source>({ sourceKey: "b" }));
    return looks;
  }

  test("is looked at as often as it has lines", () => {
    const [one, two, four] = [100, 200, 400].map(looks);
    expect([two, four]).toEqual([2 * one!, 4 * one!]);
  });

  test("finds the items of its lines without looking through all of them for each", () => {
    const count = (lines: number) => {
      let looks = 0;
      const items = Array.from({ length: lines }, (_, at) => ({
        ...{ itemId: String(at), step: "artwork" as const, isPhotoMissing: false, isCancelledByShopify: false },
        get lineId() {
          looks += 1;
          return String(at);
        },
      }));
      const edited = items.map((_, at) => ({
        ...{ lineId: String(at), productId: String(at), title: "", quantity: 1 },
        ...{ isFulfilled: false, isPhysical: true, hasPhotos: true },
      }));
      lineEdit(new Map(), edited, items);
      return looks;
    };
    expect([count(100), count(200)]).toEqual([100, 200]);
  });
});
