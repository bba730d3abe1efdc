import { describe, expect, test } from "vitest";
import { unwrapLink } from "./photo-properties-unwrap.ts";

const id = "00000000-fad7-420f-bfa9-000000000001";
const files = (link: string) => unwrapLink(new URL(link));

describe("an UploadKit page becomes the file", () => {
  const page = (query: Record<string, string>) => {
    const whole = { id, uu: id, fi: "Y2F0LnBuZw==", ...query };
    return `https://cdn.shopify.com/s/files/1/download.html?${new URLSearchParams(whole).toString()}`;
  };
  const file = `https://files.getuploadkit.com/${id}/${id}/cat.png?dl=1`;

  test("with the changes that the customer made to it", () => {
    expect(files(page({}))).toEqual([file]);
    expect(files(page({ mo: "-/crop/10x10/1,1/" }))).toEqual([file.replace("cat.png", "-/crop/10x10/1,1/cat.png")]);
  });

  test.each(["x-/crop/10x10/", "-/crop/10x10/x", "-/../ /", "crop"])("without changes that are none: %j", (mo) =>
    expect(files(page({ mo }))).toEqual([file]),
  );

  test.each([
    ["the order is no id", { id: "../other" }],
    ["the order has something before its id", { id: `../${id}` }],
    ["the upload has something behind its id", { uu: `${id}/..` }],
    ["the upload is no id", { uu: "1" }],
    ["the file has no name", { fi: "" }],
    ["the file's name is no base64", { fi: "%%%" }],
    ["the file's name is no text", { fi: "/w==" }],
    ["the file's name is a path", { fi: btoa("../cat.png") }],
  ])("but stays a page where %s", (_why, query) => {
    const link = page(query as Record<string, string>);
    expect(files(link)).toEqual([new URL(link).href]);
  });

  test("and no other address with such a query is touched", () => {
    const link = page({}).replace("download.html", "upload.html");
    expect(files(link)).toEqual([link]);
  });
});

test("a Dropbox page becomes a download, whatever it was to be before", () => {
  for (const query of ["", "?dl=0", "?raw=1"])
    expect(files(`https://www.dropbox.com/s/000/photo.jpg${query}`)).toEqual([
      "https://www.dropbox.com/s/000/photo.jpg?dl=1",
    ]);
});

describe("a page of Google Drive", () => {
  const file = "1AbCdEfGhIjKlMn";

  test.each([
    `https://drive.google.com/file/d/${file}/view`,
    `https://drive.google.com/file/u/12/d/${file}/view`,
    `https://docs.google.com/file/d/${file}/edit`,
    `https://drive.google.com/open?id=${file}`,
  ])("%s becomes a download", (link) =>
    expect(files(link)).toEqual([`https://drive.google.com/uc?export=download&id=${file}`]),
  );

  test.each([
    "https://drive.google.com/drive/my-drive",
    "https://drive.google.com/open?id=short",
    `https://drive.google.com/open?id=.${file}`,
    `https://drive.google.com/open?id=${file}.`,
    `https://drive.google.com/drive/folders/1?id=${file}`,
  ])("%s is no file and stays what it is", (link) => expect(files(link)).toEqual([link]));
});

describe("Uploadcare", () => {
  test.each(["ucarecdn.com", "1x.ucarecdn.com", "1x.ucarecd.net"])("a group at %s becomes its files", (host) =>
    expect(files(`https://${host}/${id}~2`)).toEqual([
      `https://${host}/${id}~2/nth/0/`,
      `https://${host}/${id}~2/nth/1/`,
    ]),
  );

  test("a large group becomes all of its files, one of a file stays that file", () => {
    expect(files(`https://ucarecdn.com/${id}~12/`)).toHaveLength(12);
    expect(files(`https://ucarecdn.com/${id}~12/nth/11/`)).toEqual([`https://ucarecdn.com/${id}~12/nth/11/`]);
  });

  test("a shrunk picture becomes the original", () => {
    for (const path of [`/${id}/`, `/${id}~12/nth/11/`])
      expect(files(`https://ucarecdn.com${path}-/resize/100x/`)).toEqual([`https://ucarecdn.com${path}`]);
  });

  test.each([
    `https://a.example/${id}~2/`,
    `https://ucarecdn.com/x/${id}~2/`,
    `https://ucarecdn.com/x/${id}/-/resize/100x/`,
    `https://ucarecdn.com/${id}/-/crop/10x10/1,1/`,
  ])("%s stays what it is", (link) => expect(files(link)).toEqual([link]));
});
