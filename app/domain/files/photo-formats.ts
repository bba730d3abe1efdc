import { isCameraRaw } from "./camera-raws.ts";

export type PhotoFormat = "jpeg" | "png" | "webp" | "heic" | "avif" | "tiff" | "gif" | "pdf";

type FormatFacts = { contentType: string; extensions: readonly [string, ...string[]]; hasPreview: boolean };

/** Every format a customer or an artist may hand in; extensions are lower case without a dot, the first is the usual one. */
export const PHOTO_FORMATS: Record<PhotoFormat, FormatFacts> = {
  jpeg: { contentType: "image/jpeg", extensions: ["jpg", "jpeg", "jpe", "jfif"], hasPreview: true },
  png: { contentType: "image/png", extensions: ["png"], hasPreview: true },
  webp: { contentType: "image/webp", extensions: ["webp"], hasPreview: true },
  heic: { contentType: "image/heic", extensions: ["heic", "heif", "hif"], hasPreview: true },
  avif: { contentType: "image/avif", extensions: ["avif"], hasPreview: true },
  tiff: { contentType: "image/tiff", extensions: ["tif", "tiff"], hasPreview: true },
  gif: { contentType: "image/gif", extensions: ["gif"], hasPreview: true },
  pdf: { contentType: "application/pdf", extensions: ["pdf"], hasPreview: false },
};

/** All extensions an uploaded file may carry, lower case, without a dot. */
export const ALLOWED_EXTENSIONS: readonly string[] = Object.values(PHOTO_FORMATS).flatMap((format) => [
  ...format.extensions,
]);

/** The value of a file input's `accept` attribute for photos and artfiles. */
export const ACCEPTED_FILES: string = [
  ...Object.values(PHOTO_FORMATS).map((format) => format.contentType),
  ...ALLOWED_EXTENSIONS.map((extension) => `.${extension}`),
].join(",");

/** The usual extension (no dot) for a content type found in the bytes; `bin` for anything we do not accept. */
export function extensionFor(contentType: string): string {
  const found = Object.values(PHOTO_FORMATS).find((format) => format.contentType === contentType);
  return found ? found.extensions[0] : "bin";
}

/** How many leading bytes `sniffFormat` wants to see. */
export const SNIFF_BYTES = 4096;

/** The format that the first bytes of a file show, whatever its name or declared type; null when it is none we accept. */
export function sniffFormat(head: Uint8Array): PhotoFormat | null {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return "jpeg";
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  const opening = ascii(head, 0, 6);
  if (opening === "GIF87a" || opening === "GIF89a") return "gif";
  if (opening.startsWith("RIFF") && ascii(head, 8, 12) === "WEBP") return "webp";
  if (opening.startsWith("%PDF-")) return "pdf";
  if (isCameraRaw(head)) return null;
  if (startsWith(head, 0x49, 0x49, 0x2a, 0x00) || startsWith(head, 0x4d, 0x4d, 0x00, 0x2a)) return "tiff";
  if (startsWith(head, 0x49, 0x49, 0x2b, 0x00) || startsWith(head, 0x4d, 0x4d, 0x00, 0x2b)) return "tiff";
  if (ascii(head, 4, 8) === "ftyp") return sniffBrand(head);
  return null;
}

// ISO/IEC 23008-12 (HEIF) and the AVIF specification: the major brand says the codec, generic ones list it among the compatible brands.
function sniffBrand(head: Uint8Array): PhotoFormat | null {
  const boxSize = ((head[0] ?? 0) << 24) | ((head[1] ?? 0) << 16) | ((head[2] ?? 0) << 8) | (head[3] ?? 0);
  const end = Math.min(Math.max(boxSize, 16), head.length, 512);
  const brands = [ascii(head, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(head, at, at + 4));
  if (brands.some((brand) => brand === "avif" || brand === "avis")) return "avif";
  if (brands.some((brand) => HEIC_BRANDS.has(brand))) return "heic";
  return null;
}

const HEIC_BRANDS = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1"]);

function startsWith(head: Uint8Array, ...bytes: number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte);
}

function ascii(head: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...head.subarray(from, Math.min(to, head.length)));
}
