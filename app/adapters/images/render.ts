import { join } from "node:path";
import sharp from "sharp";
import type { Sharp } from "sharp";
import type { PhotoFormat } from "../../domain/files/photo-formats.ts";
import { openHeic } from "./heic.ts";
import { inspect } from "./inspect.ts";
import { MAX_PIXELS, type Rendition } from "./protocol.ts";

type Pixels = { bytes: Buffer; raw: { width: number; height: number; channels: 3 | 4 } };

/** Decodes the first page once, down to 1600 pixels, and writes both renditions from those pixels. Runs in the child process. */
export async function render(
  path: string,
  format: PhotoFormat,
  folder: string,
): Promise<{ thumbnail: Rendition; screen: Rendition }> {
  await inspect(path, format);
  const pixels = await decode(path, format);
  return {
    screen: await write(pixels, 1600, join(folder, "screen")),
    thumbnail: await write(pixels, 400, join(folder, "thumbnail")),
  };
}

async function decode(path: string, format: PhotoFormat): Promise<Pixels> {
  if (format === "heic") {
    const { image, toSrgb } = await openHeic(path);
    const pixels = await shrink(image);
    toSrgb(pixels.bytes, pixels.raw.channels);
    return pixels;
  }
  return shrink(sharp(path, { limitInputPixels: MAX_PIXELS, failOn: "error", autoOrient: true }));
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
async function write({ bytes, raw }: Pixels, edge: number, path: string): Promise<Rendition> {
  const image = inside(sharp(bytes, { raw }), edge);
  const isClear = raw.channels === 4 && !(await sharp(bytes, { raw }).stats()).isOpaque;
  const encoded = isClear ? image.webp({ quality: 85 }) : image.removeAlpha().jpeg({ quality: 84, progressive: true });
  const { width, height, size } = await encoded.toFile(path);
  return { path, width, height, bytes: size, contentType: isClear ? "image/webp" : "image/jpeg" };
}

function inside(image: Sharp, edge: number): Sharp {
  return image.resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true });
}
