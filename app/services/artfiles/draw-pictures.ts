import { createReadStream } from "node:fs";
import { inspectImage, makeRenditions, type IMAGE_FAILURE_WORDS } from "../../adapters/images/images.ts";
import type { Shown } from "../../adapters/rows/items/photos.ts";
import { renditionKeys } from "../../adapters/storage/file-keys.ts";
import { storage } from "../../adapters/storage/storage.ts";

type Failure = keyof typeof IMAGE_FAILURE_WORDS;

/** Draws the pictures of the file at `path` and stores them under the keys that follow from its kind and the file itself. `folder` takes what is half made. */
export async function drawPictures(
  {
    shopId,
    kind,
    ...file
  }: { shopId: string; kind: "photo" | "artfile" | "picture"; id: string; deletedAt: Date | null },
  path: string,
  folder: string,
): Promise<Shown | { failed: Failure }> {
  const facts = await inspectImage(path);
  const made = "failed" in facts ? facts : await makeRenditions(path, folder);
  if ("failed" in made) return { failed: made.failed };
  const size = "failed" in facts ? {} : { width: facts.width, height: facts.height };
  if ("noPreview" in made) return { renditions: "no_preview", ...size };
  const keys = renditionKeys(shopId, kind, file);
  const pictures = [
    [keys.thumbKey, made.thumbnail],
    [keys.middleKey, made.middle],
    [keys.screenKey, made.screen],
  ] as const;
  for (const [key, { path: from, contentType }] of pictures)
    await storage().put(key, createReadStream(from), { contentType });
  return { renditions: "made", ...keys, isIncomplete: made.wholeness !== "whole", ...size };
}

/** How an artfile whose picture failed is shown: a format that we cannot draw (PSD, AI, EPS) is whole all the same. */
export function shownWithout(failure: Failure): Shown {
  return { renditions: failure === "not_an_image" ? "no_preview" : "failed" };
}
