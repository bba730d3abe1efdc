import { describe, expect, test } from "vitest";
import { linksIn } from "./photo-properties-links.ts";

const cat = "https://a.example/cat.jpg";

describe("links in a text", () => {
  test("begin with http:// or https://, wherever they stand", () => {
    expect(linksIn("http://a.example/cat.jpg")).toEqual(["http://a.example/cat.jpg"]);
    expect(linksIn(`x/${cat}`)).toEqual([cat]);
    expect(linksIn("Rex and Tom")).toEqual([]);
  });

  test("may leave out the https: where the text is nothing but the link", () => {
    expect(linksIn(" //cdn.example.com/cat.jpg ")).toEqual(["https://cdn.example.com/cat.jpg"]);
    expect(linksIn("see //cdn.example.com/cat.jpg")).toEqual([]);
    expect(linksIn("see//cdn.example.com/cat.jpg")).toEqual([]);
  });

  test("end before a remark, also one that names another file", () => {
    expect(linksIn(`${cat} and dog.png`)).toEqual([cat]);
    expect(linksIn(`${cat}?v=12 and dog.png`)).toEqual([`${cat}?v=12`]);
    expect(linksIn(`${cat}, dog.png`)).toEqual([cat]);
    expect(linksIn("https://a.example/Rex see b/c.png")).toEqual(["https://a.example/Rex"]);
  });

  test.each(["1.png", "1.jpg", "1.tif", "1.tiff", "1.heic", "1.heif"])("may have a blank before %s", (end) => {
    expect(linksIn(`https://a.example/OFFICIAL ${end}`)).toEqual([`https://a.example/OFFICIAL%20${end}`]);
    expect(linksIn(`https://a.example/v1.of-OFFICIAL ${end}`)).toEqual([`https://a.example/v1.of-OFFICIAL%20${end}`]);
    expect(linksIn(`https://a.example/get.php?name=/OFFICIAL ${end}`)).toEqual([
      `https://a.example/get.php?name=/OFFICIAL%20${end}`,
    ]);
  });

  test("end with the quotation marks or the bracket that they stand in", () => {
    expect(linksIn(`<a href='${cat}'>`)).toEqual([cat]);
    expect(linksIn(`'${cat}'or'https://a.example/dog.jpg'`)).toEqual([cat, "https://a.example/dog.jpg"]);
    expect(linksIn(`<a href="${cat}">`)).toEqual([cat]);
    expect(linksIn(`(${cat})`)).toEqual([cat]);
    expect(linksIn("https://a.example/rex's.jpg")).toEqual(["https://a.example/rex's.jpg"]);
    expect(linksIn("https://a.example/cat(1)")).toEqual(["https://a.example/cat(1)"]);
  });
});

describe("a link that carries another in it is one", () => {
  test.each([
    `https://img.example/fetch/${cat}`,
    `https://img.example/resize?url=${cat}`,
    `https://img.example/resize?width=1&url=${cat}`,
  ])("%s", (link) => {
    expect(linksIn(link)).toEqual([link]);
    expect(linksIn(`${link}, thank you`)).toEqual([link]);
    expect(linksIn(`${"so ".repeat(1400)}${link}`)).toEqual([link]);
  });

  test.each([
    ["https://a.example/page=", cat],
    ["https://a.example/x?a=1,b=", cat],
    ["https://a.example/x.jpg,b?u=", cat],
    ["https://a.example/dog.jpg?dl=1", cat],
  ])("but %s and another behind it are two", (first, second) =>
    expect(linksIn(`${first}${second}`)).toEqual([first, second]),
  );

  test("but not where it is longer than any address", () => {
    expect(linksIn(`https://a.example/${"a".repeat(5000)}/${cat}`)).toHaveLength(2);
  });
});

test("of an endless text the beginning is read, and of endless links five thousand", () => {
  expect(linksIn(`${" ".repeat(250_000)}${cat}`)).toEqual([]);
  const many = Array.from({ length: 5001 }, (_, at) => `https://a.example/${at}`);
  expect(linksIn(many.join(","))).toHaveLength(5000);
});

test("thousands of groups are not made thousands of files each before most of them are left out", () => {
  const group = (at: number) => `https://ucarecdn.com/${`${at}`.padStart(8, "0")}-0000-4000-8000-000000000000~1000/`;
  const links = linksIn(Array.from({ length: 3700 }, (_, at) => group(at)).join(" "));
  expect(links).toHaveLength(5000);
  expect(links.slice(98, 101)).toEqual([`${group(0)}nth/98/`, `${group(0)}nth/99/`, `${group(1)}nth/0/`]);
});
