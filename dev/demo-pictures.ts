import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { portraitSvg, sceneSvg, type Animal, type Ground, type Sitter } from "./demo-picture-svg.ts";

type Format = "jpeg" | "png" | "webp";
type Drawn = {
  ground: Ground;
  sitters: Sitter[];
  width: number;
  height: number;
  format: Format;
  orientation?: number;
  place?: Place;
};
type Packaged = { package: string; format: Format };
type Place = { latitude: string; latitudeRef: "N" | "S"; longitude: string; longitudeRef: "E" | "W" };

const coats = {
  ginger: ["#e39a4c", "#b8682a"],
  grey: ["#9aa0a8", "#666d78"],
  cream: ["#f0ddbf", "#c79d6b"],
  brown: ["#a8713f", "#6d4323"],
  black: ["#4a4648", "#262325"],
  white: ["#f3f0ec", "#e0a9a5"],
} as const;
const portland: Place = {
  latitude: "45/1 31/1 1212/100",
  latitudeRef: "N",
  longitude: "122/1 40/1 3480/100",
  longitudeRef: "W",
};
const sydney: Place = {
  latitude: "33/1 51/1 2448/100",
  latitudeRef: "S",
  longitude: "151/1 12/1 5500/100",
  longitudeRef: "E",
};

/** Every picture of the demo, by the file name a customer would upload it under. */
export const demoPictures: Record<string, Drawn | Packaged> = {
  "whiskers.jpg": { package: "cat-picture/cat.jpg", format: "jpeg" },
  "whiskers cut out.png": { package: "cat-picture/picture.png", format: "png" },
  "baboon.png": { package: "baboon-image/baboon.png", format: "png" },
  "IMG_2041.jpg": {
    ground: "beach",
    sitters: [pet("dog", "brown")],
    width: 4032,
    height: 3024,
    format: "jpeg",
    orientation: 6,
    place: portland,
  },
  "IMG_2042.jpg": {
    ground: "beach",
    sitters: [pet("dog", "brown", 430)],
    width: 4032,
    height: 3024,
    format: "jpeg",
    orientation: 1,
    place: portland,
  },
  "DSC00417.jpg": {
    ground: "meadow",
    sitters: [pet("dog", "cream", 250), pet("dog", "black", 555)],
    width: 3000,
    height: 2000,
    format: "jpeg",
    orientation: 3,
    place: sydney,
  },
  "miez.png": { ground: "sofa", sitters: [pet("cat", "ginger")], width: 1600, height: 1200, format: "png" },
  "Screenshot 2024-11-02 at 18.04.11.png": {
    ground: "sofa",
    sitters: [pet("cat", "grey")],
    width: 1170,
    height: 2532,
    format: "png",
  },
  "bunny.webp": { ground: "meadow", sitters: [pet("rabbit", "white")], width: 1800, height: 1350, format: "webp" },
  "20240613_201455.jpg": {
    ground: "night",
    sitters: [pet("cat", "black")],
    width: 3264,
    height: 2448,
    format: "jpeg",
    orientation: 8,
  },
  "hamster-small.jpg": { ground: "sofa", sitters: [pet("hamster", "cream")], width: 320, height: 240, format: "jpeg" },
  "the whole gang.jpg": {
    ground: "meadow",
    sitters: [pet("cat", "grey", 170), pet("dog", "cream", 400), pet("rabbit", "white", 630)],
    width: 2400,
    height: 1600,
    format: "jpeg",
  },
  "Käthe & Löwe 🐶.jpg": {
    ground: "beach",
    sitters: [pet("hamster", "ginger", 260), pet("cat", "cream", 550)],
    width: 2000,
    height: 1500,
    format: "jpeg",
    orientation: 5,
  },
  "photo.webp": { ground: "night", sitters: [pet("rabbit", "grey")], width: 1200, height: 900, format: "webp" },
};

export type DemoPicture = { fileName: string; contentType: string; bytes: Buffer };

/** Draws a picture of the list above, the same bytes every time; throws for a name that is not in it. */
export async function drawDemoPicture(fileName: string): Promise<DemoPicture> {
  const wanted = demoPictures[fileName];
  if (!wanted) throw new Error(`There is no demo picture named ${fileName}.`);
  const bytes =
    "package" in wanted
      ? await readFile(join(import.meta.dirname, "../node_modules", wanted.package))
      : await encode(await photograph(wanted), wanted);
  return { fileName, contentType: `image/${wanted.format}`, bytes };
}

/** Draws what an artist would upload: a portrait of one pet, 1800 by 2400 pixels unless told; `variation` gives another pet and ground. The pet of a picture of the list above is drawn where `photo` names one. */
export async function drawDemoArtwork(
  variation: number,
  format: "png" | "jpeg" = "png",
  width = 1800,
  photo = "",
): Promise<Buffer> {
  const animals: Animal[] = ["dog", "cat", "rabbit", "hamster"];
  const names = Object.keys(coats) as (keyof typeof coats)[];
  const papers = ["#f4c542", "#9fc6c0", "#e8a598", "#b7c4e0", "#d9cfa8"];
  const drawn = demoPictures[photo];
  const photographed = drawn && "sitters" in drawn ? drawn.sitters[0] : undefined;
  const sitter = photographed
    ? { ...photographed, at: 400 }
    : pet(photo.startsWith("whiskers") ? "cat" : pick(animals, variation), pick(names, variation * 5 + 1));
  const picture = sharp(Buffer.from(portraitSvg(sitter, pick(papers, variation))), {
    density: (72 * width) / 600,
  }).resize(width, Math.round((width * 4) / 3));
  return picture.toFormat(format, format === "jpeg" ? { quality: 90 } : { compressionLevel: 6 }).toBuffer();
}

function pet(animal: Animal, coat: keyof typeof coats, at = 400): Sitter {
  const [fur, dark] = coats[coat];
  return { animal, fur, dark, at };
}

function pick<Thing>(things: Thing[], index: number): Thing {
  return things[Math.abs(index) % things.length] as Thing;
}

/** The drawing with a fine grain, stored as a camera held in this orientation would store it. */
async function photograph({ ground, sitters, width, height, orientation = 1 }: Drawn): Promise<Sharp> {
  const isTurned = orientation >= 5;
  const [shownWidth, shownHeight] = isTurned ? [height, width] : [width, height];
  const drawing = Buffer.from(
    sceneSvg(ground, sitters).replace("<svg ", `<svg width="${shownWidth}" height="${shownHeight}" `),
  );
  const tile = { width: Math.min(256, shownWidth), height: Math.min(256, shownHeight), channels: 4 as const };
  const shown = await sharp(drawing)
    .resize(shownWidth, shownHeight)
    .composite([{ input: grain(tile.width * tile.height), raw: tile, tile: true }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return asStored(sharp(shown, { raw: { width: shownWidth, height: shownHeight, channels: 3 } }), orientation);
}

/** Undoes what a viewer does for each EXIF orientation (EXIF 2.32, tag 274); sharp flops before it rotates, whatever the order of the calls. */
function asStored(shown: Sharp, orientation: number): Sharp {
  const undo: Record<number, (picture: Sharp) => Sharp> = {
    2: (picture) => picture.flop(),
    3: (picture) => picture.rotate(180),
    4: (picture) => picture.flip(),
    5: (picture) => picture.rotate(270).flop(),
    6: (picture) => picture.rotate(270),
    7: (picture) => picture.rotate(90).flop(),
    8: (picture) => picture.rotate(90),
  };
  return undo[orientation]?.(shown) ?? shown;
}

function encode(picture: Sharp, { format, orientation = 1, place }: Drawn): Promise<Buffer> {
  const exif = {
    IFD0: { Make: "Demo Phones", Model: "Phone 1", DateTime: "2024:06:13 20:14:55" },
    ...(place
      ? {
          IFD3: {
            GPSLatitude: place.latitude,
            GPSLatitudeRef: place.latitudeRef,
            GPSLongitude: place.longitude,
            GPSLongitudeRef: place.longitudeRef,
          },
        }
      : {}),
  };
  if (format === "png") return picture.png({ compressionLevel: 6 }).toBuffer();
  if (format === "webp") return picture.webp({ quality: 86 }).toBuffer();
  return picture.withExif(exif).withMetadata({ orientation }).jpeg({ quality: 88 }).toBuffer();
}

/** Faint noise from a fixed seed (a linear congruential generator, so that it is the same everywhere), as RGBA. */
function grain(pixels: number): Buffer {
  const tile = Buffer.alloc(pixels * 4);
  let seed = 20_240_613;
  for (let at = 0; at < tile.length; at += 4) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const isLight = seed & 0x8000_0000;
    tile.fill(isLight ? 255 : 0, at, at + 3);
    tile[at + 3] = (seed >>> 16) & 15;
  }
  return tile;
}
