import { open } from "node:fs/promises";
import { isCameraRaw } from "../../domain/files/camera-raws.ts";
import { SNIFF_BYTES, PHOTO_FORMATS, sniffFormat, type PhotoFormat } from "../../domain/files/photo-formats.ts";
import { runInChild } from "./pool.ts";
import { LIMITS, type ImageFailure, type MadeRenditions, type PixelFacts, type Wholeness } from "./protocol.ts";

/** What a file is by its bytes: width and height in pixels as seen upright; a PDF has neither and no preview. */
export type ImageFacts = { format: PhotoFormat; contentType: string; hasPreview: boolean } & (
  PixelFacts | { [fact in keyof PixelFacts]: null }
);

/** Upright sRGB pictures without any metadata, never enlarged, or why there are none. */
export type Renditions = MadeRenditions | { noPreview: true } | { failed: ImageFailure };

/** What a file on disk is; decoded in a child process that is ended when it takes too long or too much memory. */
export async function inspectImage(path: string, limits = LIMITS): Promise<ImageFacts | { failed: ImageFailure }> {
  const found = await formatOf(path);
  if ("failed" in found) return found;
  const { format } = found;
  const { contentType, hasPreview } = PHOTO_FORMATS[format];
  if (!hasPreview) return { format, contentType, hasPreview, ...NO_PIXELS };
  const answer = await runInChild({ task: "inspect", path, format }, limits);
  return "failed" in answer ? answer : { format, contentType, hasPreview, ...answer.facts };
}

/** Decodes a file on disk as for showing it, and tells how much of the picture is there; one that has no preview is not looked into. */
export async function decodeImage(
  path: string,
  limits = LIMITS,
): Promise<{ wholeness: Wholeness } | { failed: ImageFailure }> {
  const found = await formatOf(path);
  if ("failed" in found) return found;
  const { format } = found;
  if (!PHOTO_FORMATS[format].hasPreview) return { wholeness: "whole" };
  return runInChild({ task: "decode", path, format }, limits);
}

/** As above, of a picture for whose answer somebody waits: `too_slow` after so many ms. */
export function decodeWithin(path: string, maxMs: number) {
  return decodeImage(path, { ...LIMITS, maxMs });
}

/** Makes the renditions of a file on disk into an existing folder of the caller's; nothing but the picture survives. */
export async function makeRenditions(path: string, folder: string, limits = LIMITS): Promise<Renditions> {
  const found = await formatOf(path);
  if ("failed" in found) return found;
  const { format } = found;
  if (!PHOTO_FORMATS[format].hasPreview) return { noPreview: true };
  const answer = await runInChild({ task: "render", path, format, folder }, limits);
  return "failed" in answer ? answer : answer.renditions;
}

/** Why a file cannot be shown, as the image processor or artist reads it. */
export const IMAGE_FAILURE_WORDS: Record<ImageFailure, string> = {
  not_an_image: "The file is not an image in a format we accept.",
  camera_raw: "The file is a camera's raw file, which is not shown. Ask for it exported as JPEG or TIFF.",
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

async function formatOf(path: string): Promise<{ format: PhotoFormat } | { failed: ImageFailure }> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const format = sniffFormat(head);
    return format ? { format } : { failed: isCameraRaw(head) ? "camera_raw" : "not_an_image" };
  } finally {
    await file.close();
  }
}
