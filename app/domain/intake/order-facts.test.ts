// What Shopify knows of an order beside its items is kept within limits, and the days that it is wanted for are read.
import { describe, expect, test } from "vitest";
import { FACTS_AT_MOST, factsOf } from "./order-facts.ts";
import { wantedBy, wantedDates } from "./wanted-dates.ts";

const nothing = { tags: [], shippingLines: [], noteAttributes: null, lines: [] };
const line = {
  lineId: "1",
  productId: null,
  title: "Portrait",
  variantTitle: null,
  options: [],
  isDefaultVariant: true,
  sku: null,
  quantity: 1,
  isFulfilled: false,
  isPhysical: true,
  properties: null,
};

describe("what is kept of an order", () => {
  test("tags are one list in the order of their letters, each once whatever its case", () => {
    expect(factsOf({ ...nothing, tags: ["rush", "VIP", " vip ", ""] }).tags).toEqual(["rush", "vip"]);
  });

  test("attributes are texts, whatever was written there, and empty ones are none", () => {
    const noteAttributes = [
      { name: "Gift", value: "Yes" },
      { key: "Count", value: 3 },
      { name: "Nothing", value: null },
      { name: "Shape", value: { a: [1] } },
      "nonsense",
      7,
    ];
    expect(factsOf({ ...nothing, noteAttributes }).noteAttributes).toEqual([
      { name: "Gift", value: "Yes" },
      { name: "Count", value: "3" },
      { name: "Shape", value: '{"a":[1]}' },
      { name: "", value: "nonsense" },
    ]);
  });

  test("what a stranger wrote too long, or too often, is cut, and never in the middle of a sign", () => {
    const facts = factsOf({
      tags: Array.from({ length: 400 }, (_, at) => `tag ${at}`),
      shippingLines: Array.from({ length: 50 }, () => ({ title: "x".repeat(5_000), code: "😀".repeat(200) })),
      noteAttributes: Array.from({ length: 300 }, (_, at) => ({ name: `n${at}`, value: `a${"😀".repeat(3_000)}` })),
      lines: Array.from({ length: 900 }, (_, at) => ({ ...line, lineId: String(at), title: "T".repeat(9_000) })),
    });
    expect([facts.tags.length, facts.shippingLines.length, facts.noteAttributes.length, facts.lines.length]).toEqual([
      FACTS_AT_MOST.tags,
      FACTS_AT_MOST.shipping,
      FACTS_AT_MOST.attributes,
      FACTS_AT_MOST.lines,
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/\\ud83d(?!\\ude00)/i);
    expect(JSON.stringify(facts)).toBe(JSON.stringify(facts).toWellFormed());
    expect(JSON.stringify(facts).length).toBeLessThan(900_000);
  });
});

describe("a day that an order is wanted for", () => {
  const read = (name: string, value: string) => wantedDates([[{ name, value }]]).map(({ kind, date }) => [kind, date]);

  test.each([
    ["Delivery-Date", "2026-12-24", "delivery", "2026-12-24"],
    ["Pickup-Date", "2026/12/24", "pickup", "2026-12-24"],
    ["Shipping-Date", "24.12.2026", "shipping", "2026-12-24"],
    ["_delivery_date", "Thursday, December 24th, 2026", "delivery", "2026-12-24"],
    ["deliveryDate", "24 Dec 2026", "delivery", "2026-12-24"],
    ["ship_date", "12/24/2026", "shipping", "2026-12-24"],
    ["Delivery Day", "24/12/2026", "delivery", "2026-12-24"],
    ["Needed by date", "2026-12-24", "needed", "2026-12-24"],
    ["Need it by", "Dec 24, 2026", "needed", "2026-12-24"],
    ["Wedding date", "2026-12-24", "needed", "2026-12-24"],
    ["Lieferdatum", "24.12.2026", "delivery", "2026-12-24"],
    ["お届け希望日", "2026年12月24日", "delivery", "2026-12-24"],
  ])("%s: %s", (name, value, kind, date) => expect(read(name, value)).toEqual([[kind, date]]));

  test("one that could be two days, or is no day, is kept as it was written", () => {
    expect(read("Delivery-Date", "03/04/2027")).toEqual([["delivery", null]]);
    expect(read("Delivery-Date", "2026-02-30")).toEqual([["delivery", null]]);
    expect(read("Delivery-Date", "week 12")).toEqual([["delivery", null]]);
  });

  test.each([
    ["Delivery-Time", "13:00"],
    ["Delivery-Location-Id", "10002"],
    ["Birthday", "2020-01-01"],
    ["Date on the locket", "2020-01-01"],
    ["Delivery-Date", "as soon as possible"],
    ["Uploaded Images", "https://files.test/2026-12-24.jpg"],
  ])("%s: %s is none", (name, value) => expect(read(name, value)).toEqual([]));

  test("the earliest counts, the same day twice is one, and there are at most ten", () => {
    const dates = wantedDates([
      [{ name: "Delivery-Date", value: "2026-12-24" }],
      [
        { name: "Delivery date", value: "2026-12-24" },
        { name: "Ship by", value: "2026-12-20" },
      ],
    ]);
    expect(dates).toHaveLength(2);
    expect(wantedBy(dates)).toBe("2026-12-20");
    expect(wantedBy([])).toBeNull();
    expect(
      wantedDates([Array.from({ length: 30 }, (_, at) => ({ name: "due date", value: String(at) }))]),
    ).toHaveLength(10);
  });
});
