import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyTextOf } from "./any-text.fixture.ts";
import {
  MAX_NAME_BYTES,
  disambiguate,
  itemFileName,
  nameKey,
  photoDownloadName,
  stripAllowedExtension,
  type FileNameInput,
} from "./file-names.ts";
import { cleanEdges, cleanPart, utf8Bytes } from "./file-names-clean.ts";
import { ALLOWED_EXTENSIONS } from "./photo-formats.ts";

const yellow: FileNameInput = {
  orderName: "#1023",
  productTitle: "Yellow Portrait",
  itemNumber: 1,
  options: ["LivingRoom", "Full"],
  isDefaultVariant: false,
  propertyName: "Uploaded Images",
};

const named = (change: Partial<FileNameInput>) => itemFileName({ ...yellow, ...change }).name;

describe("an item's file name", () => {
  test("carries order, product, item number, options and property", () => {
    expect(named({})).toBe("1023 - Yellow Portrait - 1, LivingRoom,Full - Uploaded Images");
  });

  test("leaves out the options of a default variant and a missing property", () => {
    expect(named({ isDefaultVariant: true, options: ["Default Title"] })).toBe(
      "1023 - Yellow Portrait - 1 - Uploaded Images",
    );
    expect(named({ propertyName: null })).toBe("1023 - Yellow Portrait - 1, LivingRoom,Full");
    expect(named({ isDefaultVariant: true, propertyName: "" })).toBe("1023 - Yellow Portrait - 1");
  });

  test("is the same for an order's name with blanks around it", () => {
    expect(named({ orderName: " #1023 " })).toBe(named({}));
  });

  test("leaves out an option without a value", () => {
    expect(named({ options: ["", "Full"] })).toContain(" - 1, Full - ");
  });

  test("drops one leading # only", () => {
    expect(named({ orderName: "A#7" })).toMatch(/^A#7 - /);
    expect(named({ orderName: "##7" })).toMatch(/^#7 - /);
  });

  test("replaces what file systems forbid and keeps dashes, commas and other scripts", () => {
    expect(named({ productTitle: 'Family - Gift, 4" x 2.75"/ Acrylic' })).toContain(
      "Family - Gift, 4_ x 2.75__ Acrylic",
    );
    expect(named({ productTitle: "مجموعة الدخون (مليح - مهرة)" })).toContain("مجموعة الدخون (مليح - مهرة)");
    expect(named({ productTitle: "..\\..\\etc/passwd\u0000\u202Egpj.exe" })).toContain(".._.._etc_passwdgpj.exe");
  });

  test("is never one of Windows' device names and never ends in a dot or a blank", () => {
    expect(named({ orderName: "NUL.1" })).toMatch(/^_NUL/);
    for (const device of ["con", "COM1", "lpt9.txt", "con .txt"]) expect(cleanEdges(device)).toBe(`_${device}`);
    for (const word of ["console", "falcon", "comx", "lptx"]) expect(cleanEdges(word)).toBe(word);
    expect(cleanEdges(" .Photo. ")).toBe("Photo");
    expect(cleanEdges("...")).toBe("_");
    expect(named({ propertyName: "Photo. ." })).toMatch(/Photo$/);
  });

  test("shortens the product first and never cuts through an emoji", () => {
    const { name, parts } = itemFileName({ ...yellow, productTitle: "👩‍👩‍👧‍👦".repeat(40) });
    expect(utf8Bytes(name)).toBeLessThanOrEqual(MAX_NAME_BYTES);
    expect(name).toMatch(/ - 1, LivingRoom,Full - Uploaded Images$/);
    expect(parts.product.replaceAll("👩‍👩‍👧‍👦", "")).toBe("");
  });

  test("shortens the property when the product is down to its beginning, and ends no part in a blank", () => {
    const { parts } = itemFileName({
      ...yellow,
      productTitle: "x".repeat(300),
      options: [],
      propertyName: "y".repeat(300),
    });
    expect(parts).toMatchObject({ order: "1023", product: "x".repeat(24), options: null });
    expect(parts.property).toMatch(/^y{50,}$/);
    for (const length of [1, 2, 3, 4, 5])
      expect(
        itemFileName({ ...yellow, orderName: "1".repeat(length), productTitle: "word ".repeat(60) }).parts.product,
      ).toMatch(/^(word )*\w+$/);
  });

  test("gets a number when another item of the shop has the same key", () => {
    const again = disambiguate("x".repeat(MAX_NAME_BYTES), 2);
    expect(again.name).toMatch(/x ~2$/);
    expect(utf8Bytes(again.name)).toBe(MAX_NAME_BYTES);
  });

  test("numbers the further photos of an item on download", () => {
    expect(photoDownloadName("1023 - A - 1", 1, "jpg")).toBe("1023 - A - 1.jpg");
    expect(photoDownloadName("1023 - A - 1", 3, "png")).toBe("1023 - A - 1 (3).png");
  });

  test("loses only an extension we accept", () => {
    expect(stripAllowedExtension("Poster v1.5")).toBe("Poster v1.5");
    expect(stripAllowedExtension("Poster v1.5.PNG")).toBe("Poster v1.5");
    expect(stripAllowedExtension("a.png.jpg")).toBe("a.png");
    expect(stripAllowedExtension("shell.php")).toBe("shell.php");
    expect(stripAllowedExtension(".png")).toBe(".png");
    expect(stripAllowedExtension("Poster.png ")).toBe("Poster");
  });
});

describe("a part of a name", () => {
  test("has single blanks and none at its ends, also where something invisible stood between them", () => {
    expect(cleanPart(" Rex \u200B and\t\n Tom ")).toBe("Rex and Tom");
  });

  test("is read no further than its first 2000 characters", () => {
    expect(cleanPart("x".repeat(3000))).toBe("x".repeat(2000));
  });
});

test("two names count as the same whatever their letter case and blanks, under a key in small letters", () => {
  for (const text of [" YELLOW  Portrait ", "yellow portrait"]) expect(nameKey(text)).toBe("yellow portrait");
});

const anyText = anyTextOf(120);
const anyInput = fc.record({
  orderName: anyText,
  productTitle: anyText,
  itemNumber: fc.integer({ min: 1, max: 9999 }),
  options: fc.array(anyText, { maxLength: 4 }),
  isDefaultVariant: fc.boolean(),
  propertyName: fc.option(anyText, { nil: null }),
});

describe("whatever the texts are", () => {
  test("a name fits, has no separator, no control character and no bad edge", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { name } = itemFileName(input);
        expect(utf8Bytes(name)).toBeLessThanOrEqual(MAX_NAME_BYTES);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]|^[\s.]|[\s.]$/u);
      }),
    );
  });

  test("a name comes back from a download with any extension, on any file system, as the same key", () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...ALLOWED_EXTENSIONS), (input, extension) => {
        const { name, key } = itemFileName(input);
        const returned = stripAllowedExtension(photoDownloadName(name, 1, extension).normalize("NFD").toUpperCase());
        expect(nameKey(cleanEdges(cleanPart(returned)))).toBe(key);
      }),
    );
  });

  test("cleaning and keys are stable, and composed and decomposed texts are equal", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(nameKey(nameKey(text))).toBe(nameKey(text));
        expect(cleanPart(cleanPart(text))).toBe(cleanPart(text));
        expect(nameKey(text.normalize("NFD"))).toBe(nameKey(text.normalize("NFC")));
      }),
    );
  });
});
