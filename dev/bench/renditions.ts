import { join } from "node:path";
import sharp from "sharp";
import { makeRenditions } from "../../app/adapters/images/images.ts";
import { inScratchFolder } from "../../app/adapters/storage/scratch-folder.ts";
import { medianMs, shown } from "./figures.ts";

/** Both renditions of a 12 MP JPEG in the guarded child process, against sharp in this one. */
export function renditions(): Promise<string[]> {
  return inScratchFolder(async (folder) => {
    const photo = join(folder, "photo.jpg");
    const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
    await sharp({ create: { width: 1_000, height: 750, channels: 3, background: "#888", noise } })
      .resize(4_000, 3_000)
      .jpeg({ quality: 90 })
      .toFile(photo);
    const plain = await medianMs(11, () =>
      Promise.all(
        [400, 1_600].map((size) =>
          sharp(photo)
            .rotate()
            .resize(size, size, { fit: "inside" })
            .jpeg()
            .toFile(join(folder, `${size}.jpg`)),
        ),
      ),
    );
    const guarded = await medianMs(11, () => makeRenditions(photo, folder));
    return [
      `${shown(guarded)} ms in a child process of its own, ${shown(plain)} ms by sharp right here: ratio ${shown(guarded / plain)}`,
    ];
  });
}
