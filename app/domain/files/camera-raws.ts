/**
 * Whether the first bytes of a file (4096 are enough) are those of a camera's raw file, whatever its name: DNG, CR2, CR3, CRW, NEF, NRW, ARW, SR2,
 * SRW, PEF, ORF, RW2, RAF, X3F, MRW, 3FR, IIQ and their like. Most are TIFF files inside (Adobe DNG 1.7, TIFF/EP ISO 12234-2), and are told from
 * pictures by what their first directory says.
 */
export function isCameraRaw(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, 16));
  if (OPENINGS.some((opening) => text.startsWith(opening))) return true;
  // Canon CR3 is made of the same boxes as HEIC.
  if (text.slice(4, 12) === "ftypcrx ") return true;
  const isLittle = text.startsWith("II*\0");
  if (!isLittle && !text.startsWith("MM\0*")) return false;
  return text.slice(8, 10) === "CR" || saysRaw(firstDirectory(head, isLittle));
}

const OPENINGS = [
  "IIRO",
  "IIRS",
  "MMOR",
  "IIU\0",
  "FUJIFILMCCD-RAW",
  "FOVb",
  "\0MRM",
  "II\x1a\0\0\0HEAPCCDR",
  "IIII",
  "MMMM",
];

// Numbers of tags and what they mean: TIFF 6.0, TIFF/EP, DNG 1.7.
const NEW_SUBFILE_TYPE = 254;
const COMPRESSION = 259;
const PHOTOMETRIC = 262;
const SUB_DIRECTORIES = 330;
const DNG_VERSION = 50706;
const COLOUR_FILTER_ARRAY = 32803;
const LINEAR_RAW = 34892;
/** Sony, Nikon, Samsung and Pentax pack their sensors' values so. */
const RAW_COMPRESSIONS = new Set([32767, 34713, 32769, 32770, 32772, 65535]);

function saysRaw(tags: ReadonlyMap<number, number>): boolean {
  if (tags.has(DNG_VERSION)) return true;
  const photometric = tags.get(PHOTOMETRIC);
  if (photometric === COLOUR_FILTER_ARRAY || photometric === LINEAR_RAW) return true;
  if (RAW_COMPRESSIONS.has(tags.get(COMPRESSION) ?? 0)) return true;
  // A small preview comes first, and the picture itself lies below it: cameras write that, programs do not.
  return tags.get(NEW_SUBFILE_TYPE) === 1 && tags.has(SUB_DIRECTORIES);
}

/** The tags of the first directory, each with its first value where that is a whole number; as far as the bytes reach. */
function firstDirectory(head: Uint8Array, isLittle: boolean): Map<number, number> {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const tags = new Map<number, number>();
  if (view.byteLength < 8) return tags;
  const at = view.getUint32(4, isLittle);
  if (at + 2 > view.byteLength) return tags;
  const count = view.getUint16(at, isLittle);
  for (let entry = at + 2; entry + 12 <= Math.min(view.byteLength, at + 2 + 12 * count); entry += 12) {
    const isShort = view.getUint16(entry + 2, isLittle) === 3;
    tags.set(
      view.getUint16(entry, isLittle),
      isShort ? view.getUint16(entry + 8, isLittle) : view.getUint32(entry + 8, isLittle),
    );
  }
  return tags;
}
