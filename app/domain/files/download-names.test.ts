import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyTextOf } from "./any-text.fixture.ts";
import { attachmentName, uniqueNames } from "./download-names.ts";

describe("a download's name", () => {
  test("keeps quotes, emoji and other scripts for every browser of today", () => {
    const header = attachmentName('1023 - "Zoë" 🐶 肖像 - 1.jpg');
    expect(header).toContain('filename="1023 - _Zoe_ _ __ - 1.jpg"');
    expect(header).toContain(
      "filename*=UTF-8''1023%20-%20%22Zo%C3%AB%22%20%F0%9F%90%B6%20%E8%82%96%E5%83%8F%20-%201.jpg",
    );
  });

  test("escapes the signs that mean something in its header", () => {
    expect(attachmentName("Rex's (best) *.jpg")).toMatch(/UTF-8''Rex%27s%20%28best%29%20%2A\.jpg$/);
  });

  test("never breaks out of its header, whatever it is made of", () => {
    fc.assert(
      fc.property(anyTextOf(100), (name) => {
        const header = attachmentName(name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9!~._%-]*$/);
        expect(() => new Headers({ "Content-Disposition": header })).not.toThrow();
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? "")).toBe(name.replace(/\p{Surrogate}/gu, "\uFFFD"));
      }),
    );
  });

  test("is different for every file of one zip", () => {
    expect(uniqueNames(["a.jpg", "A.JPG", "b", "b", "a.jpg", "a (2).jpg"])).toEqual([
      "a.jpg",
      "A (2).JPG",
      "b",
      "b (2)",
      "a (3).jpg",
      "a (2) (2).jpg",
    ]);
    expect(uniqueNames([".jpg", ".jpg"])).toEqual([".jpg", ".jpg (2)"]);
  });
});
