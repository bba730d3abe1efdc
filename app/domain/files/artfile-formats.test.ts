import { describe, expect, test } from "vitest";
import {
  artfileExtension,
  ARTFILE_EXTENSIONS,
  MAX_ARTFILE_BYTES,
  sniffArtfile,
  whyNotSent,
} from "./artfile-formats.ts";

/** The first bytes of a file, written as text (one character is one byte). */
const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe("what an artist hands in is told by its first bytes", () => {
  test.each([
    ["a picture like any photo", "\x89PNG\r\n\x1a\n", "image/png"],
    ["a Photoshop file", "8BPS\0\x01", "image/vnd.adobe.photoshop"],
    ["PostScript as text", "%!PS-Adobe-3.0 EPSF-3.0", "application/postscript"],
    ["PostScript in its binary wrapping", "\xc5\xd0\xd3\xc6\x20", "application/postscript"],
    ["a zip", "PK\x03\x04\x14", "application/zip"],
    ["an SVG", '<svg xmlns="http://www.w3.org/2000/svg">', "image/svg+xml"],
    ["an SVG with an XML declaration", '<?xml version="1.0"?>\n<svg>', "image/svg+xml"],
    ["an SVG behind a remark and blanks", " \n <!-- drawn by hand --><SVG width='1'>", "image/svg+xml"],
    ["an SVG with a document type", '<!DOCTYPE svg PUBLIC "x"><svg\n>', "image/svg+xml"],
    ["an SVG with a byte order mark", "\xef\xbb\xbf<svg>", "image/svg+xml"],
  ])("%s", (_what, opening, contentType) => expect(sniffArtfile(bytes(opening))).toBe(contentType));

  test.each([
    ["nothing", ""],
    ["a program", "MZ\x90\0"],
    ["a web page", "<!DOCTYPE html><html>"],
    ["a web page with a drawing in it", "<html><svg></svg></html>"],
    ["some other XML", '<?xml version="1.0"?><note/>'],
    ["XML that only speaks of drawings", '<?xml version="1.0"?><svgs/>'],
    ["a text that speaks of a drawing", "Look: <svg>"],
    ["an element that only begins like a drawing", "<svgs><svg>"],
  ])("%s is not accepted", (_what, opening) => expect(sniffArtfile(bytes(opening))).toBeNull());
});

describe("the extension that an artfile is kept under", () => {
  test("is its own, in small letters, when we accept it", () => {
    expect(artfileExtension("Poster v1.5.PSB ", "image/vnd.adobe.photoshop")).toBe("psb");
    expect(artfileExtension("poster.jpeg", "image/png")).toBe("jpeg");
  });

  test("is the usual one of its content type otherwise", () => {
    expect(artfileExtension("poster.final", "image/vnd.adobe.photoshop")).toBe("psd");
    expect(artfileExtension("poster.exe", "image/jpeg")).toBe("jpg");
    expect(artfileExtension("poster", "application/postscript")).toBe("eps");
    expect(artfileExtension("poster.", "application/x-msdownload")).toBe("bin");
  });

  test("may be a photo's or that of a working file", () => {
    expect(ARTFILE_EXTENSIONS).toEqual(expect.arrayContaining(["jpg", "pdf", "psd", "psb", "eps", "ai", "svg", "zip"]));
  });
});

test("an artfile may have two gigabytes", () => {
  expect(MAX_ARTFILE_BYTES).toBe(2_147_483_648);
});

test("an empty file and one that is too large are refused before any of it is sent", () => {
  expect(whyNotSent({ size: 0 })).toMatch(/^The file is empty/);
  expect(whyNotSent({ size: MAX_ARTFILE_BYTES + 1 })).toBe("The file is larger than 2 GB.");
  expect([1, MAX_ARTFILE_BYTES].map((size) => whyNotSent({ size }))).toEqual([null, null]);
});
