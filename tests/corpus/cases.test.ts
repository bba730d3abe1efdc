// Files that people sent and that were once taken wrongly, kept beside the project.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeImage, makeRenditions } from "../../app/adapters/images/images.ts";
import { inScratchFolder } from "../../app/adapters/storage/scratch-folder.ts";
import { expectOnlyPicture } from "./renditions.ts";

const folder = resolve("../shared/cases");

describe.skipIf(!existsSync(folder))("files that people sent", () => {
  test("a photo that lacks the mark at its end is shown and marked", async () => {
    await inScratchFolder(async (scratch) => {
      const renditions = await makeRenditions(`${folder}/photo-without-its-last-two-bytes.jpg`, scratch);
      expect(renditions).toMatchObject({ wholeness: "without_end", screen: { width: 480, height: 360 } });
      if ("screen" in renditions) await expectOnlyPicture(renditions);
    });
  });

  test("a camera's raw file is known as that", async () => {
    expect(await decodeImage(`${folder}/IMG_0042.DNG`)).toEqual({ failed: "camera_raw" });
  });
});
