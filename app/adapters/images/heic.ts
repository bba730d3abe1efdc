import { readFile } from "node:fs/promises";
import sharp from "sharp";
import type { Sharp } from "sharp";
import { displayP3ToSrgb, isDisplayP3 } from "./display-p3.ts";
import { MAX_HEIC_PIXELS } from "./protocol.ts";

/** A HEIC photo's upright pixels, and what turns pixels of its colour space into sRGB. sharp's own build cannot decode HEVC. */
export async function openHeic(path: string): Promise<{ image: Sharp; toSrgb: (pixels: Buffer, channels: 3 | 4) => void }> {
  const { icc } = await sharp(path).metadata();
  const { all } = await import("heic-decode");
  const images = await all({ buffer: await readFile(path) });
  try {
    const [first] = images;
    if (!first) throw new Error("no image");
    if (first.width * first.height > MAX_HEIC_PIXELS) throw new Error("too many pixels");
    const { data, width, height } = await first.decode();
    const image = sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), { raw: { width, height, channels: 4 } });
    return { image, toSrgb: icc && isDisplayP3(icc) ? displayP3ToSrgb : () => undefined };
  } finally {
    images.dispose();
  }
}
