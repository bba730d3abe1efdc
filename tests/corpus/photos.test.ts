import { readFileSync } from "node:fs";
import { basename } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { inspectImage, makeRenditions } from "../../app/adapters/images/images.ts";
import { inScratchFolder } from "../../app/adapters/storage/scratch-folder.ts";
import { PICTURES, SHOWN_WRONG } from "./expected/pictures.ts";
import { differences, expectedLooks, looksOf, readLooks, withCorners } from "./pictures.ts";
import { expectOnlyPicture } from "./renditions.ts";
import { hasSamples, sampleName, samplesFolder, samplesIn, sayCovered } from "./samples.ts";

const shownFolders = [
  "avif",
  "camera_phone",
  "cmyk_icc",
  "exif_orientation",
  "gif_animated",
  "heic_heif",
  "jpeg_encodings",
  "png_alpha_16bit",
  "tiff",
  "ultrahdr_mpo",
  "webp",
];
/** 8-bit CIELab TIFF, which libvips does not read; no camera or phone writes it. */
const notShown = new Set(["hopper.Lab.tif"]);

describe.skipIf(!hasSamples)("real photos", () => {
  test.each(shownFolders)(
    "%s: every one is shown in two sizes, upright and in its colours, and nothing else",
    async (folder) => {
      const files = samplesIn(`02_photos/${folder}`).filter((file) => !notShown.has(basename(file)));
      const different: string[] = [];
      for (const file of files) {
        await inScratchFolder(async (scratch) => {
          const facts = await inspectImage(file);
          const renditions = await makeRenditions(file, scratch);
          expect({ file: sampleName(file), facts, renditions }).toMatchObject({
            facts: { hasPreview: true },
            renditions: { screen: {}, middle: {}, thumbnail: {} },
          });
          if ("failed" in facts || facts.width === null || !("screen" in renditions)) return;
          await expectOnlyPicture(renditions);
          expect(Math.max(renditions.screen.width, renditions.screen.height)).toBe(
            Math.min(1600, Math.max(facts.width, facts.height)),
          );
          expect(renditions.screen.width / renditions.screen.height).toBeCloseTo(facts.width / facts.height, 1);
          const name = sampleName(file).slice("02_photos/".length);
          const expected = expectedLooks(name);
          const size = { width: facts.width, height: facts.height };
          for (const rendition of [renditions.thumbnail, renditions.middle, renditions.screen])
            different.push(...differences(name, await looksOf(rendition, size, expected.cell), expected));
        });
      }
      expect(different).toEqual([]);
      sayCovered(`photos, ${folder}`, files.length);
    },
  );

  test("a mirrored or turned one would be noticed, wherever the corners of a photo are not alike", () => {
    const moved = { mirrored: [2, 1, 4, 3], upsideDown: [4, 3, 2, 1], flipped: [3, 4, 1, 2] } as const;
    const telling = Object.entries(PICTURES).filter(([name, words]) => {
      const looks = readLooks(words);
      return Object.values(moved).every((places) => differences(name, withCorners(looks, places), looks).length > 0);
    });
    expect(telling.length).toBeGreaterThan(80);
    const turned = samplesIn("02_photos/exif_orientation").map((file) => sampleName(file).slice("02_photos/".length));
    const silent = turned.filter((name) => !telling.some(([one]) => one === name));
    expect(silent).toEqual(["exif_orientation/exif.png"]);
  });

  test("known to be wrong: what is written down of them is not what they look like", () => {
    for (const [name, { today }] of Object.entries(SHOWN_WRONG))
      expect(differences(name, readLooks(today), readLooks(PICTURES[name]!)), name).not.toEqual([]);
  });

  test("all eight EXIF orientations show the same upright picture", async () => {
    for (const series of ["Landscape", "Portrait"]) {
      const upright = await greys(
        `${samplesFolder}/02_photos/exif_orientation/${series}_${series === "Landscape" ? "1" : "0"}.jpg`,
      );
      const files = samplesIn("02_photos/exif_orientation").filter((file) =>
        new RegExp(`${series}_[1-8]\\.jpg$`, "u").test(file),
      );
      for (const file of files) {
        const other = await greys(file);
        const apart = upright.reduce((sum, grey, at) => sum + Math.abs(grey - other[at]!), 0) / upright.length;
        expect({ file: sampleName(file), isSame: apart < 8 }).toEqual({ file: sampleName(file), isSame: true });
      }
    }
  });

  test("other uploads are answered: PDF without a preview, the rest refused", async () => {
    const files = [
      ...samplesIn("02_photos/pdf_psd_eps"),
      ...samplesIn("02_photos/other_uploads"),
      ...samplesIn("02_photos/svg"),
    ];
    for (const file of files) {
      const renditions = await makeRenditions(file, "unused");
      expect({ file, renditions }).toEqual({
        file,
        renditions: file.endsWith(".pdf") ? { noPreview: true } : { failed: "not_an_image" },
      });
    }
    sayCovered("other uploads", files.length);
  });
});

async function greys(file: string): Promise<number[]> {
  return inScratchFolder(async (scratch) => {
    const renditions = await makeRenditions(file, scratch);
    if (!("screen" in renditions)) throw new Error(file);
    return [
      ...(await sharp(readFileSync(renditions.thumbnail.path))
        .greyscale()
        .resize(24, 24, { fit: "fill" })
        .raw()
        .toBuffer()),
    ];
  });
}
