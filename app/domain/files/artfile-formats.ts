import { ALLOWED_EXTENSIONS, extensionFor, PHOTO_FORMATS, sniffFormat } from "./photo-formats.ts";

/** What artists hand in besides pictures: kept and passed on as files, never shown. */
const WORKING_FORMATS: Record<string, { contentType: string; extensions: readonly [string, ...string[]] }> = {
  psd: { contentType: "image/vnd.adobe.photoshop", extensions: ["psd", "psb"] },
  eps: { contentType: "application/postscript", extensions: ["eps", "ai", "ps"] },
  svg: { contentType: "image/svg+xml", extensions: ["svg"] },
  zip: { contentType: "application/zip", extensions: ["zip"] },
};

/** All extensions an artfile may carry, lower case, without a dot. */
export const ARTFILE_EXTENSIONS: readonly string[] = [
  ...ALLOWED_EXTENSIONS,
  ...Object.values(WORKING_FORMATS).flatMap((format) => [...format.extensions]),
];

/** The largest artfile, in bytes. */
export const MAX_ARTFILE_BYTES = 2 * 1024 ** 3;

/** Why a file is larger than we take. */
export const TOO_LARGE = "The file is larger than 2 GB.";

/** What is wrong with a file before any of it is sent, in a sentence; null when nothing is. `size` in bytes. */
export function whyNotSent({ size }: { size: number }): string | null {
  if (size === 0) return "The file is empty (0 bytes). Save it again and choose it once more.";
  return size > MAX_ARTFILE_BYTES ? TOO_LARGE : null;
}

/** What is said of an artfile whose sender went in the middle. */
export const CUT_OFF_WORDS = "The file did not arrive whole, because the connection broke off. Send it again.";

/** The content type that the first bytes of an artfile show, whatever its name says; null when it is none we accept. */
export function sniffArtfile(head: Uint8Array): string | null {
  const photo = sniffFormat(head);
  if (photo) return PHOTO_FORMATS[photo].contentType;
  const opening = String.fromCharCode(...head.subarray(0, 4));
  if (opening === "8BPS") return WORKING_FORMATS.psd!.contentType;
  // PostScript as text, or in the binary wrapping of EPS files (Adobe, EPSF 3.0, 5.2).
  if (opening === "%!PS" || opening === "\xc5\xd0\xd3\xc6") return WORKING_FORMATS.eps!.contentType;
  if (opening === "PK\x03\x04") return WORKING_FORMATS.zip!.contentType;
  return /^\s*<(\?xml|!--|!DOCTYPE svg|svg)[\s>-]/i.test(textOf(head)) && /<svg[\s>]/i.test(textOf(head))
    ? WORKING_FORMATS.svg!.contentType
    : null;
}

/** The extension an artfile is kept under: the upload's own when we accept it, else the usual one of its content type. */
export function artfileExtension(fileName: string, contentType: string): string {
  const own = fileName
    .slice(fileName.lastIndexOf(".") + 1)
    .trim()
    .toLowerCase();
  if (ARTFILE_EXTENSIONS.includes(own)) return own;
  return (
    Object.values(WORKING_FORMATS).find((format) => format.contentType === contentType)?.extensions[0] ??
    extensionFor(contentType)
  );
}

function textOf(head: Uint8Array): string {
  return new TextDecoder().decode(head);
}
