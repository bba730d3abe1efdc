import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyTextOf } from "./any-text.fixture.ts";
import { itemFileName } from "./file-names.ts";
import { matchArtfile, uploadKey, type ArtfileRefusal } from "./file-names-match.ts";

const item = (
  itemId: string,
  productTitle: string,
  itemNumber: number,
  options = ["LivingRoom", "Full"],
  orderName = "#1023",
  propertyName: string | null = "Uploaded Images",
) => ({
  itemId,
  ...itemFileName({
    orderName,
    productTitle,
    itemNumber,
    options,
    isDefaultVariant: options.length === 0,
    propertyName,
  }),
});

const wall = [
  item("yellow", "Yellow Portrait", 1),
  item("yellow-2", "Yellow Portrait", 2),
  item("dashes", "Family - The Gift - 2, Deluxe", 3),
  item("plain", "Locket", 1, [], "#1024"),
];

function refusal(fileName: string, candidates = wall): ArtfileRefusal {
  const answer = matchArtfile(fileName, candidates);
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

  test("is found among more items than can be compared by the key of its name", () => {
    expect(uploadKey("1023 - yellow  portrait - 2, LIVINGROOM,Full - Uploaded Images.PNG")).toBe(wall[1]?.key);
  });

  test.each([
    "1023-Yellow Portrait - 7",
    "1023 -Yellow Portrait - 7",
    "1023 Yellow Portrait - 7",
    "1023 - Yellow Portrait-7",
    "1023 - Yellow Portrait -7",
    "1023 - Yellow Portrait 7",
  ])("that begins with %j is understood, however its parts are divided", (beginning) =>
    expect(refusal(`${beginning}, LivingRoom,Full - Uploaded Images.png`).differs).toEqual([
      { part: "item number", expected: "1", got: "7" },
    ]),
  );

  test("whose parts are right and only divided otherwise is shown the whole name", () => {
    expect(refusal("1023 Yellow Portrait 1, LivingRoom,Full - Uploaded Images.png").differs).toEqual([
      { part: "dividers", expected: wall[0]?.name, got: "1023 Yellow Portrait 1, LivingRoom,Full - Uploaded Images" },
    ]);
  });

  test("is told each part that is missing, too much or different in a sentence", () => {
    expect(refusal("#1023.png").sentences).toEqual([
      "The product “Yellow Portrait” is missing.",
      "The item number “1” is missing.",
      "The options “LivingRoom,Full” are missing.",
      "The property “Uploaded Images” is missing.",
    ]);
    expect(refusal("1024 - Locket - 1, Gold - Uploaded Images.png").sentences).toEqual([
      "“Gold” is one part too many.",
    ]);
    expect(refusal("1023 - Yellow Portrait - 17, LivingRoom,Full - Uploaded Images.png").sentences).toEqual([
      "The item number should be “1”, but the file says “17”.",
    ]);
  });

  test("without a number where it should stand is told so, and what stands there counts as options", () => {
    expect(refusal("1023 - Yellow Portrait - one of 3, LivingRoom,Full - Uploaded Images.png").differs).toEqual([
      { part: "item number", expected: "1", got: null },
      { part: "options", expected: "LivingRoom,Full", got: "one of 3, LivingRoom,Full" },
    ]);
  });

  test("that stops after a title that looks like a number is told that the rest is missing", () => {
    expect(refusal("1023 - Family - The Gift - 2, Deluxe.png", wall.slice(2, 3)).differs).toEqual([
      { part: "item number", expected: "3", got: null },
      { part: "options", expected: "LivingRoom,Full", got: null },
      { part: "property", expected: "Uploaded Images", got: null },
    ]);
  });

  test("keeps a # that does not stand before the order", () => {
    expect(refusal("1023 - Yellow #Portrait - 1, LivingRoom,Full - Uploaded Images.png").differs).toEqual([
      { part: "product", expected: "Yellow Portrait", got: "Yellow #Portrait" },
    ]);
  });

  test("with no blank after the item number still has its options", () => {
    expect(refusal("1023 - Yellow Portrait - 1,LivingRoom,Half - Uploaded Images.png").differs).toEqual([
      { part: "options", expected: "LivingRoom,Full", got: "LivingRoom,Half" },
    ]);
  });

  test("may have options and a property with dashes in them", () => {
    const gift = [item("gift", "Locket", 1, ["Gift - Wrap"], "#1024", null)];
    expect(refusal("1024 - Loket - 1, Gift - Wrap.png", gift).differs).toEqual([
      { part: "product", expected: "Locket", got: "Loket" },
    ]);
    const mug = [item("mug", "Mug", 1, ["Blue"], "#1023", "Photo - Front")];
    expect(refusal("1023 - Mug - 1, Red - Photo - Front.png", mug).differs).toEqual([
      { part: "options", expected: "Blue", got: "Red" },
    ]);
  });

  test("without its order is still known by what is most like it", () => {
    expect(refusal("Yellow Portrait - 2, LivingRoom,Full - Uploaded Images.png")).toMatchObject({
      nearest: "yellow-2",
      differs: [{ part: "order", expected: "1023", got: null }],
    });
  });

  test("with an extension we do not accept is refused for that alone", () => {
    const { differs, sentences } = refusal("1024 - Locket - 1 - Uploaded Images.exe");
    expect(differs).toMatchObject([{ part: "extension", got: "exe" }]);
    expect(sentences).toEqual([
      expect.stringMatching(/^The extension “exe” is not accepted; use one of jpg, .*zip\.$/),
    ]);
  });

  test("of a film is refused for its extension too, one with a long ending for its last part", () => {
    expect(refusal("1024 - Locket - 1 - Uploaded Images.mp4").differs).toMatchObject([
      { part: "extension", got: "mp4" },
    ]);
    expect(refusal("1024 - Locket - 1 - Uploaded Images.abcdefghijk").differs).toEqual([
      { part: "property", expected: "Uploaded Images", got: "Uploaded Images.abcdefghijk" },
    ]);
  });

  test("with an extension we do not accept and another fault is refused for the other fault", () => {
    expect(refusal("1023 - Yelow Portrait - 1, LivingRoom,Full - Uploaded Images.exe").differs).toMatchObject([
      { part: "product", got: "Yelow Portrait" },
      { part: "property", got: "Uploaded Images.exe" },
    ]);
  });

  test("whose name nobody can see is like nothing", () => {
    expect(refusal("\u3164.png").nearest).toBeUndefined();
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
      fc.property(anyTextOf(300), (fileName) => {
        const answer = matchArtfile(fileName, wall);
        if ("refused" in answer) expect(answer.refused.sentences.length).toBeGreaterThan(0);
      }),
    );
  });
});
