import { open } from "node:fs/promises";
import { SNIFF_BYTES, PHOTO_FORMATS, sniffFormat, type PhotoFormat } from "../../domain/files/photo-formats.ts";
import { runInChild } from "./pool.ts";
import { LIMITS, type ImageFailure, type PixelFacts, type Rendition } from "./protocol.ts";

/** What a file is by its bytes: width and height in pixels as seen upright; a PDF has neither and no preview. */
export type ImageFacts = { format: PhotoFormat; contentType: string; hasPreview: boolean } & (
  PixelFacts | { [fact in keyof PixelFacts]: null }
);

/** Two upright sRGB pictures without any metadata (longest edges 400 and 1600 pixels, never enlarged), or why there are none. */
export type Renditions = { thumbnail: Rendition; screen: Rendition } | { noPreview: true } | { failed: ImageFailure };

/** What a file on disk is; decoded in a child process that is ended when it takes too long or too much memory. */
export async function inspectImage(path: string, limits = LIMITS): Promise<ImageFacts | { failed: ImageFailure }> {
  const format = await formatOf(path);
  if (format === null) return { failed: "not_an_image" };
  const { contentType, hasPreview } = PHOTO_FORMATS[format];
  if (!hasPreview) return { format, contentType, hasPreview, ...NO_PIXELS };
  const answer = await runInChild({ task: "inspect", path, format }, limits);
  return "failed" in answer ? answer : { format, contentType, hasPreview, ...answer.facts };
}

/** Makes the renditions of a file on disk into an existing folder of the caller's; nothing but the picture survives. */
export async function makeRenditions(path: string, folder: string, limits = LIMITS): Promise<Renditions> {
  const format = await formatOf(path);
  if (format === null) return { failed: "not_an_image" };
  if (!PHOTO_FORMATS[format].hasPreview) return { noPreview: true };
  const answer = await runInChild({ task: "render", path, format, folder }, limits);
  return "failed" in answer ? answer : answer.renditions;
}

/** Why a file cannot be shown, as the image processor or artist reads it. */
export const IMAGE_FAILURE_WORDS: Record<ImageFailure, string> = {
  not_an_image: "The file is not an image in a format we accept.",
  too_many_pixels: "The image has more pixels than can be shown.",
  too_much_memory: "The image needs too much memory to be shown.",
  too_slow: "The image took too long to be read.",
  unreadable: "The image is damaged and cannot be read.",
};

const NO_PIXELS = {
  width: null,
  height: null,
  orientation: null,
  pages: null,
  hasAlpha: null,
  colourSpace: null,
} as const;

async function formatOf(path: string): Promise<PhotoFormat | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return sniffFormat(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
