import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect } from "vitest";
import type { Rendition } from "../../app/adapters/images/protocol.ts";

/** Expects all renditions to be whole pictures in sRGB and nothing else: no metadata, no profile, nothing after the picture's end. */
export async function expectOnlyPicture(
  renditions: Record<"thumbnail" | "middle" | "screen", Rendition>,
): Promise<void> {
  for (const { path, contentType } of [renditions.thumbnail, renditions.middle, renditions.screen]) {
    const bytes = await readFile(path);
    const { exif, xmp, icc, iptc, comments, orientation, space } = await sharp(bytes).metadata();
    expect({ exif, xmp, icc, iptc, comments, orientation, space }).toEqual({ space: "srgb" });
    if (contentType === "image/jpeg") expect(bytes.subarray(-2).toString("hex")).toBe("ffd9");
    else expect(bytes.readUInt32LE(4) + 8).toBe(bytes.length);
    expect(bytes.toString("latin1")).not.toMatch(/<script|<\?php|<html|alert\(|%PDF|Exif\0|http:\/\/ns\.adobe/iu);
  }
}
