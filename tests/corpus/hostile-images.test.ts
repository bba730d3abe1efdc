// Pictures made to break a decoder are refused in words or shown, and cost no more than their bound.
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { IMAGE_FAILURE_WORDS, inspectImage, makeRenditions } from "../../app/adapters/images/images.ts";
import { inScratchFolder } from "../../app/adapters/storage/scratch-folder.ts";
import { expectOnlyPicture } from "./renditions.ts";
import { hasSamples, sampleName, samplesIn, sayCovered } from "./samples.ts";

const folders = [
  "bmp_malformed",
  "bombs",
  "fuzz_vips",
  "gif_malformed",
  "heif_malformed",
  "imagemagick_delegates",
  "jpeg_malformed",
  "other_malformed",
  "png_malformed",
  "pngsuite",
  "polyglots",
  "svg_hostile",
  "tiff_malformed",
  "webp_malformed",
  "wrong_type",
];

describe.skipIf(!hasSamples)("hostile images", () => {
  test.each(folders)(
    "%s: each is shown clean or refused with a reason, and this process stays small",
    async (folder) => {
      const files = samplesIn(`03_hostile_images/${folder}`);
      for (const file of files) {
        await inScratchFolder(async (scratch) => {
          const [facts, renditions] = await Promise.all([inspectImage(file), makeRenditions(file, scratch)]);
          if ("failed" in facts) expect(IMAGE_FAILURE_WORDS).toHaveProperty(facts.failed);
          if ("screen" in renditions) return expectOnlyPicture(renditions);
          if ("failed" in renditions) return expect(IMAGE_FAILURE_WORDS).toHaveProperty(renditions.failed);
          return expect(facts).toMatchObject({ format: "pdf" });
        });
      }
      expect(process.memoryUsage().rss).toBeLessThan(700_000_000);
      sayCovered(`hostile images, ${folder}`, files.length);
    },
  );

  test("the official corrupt PNGs are refused and all others shown", async () => {
    const files = samplesIn("03_hostile_images/pngsuite").filter((file) => file.endsWith(".png"));
    for (const file of files) {
      const isCorrupt = basename(file).startsWith("corrupt_") || basename(file).startsWith("x");
      const renditions = await inScratchFolder((scratch) => makeRenditions(file, scratch));
      expect({ file: sampleName(file), isRefused: "failed" in renditions }).toEqual({
        file: sampleName(file),
        isRefused: isCorrupt,
      });
    }
  });
});
