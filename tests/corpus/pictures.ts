import { readFile } from "node:fs/promises";
import sharp from "sharp";
import type { Rendition } from "../../app/adapters/images/protocol.ts";
import { PICTURES, ROUGHLY, SHOWN_WRONG } from "./expected/pictures.ts";

type Colour = readonly [number, number, number];
/** A picture in a few numbers; `colours` are the average, the four corners and the most colourful cell. */
export type Looks = { width: number; height: number; colours: Colour[]; cell: number };

const CORNERS = [0, 7, 56, 63] as const;
const PLACES = ["on average", "top left", "top right", "bottom left", "bottom right", "where it is most colourful"];

/** How a sample should be shown; how it is known to be shown today where that is wrong. */
export function expectedLooks(name: string): Looks {
  const text = SHOWN_WRONG[name]?.today ?? PICTURES[name];
  if (text === undefined) throw new Error(`${name} has no expected picture in tests/corpus/expected/pictures.ts`);
  return readLooks(text);
}

/** The same of its words. */
export function readLooks(text: string): Looks {
  const [size = "", ...words] = text.split(" ");
  const [width = 0, height = 0] = size.split("×").map(Number);
  const [cell = 0] = words.at(-1)!.split(":").map(Number);
  const colours = words.map((word): Colour => {
    const value = Number.parseInt(word.slice(-6), 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  });
  return { width, height, colours, cell };
}

/** What is seen of a rendition of a picture of this size, on white. */
export async function looksOf(
  { path }: Rendition,
  size: { width: number; height: number },
  cell: number,
): Promise<Looks> {
  const image = sharp(await readFile(path)).flatten({ background: "white" });
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const mean = (left: number, top: number, right: number, bottom: number): Colour => {
    const sum: [number, number, number] = [0, 0, 0];
    for (let y = top; y < bottom; y += 1)
      for (let x = left; x < right; x += 1)
        for (const channel of [0, 1, 2] as const) sum[channel] += data[(y * info.width + x) * info.channels + channel]!;
    const count = (right - left) * (bottom - top);
    return [sum[0] / count, sum[1] / count, sum[2] / count];
  };
  const from = (length: number, at: number) => Math.floor((length * at) / 8);
  const to = (length: number, at: number) => Math.max(from(length, at) + 1, from(length, at + 1));
  const ofCell = (at: number) => {
    const [x, y] = [at % 8, Math.floor(at / 8)];
    return mean(from(info.width, x), from(info.height, y), to(info.width, x), to(info.height, y));
  };
  return { ...size, cell, colours: [mean(0, 0, info.width, info.height), ...CORNERS.map(ofCell), ofCell(cell)] };
}

/** In which ways two looks of a sample are not the same picture. A cell of a small picture has few pixels, and JPEG halves their colours. */
export function differences(name: string, one: Looks, other: Looks): string[] {
  const longest = Math.max(other.width, other.height);
  const tolerance = ROUGHLY.has(name) || longest < 64 ? 20 : longest < 300 ? 8 : 4;
  const size = one.width === other.width && one.height === other.height ? [] : [`${name}: ${one.width}×${one.height}`];
  const colours = other.colours.flatMap((colour, at) => {
    const apart = Math.max(...colour.map((value, channel) => Math.abs(value - one.colours[at]![channel]!)));
    return apart <= tolerance ? [] : [`${name}: ${apart.toFixed(0)} apart ${PLACES[at]}`];
  });
  return [...size, ...colours];
}

/** The looks of a picture whose corners changed places: 1 to 4 are those it had. */
export function withCorners(looks: Looks, places: readonly [number, number, number, number]): Looks {
  const { colours } = looks;
  return { ...looks, colours: [colours[0]!, ...places.map((place) => colours[place]!), colours[5]!] };
}
