import { describe, expect, test } from "vitest";
import type { FoundPhotoProperty, IncomingLine } from "./found-photos.ts";
import { onceInBundle, withoutHiddenCopies } from "./photo-properties-copies.ts";
import { groupIntoItems } from "./photo-properties-grouping.ts";
import { findPhotos, findTexts } from "./photo-properties.ts";

const cat = "https://a.example/cat.jpg";
const dog = "https://a.example/dog.jpg";

function found(propertyName: string, links: string[], but: Partial<FoundPhotoProperty> = {}): FoundPhotoProperty {
  return { lineId: "a", propertyName, rawName: propertyName, links, leftOut: 0, groupKey: null, ...but };
}

function line(lineId: string, title: string, but: Partial<IncomingLine> = {}): IncomingLine {
  return { lineId, title, variantTitle: null, quantity: 1, properties: [], ...but };
}

describe("a photo that is told twice is kept once", () => {
  test("in a hidden property that tells nothing but shown photos", () => {
    const [shown, copy, more] = [found("Photo", [cat]), found("_copy", [cat]), found("_more", [cat, dog])];
    expect(withoutHiddenCopies([shown, copy, more])).toEqual([shown, more]);
  });

  test("in a bundle on the line that it is named after, else on its first line", () => {
    const of = (propertyName: string) =>
      ["a", "b", "c"].map((lineId) => found(propertyName, [cat], { lineId, groupKey: "g" }));
    const kept = (propertyName: string, ...titles: string[]) =>
      onceInBundle(
        titles.map((title, at) => line("abc".charAt(at), title)),
        of(propertyName),
      ).map(({ lineId }) => lineId);
    expect(kept("Photo", "Shirt", "Mug", "Cap")).toEqual(["a"]);
    expect(kept("Photo", "Shirt", "", " ")).toEqual(["a"]);
    expect(kept("Photo Mug", "Shirt", " Mug ", "Cap")).toEqual(["b"]);
    expect(kept("Photo Mug", "Shirt", "Mug", "Mug")).toEqual(["b"]);
    expect(kept("Photo Mug", "Shirt")).toEqual(["a"]);
  });

  test("in a bundle, but not what differs, and not in two bundles or outside of one", () => {
    const properties = [
      found("Front", [cat], { groupKey: "g" }),
      found("Back", [cat], { groupKey: "g" }),
      found("Front", [cat], { groupKey: "h", lineId: "b" }),
      found("Front", [cat], { lineId: "c" }),
      found("Front", [cat], { lineId: "d" }),
    ];
    expect(onceInBundle([], properties)).toEqual(properties);
  });

  test("in a bundle by its id as Shopify tells it", () => {
    const groupProperties = [{ key: "Photo", value: cat }];
    const lines = ["g", "h", "g"].map((groupId, at) => line(`line-${at}`, "Mug", { groupProperties, groupId }));
    expect(findPhotos(lines, {}).map(({ lineId }) => lineId)).toEqual(["line-0", "line-1"]);
  });
});

describe("a property that the shop chose holds photos", () => {
  const onlyNames = ["Photo"];
  const links = (value: unknown) => findPhotos([line("a", "Mug", { properties: { Photo: value } })], { onlyNames });

  test("whatever its address looks like, and whatever it is called inside", () => {
    expect(links("https://shop.example/products/mug")).toMatchObject([
      { links: ["https://shop.example/products/mug"] },
    ]);
    expect(links({ thumbnail: cat })).toMatchObject([{ links: [cat] }]);
  });
});

test("a property of blanks is no text for the artist", () => {
  expect(findTexts([line("a", "Mug", { properties: { Words: "  ", Name: "Rex" } })], {})).toMatchObject([
    { name: "Name" },
  ]);
});

describe("photos become items", () => {
  const two = [
    found("Front", [cat, dog], { leftOut: 3 }),
    found("Back", [dog], { leftOut: 2 }),
    found("Front", [cat], { lineId: "b", leftOut: 1 }),
  ];

  test("one per line, with all of its photos and the count of those left out", () => {
    expect(groupIntoItems(two, "line")).toEqual([
      { lineId: "a", sourceKey: "*", propertyName: "", links: [cat, dog], leftOut: 5 },
      { lineId: "b", sourceKey: "*", propertyName: "Front", links: [cat], leftOut: 1 },
    ]);
  });

  test("one per photo of a line, named after where it is met first; what is left out counts once", () => {
    expect(groupIntoItems(two, "photo")).toEqual([
      { lineId: "a", sourceKey: cat, propertyName: "Front", links: [cat], leftOut: 3 },
      { lineId: "a", sourceKey: dog, propertyName: "Front", links: [dog], leftOut: 0 },
      { lineId: "b", sourceKey: cat, propertyName: "Front", links: [cat], leftOut: 1 },
    ]);
  });

  test("under the property's own name up to 200 characters, under a short form of it beyond", () => {
    const keys = (name: string) => groupIntoItems([found(name, [cat])], "property").map(({ sourceKey }) => sourceKey);
    expect(keys("n".repeat(200))).toEqual(["n".repeat(200)]);
    expect(keys("n".repeat(201))).toEqual([expect.stringMatching(/^n{200}~[0-9a-f]{16}$/)]);
    expect(keys(`${"n".repeat(199)}🐶`)).toEqual([expect.stringMatching(/^n{199}~[0-9a-f]{16}$/)]);
  });
});
