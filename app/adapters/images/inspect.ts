import sharp from "sharp";
import type { PhotoFormat } from "../../domain/files/photo-formats.ts";
import { maxPixels, type PixelFacts } from "./protocol.ts";

/** Reads an image's header only; throws when it has too many pixels or cannot be read. Runs in the child process. */
export async function inspect(path: string, format: PhotoFormat): Promise<PixelFacts> {
  const found = await sharp(path, { limitInputPixels: false, failOn: "error" }).metadata();
  const height = found.pageHeight ?? found.height;
  if (found.width * height > maxPixels(format)) throw new Error("too many pixels");
  // In HEIC and AVIF the container turns the picture and the size is that of the turned one; EXIF must not turn it again.
  const orientation = format === "heic" || format === "avif" ? 1 : (found.orientation ?? 1);
  const isTurned = orientation >= 5 && orientation <= 8;
  return {
    width: isTurned ? height : found.width,
    height: isTurned ? found.width : height,
    orientation,
    pages: found.pages ?? 1,
    hasAlpha: found.hasAlpha,
    colourSpace: found.space,
  };
}
