import { describe, expect, test } from "vitest";
import { readPairs, visibleName } from "./photo-properties-read.ts";

/** The strings inside a property's value, each with the name it stands under there. */
const values = (value: unknown) =>
  readPairs([{ name: "Photo", value }])[0]?.values.map(({ text, hint }) => [text, hint]);
const names = (properties: unknown) => readPairs(properties).map(({ name }) => name);
const nested = (depth: number, wrap: (inner: unknown) => unknown) =>
  Array.from({ length: depth }).reduce<unknown>((inner) => wrap(inner), "cat");

describe("the properties of a line are read from", () => {
  test("a text, which is a value without a name", () => {
    expect(readPairs("cat")).toEqual([{ name: "", values: [{ text: "cat", hint: null }], text: "cat" }]);
    expect(readPairs(["cat"])).toEqual(readPairs("cat"));
  });

  test("one property, or an object that has them by their names", () => {
    expect(readPairs({ key: "Photo", value: "cat" })).toEqual(readPairs([{ name: "Photo", value: "cat" }]));
    expect(names({ name: "Rex", Photo: "cat" })).toEqual(["name", "Photo"]);
    expect(names({ value: "cat", Photo: "dog" })).toEqual(["value", "Photo"]);
  });

  test("pairs of a name and a value; any other list is a value", () => {
    expect(names([["Photo", "cat"]])).toEqual(["Photo"]);
    for (const list of [["cat"], [7, "cat"], ["cat", "dog", "cow"]]) {
      expect(names([list])).toEqual([""]);
      expect(readPairs([list])[0]?.text).toBe(JSON.stringify(list));
    }
  });

  test("objects without a name or a value as far as they go", () => {
    expect(readPairs([{ url: "cat" }])).toMatchObject([{ name: "", values: [{ text: "cat", hint: "url" }] }]);
    expect(readPairs([{ value: "cat" }])).toMatchObject([{ name: "", values: [{ text: "cat", hint: null }] }]);
    expect(readPairs([{ name: "Photo" }])).toEqual([{ name: "Photo", values: [], text: "" }]);
    expect(
      names([
        { name: 7, value: "cat" },
        { name: {}, value: "dog" },
      ]),
    ).toEqual(["7", ""]);
    expect(readPairs([5, null, true])).toEqual([]);
  });

  test("at most 500 entries", () => {
    const many = Array.from({ length: 501 }, (_, at) => [`Photo ${at}`, "cat"]);
    expect(readPairs(many)).toHaveLength(500);
    expect(readPairs(Object.fromEntries(many))).toHaveLength(500);
  });
});

describe("the strings in a value", () => {
  test("are found in JSON, also with blanks before it; broken JSON is a text", () => {
    expect(values(' ["cat"]')).toEqual([["cat", null]]);
    expect(values('{"url":"cat"}')).toEqual([["cat", "url"]]);
    expect(values("[cat")).toEqual([["[cat", null]]);
    expect(values("12")).toEqual([["12", null]]);
    expect(values(null)).toEqual([]);
  });

  test("stand under the name that they have there; a number is none", () => {
    expect(values({ Front: { 0: "cat", 12: "dog" }, photo1: "cow", "1st": "pig" })).toEqual([
      ["cat", "Front"],
      ["dog", "Front"],
      ["cow", "photo1"],
      ["pig", "1st"],
    ]);
  });

  test("of a pair stand under its name, and what else it says under its own", () => {
    expect(values([{ name: "Front", value: "cat", note: "dog" }])).toEqual([
      ["cat", "Front"],
      ["dog", "note"],
    ]);
    expect(values([{ key: "Front", value: "cat" }])).toEqual([["cat", "Front"]]);
    expect(values([{ name: 7, value: "cat" }])).toEqual([["cat", "value"]]);
    expect(values([{ name: "Rex", url: "cat" }])).toEqual([
      ["Rex", "name"],
      ["cat", "url"],
    ]);
  });

  test.each([
    ["lists", (inner: unknown) => [inner]],
    ["objects", (inner: unknown) => ({ url: inner })],
    ["pairs", (inner: unknown) => ({ name: "Photo", value: inner })],
  ])("are looked for six %s deep and no deeper", (_what, wrap) => {
    expect(values(nested(6, wrap))).toHaveLength(1);
    expect(values(nested(7, wrap))).toEqual([]);
  });

  test("in JSON inside JSON are looked for three times and no more", () => {
    const inJson = (inner: unknown) => JSON.stringify([inner]);
    expect(values(nested(3, inJson))).toEqual([["cat", null]]);
    expect(values(nested(4, inJson))).toEqual([]);
  });

  test("are at most five thousand", () => {
    expect(values(Array.from({ length: 5001 }, () => "cat"))).toHaveLength(5000);
    expect(values(Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [at, "cat"])))).toHaveLength(5000);
  });
});

describe("a value as a person would read it", () => {
  const text = (value: unknown) => readPairs([{ name: "Photo", value }])[0]?.text;

  test("is the text, the number, or what a list or an object looks like", () => {
    expect([text("cat"), text(7), text({ url: 1 }), text(null), text(undefined)]).toEqual([
      "cat",
      "7",
      '{"url":1}',
      "",
      "",
    ]);
  });

  test("has at most five thousand characters", () => {
    expect(text("x".repeat(6000))).toBe("x".repeat(5000));
  });
});

test("a property's name is shown without what nobody sees, and at most 255 characters of it", () => {
  expect(visibleName(" Yo\u200Bur\tphoto \n\n1 ")).toBe("Your photo 1");
  expect(visibleName("n".repeat(300))).toBe("n".repeat(255));
});
