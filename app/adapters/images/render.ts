import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { Sharp } from "sharp";
import type { PhotoFormat } from "../../domain/files/photo-formats.ts";
import { openHeic } from "./heic.ts";
import { inspect } from "./inspect.ts";
import { maxPixels, type MadeRenditions, type Rendition, type Wholeness } from "./protocol.ts";

/** Of a whole JPEG each block of 8 by 8 pixels takes a bit at the least, two in a thousand bytes of a pixel. With less than half of that there is next to nothing. */
const LEAST_BYTES_OF_PIXEL = 0.001;
const SCAN_HEAD_BYTES = 14;

const PLAIN = { quality: 84, progressive: true };
/** A third less bytes for more work: what customers wait for on their phones. */
const LIGHT = { quality: 80, progressive: true, mozjpeg: true };

type Decoded = { pixels: Pixels; wholeness: Wholeness };
type Pixels = { bytes: Buffer; raw: { width: number; height: number; channels: 3 | 4 } };

/** Decodes the first page once, down to 1600 pixels, and writes all renditions from those pixels. Runs in the child process. */
export async function render(path: string, format: PhotoFormat, folder: string): Promise<MadeRenditions> {
  const { width, height } = await inspect(path, format);
  const { pixels, wholeness } = await decode(path, format, width * height);
  return {
    wholeness,
    screen: await write(pixels, 1600, join(folder, "screen")),
    middle: await write(pixels, 800, join(folder, "middle"), LIGHT),
    thumbnail: await write(pixels, 400, join(folder, "thumbnail")),
  };
}

/** Decodes a picture as for showing it, and tells how much of it is there; throws when it cannot be shown. Runs in the child process. */
export async function decodeOnly(path: string, format: PhotoFormat): Promise<Wholeness> {
  const { width, height } = await inspect(path, format);
  return (await decode(path, format, width * height)).wholeness;
}

async function decode(path: string, format: PhotoFormat, pixelCount: number): Promise<Decoded> {
  if (format === "heic") {
    const { image, toSrgb } = await openHeic(path);
    const pixels = await shrink(image);
    toSrgb(pixels.bytes, pixels.raw.channels);
    return { pixels, wholeness: "whole" };
  }
  const options = { limitInputPixels: maxPixels(format), autoOrient: true } as const;
  try {
    const pixels = await shrink(sharp(path, { ...options, failOn: "error" }));
    return { pixels, wholeness: format !== "jpeg" || hasEnd(await readFile(path)) ? "whole" : "without_end" };
  } catch (error) {
    if (format !== "jpeg") throw error;
    const bytes = await readFile(path);
    // Nothing of the picture is there: what a decoder makes of it is grey.
    if (bytes.length - scanOf(bytes) - SCAN_HEAD_BYTES <= pixelCount * LEAST_BYTES_OF_PIXEL) throw error;
    const pixels = await shrink(sharp(path, { ...options, failOn: "none" }));
    return { pixels, wholeness: (await lacksOnlyItsEnd(bytes)) ? "without_end" : "incomplete" };
  }
}

// Not every decoder misses the mark. In a scan no 0xFF stands before 0xD9 but the mark's.
function hasEnd(bytes: Buffer): boolean {
  return bytes.indexOf(Buffer.from([0xff, 0xd9]), scanOf(bytes)) >= 0;
}

// Before the first scan (SOS) come segments with their lengths, which may hold a whole small JPEG; where the file ends before it, at its end.
function scanOf(bytes: Buffer): number {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda)
    at += bytes[at + 1] === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  return Math.min(at, bytes.length);
}

// With the mark put there (EOI, ITU-T T.81, B.2.1) the decoder complains about missing data if there is any missing.
async function lacksOnlyItsEnd(bytes: Buffer): Promise<boolean> {
  for (const end of [[0xff, 0xd9], [0xd9]]) {
    const ended = sharp(Buffer.concat([bytes, Buffer.from(end)]), {
      limitInputPixels: maxPixels("jpeg"),
      failOn: "warning",
    });
    const isWhole = await shrink(ended).then(
      () => true,
      () => false,
    );
    if (isWhole) return true;
  }
  return false;
}

async function shrink(image: Sharp): Promise<Pixels> {
  const { data: bytes, info: size } = await inside(image, 1600)
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  if (size.channels !== 3 && size.channels !== 4) throw new Error(`${size.channels} channels`);
  return { bytes, raw: { width: size.width, height: size.height, channels: size.channels } };
}

// Raw pixels carry nothing but the picture, so no profile, position, comment or appended file can survive.
async function write({ bytes, raw }: Pixels, edge: number, path: string, jpeg = PLAIN): Promise<Rendition> {
  const image = inside(sharp(bytes, { raw }), edge);
  const isClear = raw.channels === 4 && !(await sharp(bytes, { raw }).stats()).isOpaque;
  const encoded = isClear ? image.webp({ quality: 85 }) : image.removeAlpha().jpeg(jpeg);
  const { width, height, size } = await encoded.toFile(path);
  return { path, width, height, bytes: size, contentType: isClear ? "image/webp" : "image/jpeg" };
}

function inside(image: Sharp, edge: number): Sharp {
  return image.resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true });
}
