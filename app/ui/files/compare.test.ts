// Where a file is gone, the screens say so in place of its picture, and offer nothing of it.
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { deletedWords } from "../../domain/files/retention.ts";
import { Compare } from "./compare.tsx";
import { artfilePicture, photoPictures } from "./photo-viewer.tsx";

const gone = deletedWords(new Date("2026-11-27T03:17:00Z"), "UTC");
const photo = { screen: null, failure: gone, width: 10, height: 10 };
const artfile = { version: 1, screen: null, deleted: gone, renditions: "failed", width: null, height: null };
const card = { orderName: "#1", itemNumber: 1, itemCount: 1, productTitle: "Portrait", photos: [photo] } as never;

test("side by side", () => {
  const html = renderToStaticMarkup(createElement(Compare, { card, artfile: artfile as never }));
  expect(html.split(gone)).toHaveLength(3);
  expect(html).not.toMatch(/<img|Download/);
});

test("in the whole window", () => {
  const instead = { address: null, instead: gone };
  expect(photoPictures(card)).toMatchObject([instead]);
  expect(artfilePicture(card, artfile as never)).toMatchObject(instead);
});

test("what has no preview is still said to be there", () => {
  const drawn = { ...artfile, deleted: null, renditions: "no_preview" };
  const html = renderToStaticMarkup(createElement(Compare, { card, artfile: drawn as never }));
  expect(html).toContain("Download it to look at it.");
});
