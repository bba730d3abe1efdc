// What an artist is told of a name that is nearly right: the sign, the part or the ending that differs, and no other.
import { describe, expect, it } from "vitest";
import { itemFileName } from "./file-names.ts";
import { matchArtfile } from "./file-names-match.ts";

const { name, key, parts } = itemFileName({
  orderName: "#1023",
  productTitle: "Yellow Portrait",
  itemNumber: 1,
  options: ["LivingRoom", "Full"],
  isDefaultVariant: false,
  propertyName: "Uploaded Images",
});
const why = (fileName: string) => {
  const answer = matchArtfile(fileName, [{ itemId: "one", name, key, parts }]);
  return "refused" in answer ? answer.refused.differs.map(({ part }) => part) : ["matched"];
};

it("a number sign in front is the order's, or no difference at all", () =>
  expect(["order", "matched"]).toContain(why(`#${name}.png`)[0]));
it("a copy that Windows made differs in the property and in nothing else", () =>
  expect(why(`${name} - Copy.png`)).toEqual(["property"]));
it("two endings: the one that is accepted is not called unaccepted", () => {
  const answer = matchArtfile(`${name}.psd.png`, [{ itemId: "one", name, key, parts }]);
  expect("refused" in answer ? answer.refused.sentences.join(" ") : "").not.toMatch(/“psd” is not accepted; .*\bpsd\b/);
});

const wall = [
  { itemId: "one", name, key, parts },
  ...["Gallery Wrap", "Yellow Portrait"].map((productTitle, at) => ({
    itemId: `other-${at}`,
    ...itemFileName({
      orderName: "#1057",
      productTitle,
      itemNumber: 1,
      options: ["Full"],
      isDefaultVariant: false,
      propertyName: "Photo",
    }),
  })),
];

function told(fileName: string) {
  const answer = matchArtfile(fileName, wall);
  return "match" in answer ? answer.match : [answer.refused.nearest, ...answer.refused.sentences];
}

describe("a name that is nearly right gets one true sentence for each difference", () => {
  it.each([
    [`${name.replaceAll(" ", "_")}.png`, "one", ["“_” stands where a blank should stand."]],
    [`${name.replaceAll(" - ", " – ")}.png`, "one", ["“–” stands where “-” should stand."]],
    [`${name}.png.png`, "one", ["The ending “.png” stands there twice."]],
    [`${name}.psd.png`, "one", ["The file has two endings, “.psd” and “.png”; it should have one."]],
    [
      `${name} - Copy.png`,
      "one",
      ["The property should be “Uploaded Images”, but the file says “Uploaded Images - Copy”."],
    ],
    ["1057-Gallery Wrap-1,Full-Photo.png", "other-0", [`The parts should be divided as in “${wall[1]?.name}”.`]],
    [
      "1057-Galery Wrap-1, Full-Photo.png",
      "other-0",
      ["The product should be “Gallery Wrap”, but the file says “Galery Wrap”."],
    ],
    [
      `${name.replaceAll(" ", "_").replace("Yellow", "Yelow")}.png.png`,
      "one",
      [
        "The product should be “Yellow Portrait”, but the file says “Yelow Portrait”.",
        "“_” stands where a blank should stand.",
        "The ending “.png” stands there twice.",
      ],
    ],
    [`${name.slice("1023 - ".length)}.png`, "one", ["The order “1023” is missing."]],
  ])("%s", (fileName, nearest, sentences) => expect(told(fileName)).toEqual([nearest, ...sentences]));

  it("with the order's sign in front it is matched", () => expect(told(`#${name}.png`)).toBe("one"));

  it("of another order it is never offered for this one", () => {
    const answer = matchArtfile(`${name.replace("1023", "1999")}.png`, wall);
    expect(answer).toMatchObject({ refused: { otherOrder: "1999", differs: [] } });
    expect(answer).not.toHaveProperty("refused.nearest");
  });

  it("an item's own name may end like a file", () => {
    const made = itemFileName({
      orderName: "#1023",
      productTitle: "Mug",
      itemNumber: 1,
      options: [],
      isDefaultVariant: true,
      propertyName: "photo.png",
    });
    expect(matchArtfile(`${made.name}.png`, [{ itemId: "mug", ...made }])).toEqual({ match: "mug" });
  });

  it("two items that a browser would save under one name are not taken for one another", () => {
    const named = (productTitle: string) => ({
      itemId: productTitle,
      ...itemFileName({
        orderName: "#1023",
        productTitle,
        itemNumber: 1,
        options: [],
        isDefaultVariant: true,
        propertyName: null,
      }),
    });
    const alike = [named("a~b"), named("a%b")];
    expect(matchArtfile("1023 - a_b - 1.png", alike)).toHaveProperty("refused");
    expect(matchArtfile("1023 - a_b - 1.png", alike.slice(0, 1))).toEqual({ match: "a~b" });
  });
});
