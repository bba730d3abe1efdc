import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemFileName } from "./file-names.ts";
import { matchArtfile, type ArtfileRefusal } from "./file-names-match.ts";

const item = (
  itemId: string,
  productTitle: string,
  itemNumber: number,
  options = ["LivingRoom", "Full"],
  orderName = "#1023",
) => ({
  itemId,
  ...itemFileName({
    orderName,
    productTitle,
    itemNumber,
    options,
    isDefaultVariant: options.length === 0,
    propertyName: "Uploaded Images",
  }),
});

const wall = [
  item("yellow", "Yellow Portrait", 1),
  item("yellow-2", "Yellow Portrait", 2),
  item("dashes", "Family - The Gift - 2, Deluxe", 3),
  item("plain", "Locket", 1, [], "#1024"),
];

function refusal(fileName: string): ArtfileRefusal {
  const answer = matchArtfile(fileName, wall);
  if ("match" in answer) throw new Error(`matched ${answer.match}`);
  return answer.refused;
}

describe("an uploaded artfile", () => {
  test("finds its item with any accepted extension, letter case and spacing", () => {
    expect(matchArtfile("1023 - Yellow Portrait - 1, LivingRoom,Full - Uploaded Images.tiff", wall)).toEqual({
      match: "yellow",
    });
    expect(matchArtfile("1023 - yellow  portrait - 2, LIVINGROOM,Full - Uploaded Images.PNG", wall)).toEqual({
      match: "yellow-2",
    });
    expect(
      matchArtfile("1023 - Family - The Gift - 2, Deluxe - 3, LivingRoom,Full - Uploaded Images.psd", wall),
    ).toEqual({ match: "dashes" });
  });

  test("named only “1023 artwork” is refused, and the first item of that order is offered", () => {
    const { differs, nearest } = refusal("1023 artwork.png");
    expect(nearest).toBe("yellow");
    expect(differs.map((difference) => difference.part)).toEqual(["product", "item number", "options", "property"]);
    expect(differs[0]).toEqual({ part: "product", expected: "Yellow Portrait", got: "artwork" });
  });

  test.each([
    ["1024 - Yellow Portrait - 1, LivingRoom,Full - Uploaded Images.png", "order", "1023", "1024"],
    [
      "1023 - Yelow Portrait - 1, LivingRoom,Full - Uploaded Images.png",
      "product",
      "Yellow Portrait",
      "Yelow Portrait",
    ],
    ["1023 - Yellow Portrait - 7, LivingRoom,Full - Uploaded Images.png", "item number", "1", "7"],
    [
      "1023 - Yellow Portrait - 1, LivingRoom,Half - Uploaded Images.png",
      "options",
      "LivingRoom,Full",
      "LivingRoom,Half",
    ],
    [
      "1023 - Yellow Portrait - 1, LivingRoom,Full - Uploaded Image.png",
      "property",
      "Uploaded Images",
      "Uploaded Image",
    ],
    ["1023 - Yellow Portrait - 1, LivingRoom,Full.png", "property", "Uploaded Images", null],
    ["1023 - Yellow Portrait - 1 - Uploaded Images.png", "options", "LivingRoom,Full", null],
    ["1024 - Locket - 1, Gold - Uploaded Images.png", "options", null, "Gold"],
    ["1023 - Family - The Gift - 2, Deluxe - 4, LivingRoom,Full - Uploaded Images.png", "item number", "3", "4"],
  ])("%s is refused for its %s alone", (fileName, part, expected, got) => {
    expect(refusal(fileName).differs).toEqual([{ part, expected, got }]);
  });

  test("with an extension we do not accept is refused for that alone", () => {
    const { differs, sentences } = refusal("1024 - Locket - 1 - Uploaded Images.exe");
    expect(differs).toMatchObject([{ part: "extension", got: "exe" }]);
    expect(sentences[0]).toMatch(/^The extension “exe” is not accepted/);
  });

  test("that is like nothing here is refused with no suggestion", () => {
    expect(refusal("holiday.png").differs).toEqual([]);
    expect(refusal("holiday.png").nearest).toBeUndefined();
    expect(matchArtfile("x.png", [])).toHaveProperty("refused");
  });

  test("is explained from the name alone where the parts were not kept", () => {
    const stored = wall.map(({ itemId, name, key }) => ({ itemId, name, key }));
    const answer = matchArtfile("1023 - Family - The Gift - 2, Deluxe - 3, Hall,Full - Uploaded Images.png", stored);
    expect(answer).toMatchObject({ refused: { nearest: "dashes", differs: [{ part: "options", got: "Hall,Full" }] } });
  });

  test("of any name is answered, and a refusal always says why", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (fileName) => {
        const answer = matchArtfile(fileName, wall);
        if ("refused" in answer) expect(answer.refused.sentences.length).toBeGreaterThan(0);
      }),
    );
  });
});
