import { describe, expect, test } from "vitest";
import { MAX_LINKS, findPhotos, findTexts } from "./photo-properties.ts";
import type { IncomingLine } from "./found-photos.ts";
import { groupIntoItems } from "./photo-properties-grouping.ts";

const line = (properties: unknown, more: Partial<IncomingLine> = {}): IncomingLine => ({
  lineId: "1",
  title: "Yellow Portrait",
  variantTitle: null,
  quantity: 1,
  properties,
  ...more,
});
const cat = "https://uploads.example.com/cat.jpg";
const dog = "https://uploads.example.com/dog.png";
const photosIn = (properties: unknown) => findPhotos([line(properties)], {});
const linksIn = (value: unknown) => photosIn([{ name: "Photo", value }]).flatMap((found) => found.links);

describe("photos are found in line-item properties", () => {
  test("written as pairs, as GraphQL attributes, as an object or as JSON in a string", () => {
    const pairs = [{ name: "Photo", value: cat }];
    for (const shape of [
      pairs,
      [{ key: "Photo", value: cat }],
      { Photo: cat },
      JSON.stringify(pairs),
      [["Photo", cat]],
      pairs[0],
    ]) {
      expect(photosIn(shape)).toMatchObject([
        { lineId: "1", propertyName: "Photo", rawName: "Photo", links: [cat], leftOut: 0 },
      ]);
    }
  });

  test.each([
    null,
    undefined,
    {},
    [],
    7,
    true,
    "nonsense",
    [null, 3, [], {}],
    [{ name: 2 }],
    [{ name: "Photo", value: null }],
    { Photo: 5 },
  ])("%j makes no photo and breaks nothing", (properties) => expect(photosIn(properties)).toEqual([]));

  test("several links in one property belong together, whatever divides them", () => {
    for (const divider of [",", ", ", "\n", " | ", ";", "", " and "])
      expect(linksIn(`${cat}${divider}${dog}`)).toEqual([cat, dog]);
    expect(linksIn([cat, { url: dog }, cat])).toEqual([cat, dog]);
    expect(linksIn(JSON.stringify([{ original: cat, thumbnail: dog }]))).toEqual([cat]);
  });

  test("links are cleaned of their surroundings, and names with blanks and commas survive", () => {
    expect(linksIn(`[Text: je t’aime;Image:${cat};]`)).toEqual([cat]);
    expect(linksIn(`<a href="${cat}">my (best) cat</a>`)).toEqual([cat]);
    expect(linksIn(`see ${cat} for Rex. Thanks!`)).toEqual([cat]);
    expect(linksIn("https://a.example/x/OFFICIAL 1.png?dl=1")).toEqual(["https://a.example/x/OFFICIAL%201.png?dl=1"]);
    expect(linksIn("https://a.example/Rex, Tom (2).jpg")).toEqual(["https://a.example/Rex,%20Tom%20(2).jpg"]);
    expect(linksIn("https:\\/\\/a.example\\/x.jpg?a=1&amp;b=2")).toEqual(["https://a.example/x.jpg?a=1&b=2"]);
    expect(linksIn(`https://img.example/fetch/${cat}`)).toEqual([`https://img.example/fetch/${cat}`]);
    expect(linksIn("//cdn.example.com/x.jpg")).toEqual(["https://cdn.example.com/x.jpg"]);
    expect(linksIn("https://")).toEqual([]);
  });

  test("landing pages, shares and groups of known hosts become the files behind them", () => {
    const id = "00000000-fad7-420f-bfa9-000000000001";
    expect(
      linksIn(
        `https://cdn.shopify.com/s/files/1/2/3/files/download.html?id=${id}&amp;uu=${id}&amp;mo=&amp;fi=T0ZGSUNJQUwgMS5wbmc=&amp;image=true`,
      ),
    ).toEqual([`https://files.getuploadkit.com/${id}/${id}/OFFICIAL%201.png?dl=1`]);
    expect(linksIn("https://www.dropbox.com/s/000/photo.jpg?dl=0")).toEqual([
      "https://www.dropbox.com/s/000/photo.jpg?dl=1",
    ]);
    expect(linksIn("https://drive.google.com/file/d/1AbCdEfGhIjKlMn/view?usp=sharing")).toEqual([
      "https://drive.google.com/uc?export=download&id=1AbCdEfGhIjKlMn",
    ]);
    expect(linksIn(`https://ucarecdn.com/${id}~2/`)).toEqual([
      `https://ucarecdn.com/${id}~2/nth/0/`,
      `https://ucarecdn.com/${id}~2/nth/1/`,
    ]);
    expect(linksIn(`https://ucarecdn.com/${id}/-/preview/600x600/`)).toEqual([`https://ucarecdn.com/${id}/`]);
  });

  test("hidden properties count, unless they only repeat a visible one", () => {
    expect(
      photosIn([
        { name: "_uploadery_1", value: cat },
        { name: "_uploadery_2", value: dog },
      ]),
    ).toHaveLength(2);
    expect(
      photosIn([
        { name: "Photo", value: cat },
        { name: "_photo_url", value: cat },
      ]),
    ).toMatchObject([{ rawName: "Photo" }]);
  });

  test("previews, thumbnails, production files, sounds, pages and profiles are not photos", () => {
    for (const name of [
      "Preview",
      "_customily-thumb",
      "_customily-production-url",
      "_print_file_url",
      "_tib_design_link_1",
      "_customization_image",
      "designPreview",
    ]) {
      expect(photosIn([{ name, value: cat }])).toEqual([]);
    }
    expect(
      photosIn([
        { name: "Look", value: cat },
        { name: "_pplr_preview", value: "Look" },
      ]),
    ).toEqual([]);
    for (const link of [
      "https://a.example/voice.m4a",
      "https://a.example/index.html",
      "https://a.example/",
      "https://open.spotify.com/track/1",
      "https://a.example/previews/1.jpg",
    ]) {
      expect(linksIn(link)).toEqual([]);
    }
  });

  test("an address without a file name counts, unless it is a shop's page or an app's own hidden note", () => {
    const upload = "https://u.example/s/AbC12";
    expect(photosIn([{ name: "Your memory", value: upload }])).toHaveLength(1);
    expect(photosIn([{ name: "_photo_1", value: upload }])).toHaveLength(1);
    expect(photosIn([{ name: "_edit_link", value: upload }])).toEqual([]);
    expect(photosIn([{ name: "Made from", value: "https://shop.example/products/mug" }])).toEqual([]);
  });

  test("names that differ only in invisible characters are two properties shown alike", () => {
    const found = photosIn([
      { name: "Photo", value: cat },
      { name: "Photo\u200B", value: dog },
    ]);
    expect(found.map((property) => property.propertyName)).toEqual(["Photo", "Photo"]);
    expect(found.map((property) => property.rawName)).toEqual(["Photo", "Photo\u200B"]);
  });

  test("a bundle's photo makes one item, on the line it is named after", () => {
    const groupProperties = [{ key: "File Mug - 1", value: cat }];
    const found = findPhotos(
      [
        line([], { lineId: "a", title: "Shirt", groupProperties }),
        line([], { lineId: "b", title: "Mug", groupProperties }),
      ],
      {},
    );
    expect(found).toMatchObject([{ lineId: "b", links: [cat] }]);
  });

  test("the shop can name the only properties that count, or some that never do", () => {
    const lines = [
      line([
        { name: "Photo", value: cat },
        { name: "Your PREVIEW", value: dog },
      ]),
    ];
    expect(findPhotos(lines, { onlyNames: ["your preview"] })).toMatchObject([{ rawName: "Your PREVIEW" }]);
    expect(findPhotos(lines, { ignoreNames: ["photo"] })).toEqual([]);
  });

  test("the other properties are text for the artist", () => {
    const lines = [
      line([
        { name: "Photo", value: cat },
        { name: "Name", value: "Rex" },
        { name: "_id", value: 12 },
        { name: "Empty", value: "" },
      ]),
    ];
    expect(findTexts(lines, {})).toEqual([
      { lineId: "1", name: "Name", value: "Rex", hidden: false },
      { lineId: "1", name: "_id", value: "12", hidden: true },
    ]);
  });

  test("of thousands of links fifty are taken and the rest counted", () => {
    const many = Array.from({ length: 2000 }, (_, at) => `https://a.example/${at}.jpg`).join(",");
    expect(photosIn([{ name: "Photo", value: many }])).toMatchObject([{ leftOut: 2000 - MAX_LINKS }]);
    expect(linksIn(many)).toHaveLength(MAX_LINKS);
    const lists = Array.from({ length: 100 }, (_, list) => [many.replaceAll("example/", `example/${list}/`)]);
    const [found] = photosIn([{ name: "Photo", value: lists }]);
    expect(found!.leftOut).toBe(6000 - MAX_LINKS);
  });

  test.each([
    "https://".repeat(30_000),
    `https://a.example/${" ".repeat(250_000)}`,
    `https://a.example/x?${"=".repeat(250_000)}`,
    "[".repeat(250_000),
    `https://a/${".jpg,".repeat(50_000)}`,
    "(https://a.b/".repeat(20_000),
  ])(
    "a value made to be slow (%#) is answered",
    (value) => expect(linksIn(value).length).toBeLessThanOrEqual(MAX_LINKS),
    2000,
  );
});

test("texts that a database cannot keep are made so that it can", () => {
  const name = `Ph\u0000oto \uD83D`;
  expect(photosIn([{ name, value: cat }])).toMatchObject([{ rawName: "Photo \uFFFD", propertyName: "Photo \uFFFD" }]);
  const [text] = findTexts([line([{ name: "Words", value: `a\u0000${"x".repeat(4998)}🐶` }])], {});
  expect(text?.value).not.toMatch(/\0|\p{Cs}/u);
});

describe("found photos become items", () => {
  const found = photosIn([
    { name: "Front", value: `${cat} ${dog}` },
    { name: "Back", value: dog },
  ]);

  test("one per property", () =>
    expect(groupIntoItems(found, "property").map((item) => item.sourceKey)).toEqual(["Front", "Back"]));
  test("one per line", () =>
    expect(groupIntoItems(found, "line")).toMatchObject([{ sourceKey: "*", propertyName: "", links: [cat, dog] }]));
  test("told apart by keys of a bounded length", () => {
    const names = [`${"n".repeat(3000)}1`, `${"n".repeat(3000)}2`];
    const keys = groupIntoItems(photosIn(names.map((name) => ({ name, value: cat }))), "property").map(
      (item) => item.sourceKey,
    );
    expect(new Set(keys).size).toBe(2);
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(220);
  });
  test("one per photo", () => expect(groupIntoItems(found, "photo").map((item) => item.links)).toEqual([[cat], [dog]]));
});
