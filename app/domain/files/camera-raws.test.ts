import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { isCameraRaw } from "./camera-raws.ts";
import { sniffFormat } from "./photo-formats.ts";

/** A TIFF's first directory with these tags, as whole numbers. */
function tiffWith(tags: [number, number][], { isLittle = true } = {}): Buffer {
  const bytes = Buffer.alloc(8 + 2 + 12 * tags.length + 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  bytes.write(isLittle ? "II*\0" : "MM\0*", "latin1");
  view.setUint32(4, 8, isLittle);
  view.setUint16(8, tags.length, isLittle);
  tags.forEach(([tag, value], at) => {
    view.setUint16(10 + 12 * at, tag, isLittle);
    view.setUint16(12 + 12 * at, 4, isLittle);
    view.setUint32(14 + 12 * at, 1, isLittle);
    view.setUint32(18 + 12 * at, value, isLittle);
  });
  return bytes;
}
const text = (words: string) => Buffer.from(words.padEnd(64, "\0"), "latin1");

describe("a camera's raw file is known by its bytes", () => {
  it.each([
    [
      "DNG",
      tiffWith([
        [254, 1],
        [50706, 0x401],
      ]),
    ],
    ["DNG of a camera that writes the other byte first", tiffWith([[50706, 0x401]], { isLittle: false })],
    ["CR2", text("II*\0\x10\0\0\0CR\x02\0")],
    ["CR3", text("\0\0\0\x18ftypcrx \0\0\0\x01crx isom")],
    ["CRW", text("II\x1a\0\0\0HEAPCCDR")],
    [
      "NEF",
      tiffWith(
        [
          [254, 1],
          [259, 1],
          [262, 2],
          [330, 400],
        ],
        { isLittle: false },
      ),
    ],
    [
      "ARW",
      tiffWith([
        [254, 1],
        [259, 6],
        [330, 400],
      ]),
    ],
    [
      "PEF",
      tiffWith(
        [
          [259, 65535],
          [262, 32803],
        ],
        { isLittle: false },
      ),
    ],
    ["ORF", text("IIRO\x08\0\0\0")],
    ["RW2", text("IIU\0\x18\0\0\0")],
    ["RAF", text("FUJIFILMCCD-RAW 0201")],
    ["X3F", text("FOVb")],
  ])("%s", (_what, head) => {
    expect([isCameraRaw(head), sniffFormat(head)]).toEqual([true, null]);
  });

  it("a TIFF that a program wrote is none", async () => {
    const picture = sharp({ create: { width: 20, height: 20, channels: 3, background: "#c96" } });
    for (const options of [{}, { compression: "jpeg" }, { pyramid: true, tile: true, subifd: true }] as const)
      expect(isCameraRaw(await picture.clone().tiff(options).toBuffer())).toBe(false);
    for (const head of [
      await picture.clone().jpeg().toBuffer(),
      Buffer.alloc(0),
      text("II*\0"),
      tiffWith([
        [254, 0],
        [330, 9],
      ]),
    ])
      expect(isCameraRaw(head)).toBe(false);
  });

  const dng = resolve("../shared/cases/IMG_0042.DNG");
  it.skipIf(!existsSync(dng))("a real one", () => {
    expect(isCameraRaw(readFileSync(dng).subarray(0, 4096))).toBe(true);
  });
});
