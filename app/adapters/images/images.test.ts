import { readFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeImage, inspectImage, makeRenditions } from "./images.ts";
import { displayP3ToSrgb } from "./display-p3.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofline-images-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const red = { r: 220, g: 30, b: 40 };
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: red } });

async function file(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function rendered(path: string) {
  const renditions = await makeRenditions(path, folder);
  if (!("screen" in renditions)) throw new Error(JSON.stringify(renditions));
  return renditions;
}

describe("an image that a customer sends", () => {
  test.each([
    ["jpeg", () => picture(2000, 1000).jpeg(), "image/jpeg"],
    ["png", () => picture(2000, 1000).png(), "image/png"],
    ["webp", () => picture(2000, 1000).webp(), "image/webp"],
    ["avif", () => picture(2000, 1000).avif({ effort: 0 }), "image/avif"],
    ["tiff", () => picture(2000, 1000).tiff(), "image/tiff"],
    ["gif", () => picture(2000, 1000).gif(), "image/gif"],
  ] as const)("as %s is known by its content and shown in two sizes", async (format, make, contentType) => {
    const path = await file(`wrong-name.txt`, await make().toBuffer());
    expect(await inspectImage(path)).toMatchObject({
      format,
      contentType,
      width: 2000,
      height: 1000,
      pages: 1,
      hasPreview: true,
    });
    const { screen, middle, thumbnail } = await rendered(path);
    expect(middle).toMatchObject({ width: 800, height: 400, contentType: "image/jpeg" });
    expect(screen).toMatchObject({ width: 1600, height: 800, contentType: "image/jpeg" });
    expect(thumbnail).toMatchObject({ width: 400, height: 200 });
    const { dominant } = await sharp(await readFile(thumbnail.path)).stats();
    expect(dominant.r).toBeGreaterThan(dominant.g + 100);
  });

  test("is shown upright, and its size told as it is seen", async () => {
    const path = await file("turned.jpg", await picture(300, 200).jpeg().withMetadata({ orientation: 6 }).toBuffer());
    expect(await inspectImage(path)).toMatchObject({ width: 200, height: 300, orientation: 6 });
    expect((await rendered(path)).screen).toMatchObject({ width: 200, height: 300 });
  });

  test("is never enlarged", async () => {
    const { screen, middle, thumbnail } = await rendered(
      await file("small.png", await picture(40, 30).png().toBuffer()),
    );
    expect([screen.width, middle.width, thumbnail.width]).toEqual([40, 40, 40]);
  });

  test("keeps its transparency", async () => {
    const clear = sharp({ create: { width: 50, height: 50, channels: 4, background: { ...red, alpha: 0.3 } } });
    const path = await file("clear.png", await clear.png().toBuffer());
    expect(await inspectImage(path)).toMatchObject({ hasAlpha: true });
    expect((await rendered(path)).screen.contentType).toBe("image/webp");
  });

  test("loses place, camera, comments and whatever was appended to it", async () => {
    const exif = {
      IFD0: { Copyright: "<script>alert(1)</script>" },
      IFD3: { GPSLatitude: "51/1 30/1 0/1", GPSLatitudeRef: "N" },
    };
    const jpeg = await picture(300, 200).withExif(exif).withIccProfile("p3").jpeg().toBuffer();
    const { screen, middle, thumbnail } = await rendered(
      await file("poly.jpg", Buffer.concat([jpeg, Buffer.from("PK\u0003\u0004<?php echo 1; ?>")])),
    );
    for (const { path } of [screen, middle, thumbnail]) {
      const bytes = await readFile(path);
      expect(bytes.toString("latin1")).not.toMatch(/script|php|PK\u0003|Exif|GPS|ICC_PROFILE/u);
      expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
    }
  });

  test("as PDF is accepted and has no preview", async () => {
    const path = await file("art.pdf", Buffer.from("%PDF-1.7\n"));
    expect(await inspectImage(path)).toMatchObject({
      format: "pdf",
      contentType: "application/pdf",
      width: null,
      hasPreview: false,
    });
    expect(await makeRenditions(path, folder)).toEqual({ noPreview: true });
  });

  test("as SVG, a page, or nothing at all is refused", async () => {
    for (const text of [
      "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
      "<!doctype html>",
      "",
      "GIF",
      "BM123456",
    ]) {
      const path = await file("not-a-photo.png", Buffer.from(text));
      expect(await inspectImage(path)).toEqual({ failed: "not_an_image" });
      expect(await makeRenditions(path, folder)).toEqual({ failed: "not_an_image" });
    }
  });

  const noise = sharp({
    create: {
      width: 800,
      height: 800,
      channels: 3,
      background: red,
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  });

  test("that is cut off is refused, whatever its header says", async () => {
    for (const whole of [await noise.clone().png().toBuffer(), await noise.clone().webp().toBuffer()]) {
      const path = await file("cut.png", whole.subarray(0, whole.length / 2));
      expect(await makeRenditions(path, folder)).toEqual({ failed: "unreadable" });
      expect(await decodeImage(path)).toEqual({ failed: "unreadable" });
    }
  });

  test.each([false, true])(
    "as JPEG is shown as far as it goes, and told from a whole one (progressive: %s)",
    async (progressive) => {
      const whole = await noise.clone().jpeg({ progressive }).toBuffer();
      const told = async (bytes: Buffer) => {
        const path = await file("cut.jpg", bytes);
        const { wholeness } = await rendered(path);
        expect(await decodeImage(path)).toEqual({ wholeness });
        return wholeness;
      };
      expect(await told(whole)).toBe("whole");
      expect(await told(whole.subarray(0, -1))).toBe("without_end");
      expect(await told(whole.subarray(0, -2))).toBe("without_end");
      expect(await told(whole.subarray(0, -3_000))).toBe("incomplete");
      expect(await told(whole.subarray(0, 0.6 * whole.length))).toBe("incomplete");
    },
  );

  test("as JPEG of which nothing but the head is there is refused", async () => {
    const whole = await noise.clone().jpeg().toBuffer();
    for (const length of [
      30,
      300,
      whole.indexOf(Buffer.from([0xff, 0xda])) + 300,
      whole.indexOf(Buffer.from([0xff, 0xda])) + 14,
    ]) {
      const path = await file("head.jpg", whole.subarray(0, length));
      expect(await makeRenditions(path, folder)).toEqual({ failed: "unreadable" });
      expect(await decodeImage(path)).toEqual({ failed: "unreadable" });
    }
  });

  test("as JPEG of 200 million pixels is shown, with little memory", async () => {
    const path = join(folder, "huge.jpg");
    await sharp({ create: { width: 16_000, height: 12_500, channels: 3, background: red }, limitInputPixels: false })
      .jpeg()
      .toFile(path);
    const limits = { maxMemory: 400_000_000, maxMs: 30_000 };
    expect(await inspectImage(path, limits)).toMatchObject({ width: 16_000, height: 12_500 });
    expect(await makeRenditions(path, folder, limits)).toMatchObject({ screen: { width: 1600, height: 1250 } });
  });

  test("as a camera's raw file is refused as that", async () => {
    const path = await file("IMG_1.jpg", Buffer.from("FUJIFILMCCD-RAW 0201FF389501X-T2".padEnd(5_000), "latin1"));
    expect(await inspectImage(path)).toEqual({ failed: "camera_raw" });
    expect(await makeRenditions(path, folder)).toEqual({ failed: "camera_raw" });
  });

  test("with too many pixels is refused before it is decoded", async () => {
    expect(await inspectImage(await file("flood.png", pngHeader(60_000, 60_000)))).toEqual({
      failed: "too_many_pixels",
    });
  });

  test("that takes too much memory or time loses its process, and the next image is shown all the same", async () => {
    const path = await file("large.png", await picture(6000, 4000).png({ progressive: true }).toBuffer());
    expect(await makeRenditions(path, folder, { maxMemory: 1, maxMs: 30_000 })).toEqual({ failed: "too_much_memory" });
    expect(await makeRenditions(path, folder, { maxMemory: 1e9, maxMs: 30 })).toEqual({ failed: "too_slow" });
    expect((await rendered(path)).screen.width).toBe(1600);
  });
});

test("colours in Display P3 become what colour management makes of them in sRGB", async () => {
  const colours = Buffer.from([220, 30, 40, 128, 128, 128, 200, 120, 90, 20, 160, 60, 30, 60, 200]);
  const p3 = await sharp(colours, { raw: { width: 5, height: 1, channels: 3 } })
    .withIccProfile("p3")
    .png()
    .toBuffer();
  const pixels = await sharp(p3, { ignoreIcc: true }).raw().toBuffer();
  expect(Math.max(...apart(pixels, colours))).toBeGreaterThan(10);
  displayP3ToSrgb(pixels, 3);
  expect(Math.max(...apart(pixels, colours))).toBeLessThanOrEqual(2);
});

function apart(one: Buffer, other: Buffer): number[] {
  return [...one].map((value, at) => Math.abs(value - other[at]!));
}

// A PNG that announces its size and holds nothing.
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.from("89504e470d0a1a0a0000000d49484452000000000000000008020000000000000000000000", "hex");
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
  return Buffer.concat([header.subarray(0, 33), Buffer.from("0000000849444154", "hex"), Buffer.alloc(12)]);
}
