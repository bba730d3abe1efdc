import { describe, expect, test } from "vitest";
import { ACCEPTED_FILES, ALLOWED_EXTENSIONS, extensionFor, PHOTO_FORMATS, sniffFormat } from "./photo-formats.ts";

/** The first bytes of a file, written as text (one character is one byte). */
const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

/** The beginning of a HEIF file: a box of this size with a major brand, a version, and compatible brands. */
function heif(major: string, compatible: string, size = 16 + compatible.length): Uint8Array {
  const sized = [24, 16, 8, 0].map((shift) => String.fromCharCode((size >> shift) & 0xff)).join("");
  return bytes(`${sized}ftyp${major}\0\0\0\0${compatible}`);
}

describe("the format of a photo is told by its first bytes", () => {
  test.each([
    ["jpeg", "\xff\xd8\xff"],
    ["png", "\x89PNG\r\n\x1a\n"],
    ["gif", "GIF87a"],
    ["gif", "GIF89a"],
    ["webp", "RIFF\x10\0\0\0WEBP"],
    ["pdf", "%PDF-"],
    ["tiff", "II*\0"],
    ["tiff", "MM\0*"],
    ["tiff", "II+\0"],
    ["tiff", "MM\0+"],
  ])("%s", (format, opening) => {
    expect(sniffFormat(bytes(opening))).toBe(format);
    expect(sniffFormat(bytes(`${opening} and what follows`))).toBe(format);
    const replaced = (at: number) => `${opening.slice(0, at)}~${opening.slice(at + 1)}`;
    const atNoSize = [...opening].flatMap((_sign, at) => (format === "webp" && at > 3 && at < 8 ? [] : at));
    for (const at of atNoSize) expect(sniffFormat(bytes(replaced(at)))).toBeNull();
  });

  test.each(["", "\xff\xd8", "GIF88a", "RIFF\x10\0\0\0WAVEfmt ", "xxxx\x10\0\0\0WEBPVP8 ", "-%PDF-1.7", "BM", "<svg>"])(
    "%j is none that we accept",
    (opening) => expect(sniffFormat(bytes(opening))).toBeNull(),
  );

  test.each(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1"])(
    "a HEIF file of the brand %s is a HEIC",
    (brand) => expect(sniffFormat(heif(brand, ""))).toBe("heic"),
  );

  test.each(["avif", "avis"])("a HEIF file of the brand %s is an AVIF", (brand) => {
    expect(sniffFormat(heif(brand, ""))).toBe("avif");
    expect(sniffFormat(heif("mif1", `miaf${brand}`))).toBe("avif");
  });

  test("a film in the same kind of file is no photo", () => {
    expect(sniffFormat(heif("isom", "mp42avc1"))).toBeNull();
    expect(sniffFormat(bytes("\0\0\0\x18moovheic\0\0\0\0heic"))).toBeNull();
  });

  test("what is written behind the list of brands counts for nothing", () => {
    expect(sniffFormat(heif("isom", "mp42heic", 20))).toBeNull();
    expect(sniffFormat(heif("isom", "mp42heic", 24))).toBe("heic");
    expect(sniffFormat(heif("isom", "heic", 0))).toBeNull();
  });

  test.each([272, 0x10000 + 16, 0x1000000 + 16])(
    "a list of brands that fills %i bytes is read, within reason",
    (size) => {
      const other = "xxxx".repeat(50);
      expect(sniffFormat(heif("isom", `${other}heic`, size))).toBe("heic");
      expect(sniffFormat(heif("isom", `${"xxxx".repeat(124)}heic`, size))).toBeNull();
    },
  );

  test("a list of brands that is cut off in the middle breaks nothing", () => {
    expect(sniffFormat(heif("isom", "hei", 24))).toBeNull();
  });
});

describe("the extension of a photo", () => {
  test("is the usual one of its content type, and bin for anything that we do not accept", () => {
    expect(extensionFor("image/jpeg")).toBe("jpg");
    expect(extensionFor("image/tiff")).toBe("tif");
    for (const format of ["png", "webp", "heic", "avif", "gif"]) expect(extensionFor(`image/${format}`)).toBe(format);
    expect(extensionFor("text/html")).toBe("bin");
  });

  test("may be any that people use for the format", () => {
    expect(ALLOWED_EXTENSIONS).toEqual(
      expect.arrayContaining(["jpg", "jpeg", "jfif", "heic", "heif", "tif", "tiff", "pdf"]),
    );
    expect(ALLOWED_EXTENSIONS).not.toContain("exe");
  });

  test("and the content type of every format can be chosen in a file dialog", () => {
    const accepted = ACCEPTED_FILES.split(",");
    for (const { contentType, extensions } of Object.values(PHOTO_FORMATS))
      expect(accepted).toEqual(expect.arrayContaining([contentType, ...extensions.map((one) => `.${one}`)]));
    expect(ACCEPTED_FILES.split(",")).toHaveLength(new Set(accepted).size);
  });

  test("a document has no picture of itself to show, every other format has", () => {
    const without = Object.entries(PHOTO_FORMATS).filter(([, { hasPreview }]) => !hasPreview);
    expect(without.map(([format]) => format)).toEqual(["pdf"]);
  });
});
