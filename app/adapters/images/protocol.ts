import type { PhotoFormat } from "../../domain/files/photo-formats.ts";

/** Why an image could not be read or shown. */
export type ImageFailure =
  "not_an_image" | "camera_raw" | "too_many_pixels" | "too_much_memory" | "too_slow" | "unreadable";

/** How much of a picture is there: all, all but the mark at its end, or a part. Only a JPEG that lacks something can be shown. */
export type Wholeness = "whole" | "without_end" | "incomplete";

/** What is known of an image's pixels: `orientation` is the EXIF value 1–8, `pages` the frames of an animation or pages of a TIFF. */
export type PixelFacts = {
  width: number;
  height: number;
  orientation: number;
  pages: number;
  hasAlpha: boolean;
  colourSpace: string;
};

/** A picture made for the screen: a file in the caller's folder, sizes in pixels and bytes. */
export type Rendition = {
  path: string;
  width: number;
  height: number;
  bytes: number;
  contentType: "image/jpeg" | "image/webp";
};

/** The pictures of a file, by their longest edge: 400, 800 and 1600 pixels; none is larger than the file itself. */
export type MadeRenditions = { thumbnail: Rendition; middle: Rendition; screen: Rendition; wholeness: Wholeness };

export type ImageTask =
  | { task: "inspect"; path: string; format: PhotoFormat }
  | { task: "decode"; path: string; format: PhotoFormat }
  | { task: "render"; path: string; format: PhotoFormat; folder: string };

export type TaskAnswers = {
  inspect: { facts: PixelFacts } | { failed: ImageFailure };
  decode: { wholeness: Wholeness } | { failed: ImageFailure };
  render: { renditions: MadeRenditions } | { failed: ImageFailure };
};

/**
 * The most pixels that are decoded: room for a 100 by 150 cm print at 200 dpi. HEIC is decoded whole in memory and gets less; a JPEG is shrunk while it
 * is decoded and gets more (one of 200 million takes 120 MB, a progressive one 700 MB, and what needs more than `LIMITS` is ended).
 */
export function maxPixels(format: PhotoFormat): number {
  return format === "heic" ? MAX_HEIC_PIXELS : format === "jpeg" ? 400_000_000 : 150_000_000;
}
export const MAX_HEIC_PIXELS = 65_000_000;

/** What one task may take before its process is killed: resident memory in bytes, and time in milliseconds. */
export type Limits = { maxMemory: number; maxMs: number };
export const LIMITS: Limits = { maxMemory: 1_000_000_000, maxMs: 30_000 };
