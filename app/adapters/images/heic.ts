import { readFile } from "node:fs/promises";
import sharp from "sharp";
import type { Sharp } from "sharp";
import { displayP3ToSrgb, isDisplayP3 } from "./display-p3.ts";
import { MAX_HEIC_PIXELS } from "./protocol.ts";

/** A HEIC photo's upright pixels, and what turns pixels of its colour space into sRGB. sharp's own build cannot decode HEVC. */
export async function openHeic(
  path: string,
): Promise<{ image: Sharp; toSrgb: (pixels: Buffer, channels: 3 | 4) => void }> {
  const { icc, ...primary } = await sharp(path).metadata();
  const { all } = await import("heic-decode");
  const images = await all({ buffer: await readFile(path) });
  try {
    // A file may hold several pictures in any order; sharp's header tells the size of the one that counts.
    const found = images.find((image) => image.width === primary.width && image.height === primary.height) ?? images[0];
    if (!found) throw new Error("no image");
    if (found.width * found.height > MAX_HEIC_PIXELS) throw new Error("too many pixels");
    const { data: bytes, width, height } = await found.decode();
    const image = sharp(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      raw: { width, height, channels: 4 },
    });
    return { image, toSrgb: icc && isDisplayP3(icc) ? displayP3ToSrgb : () => undefined };
  } finally {
    images.dispose();
  }
}
