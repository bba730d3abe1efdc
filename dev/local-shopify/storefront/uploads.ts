import { randomUUID } from "node:crypto";
import { createWriteStream, mkdtempSync } from "node:fs";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Router } from "express";
import type { LocalContext } from "../context.ts";
import { settled } from "./settled.ts";

const shownTypes: Record<string, string> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".avif": "image/avif",
  ".heic": "image/heic",
  ".heif": "image/heif",
  ".tif": "image/tiff",
  ".tiff": "image/tiff",
  ".pdf": "application/pdf",
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const temporaryFolders = new WeakMap<LocalContext, string>();

/** The upload app's file host: every file a customer chose, under an address nobody can guess. */
export function uploadsRouter(ctx: LocalContext): Router {
  const router = Router();
  router.get(
    "/:id/:name",
    settled(async (request, response) => {
      const { id = "", name = "" } = request.params;
      const file = join(uploadsFolder(ctx), id, safeName(name));
      if (
        !uuid.test(id) ||
        !(await stat(file).then(
          (found) => found.isFile(),
          () => false,
        ))
      )
        return void response.status(404).type("text").send("There is no such file.");
      response.set({
        "content-type": shownTypes[extname(file).toLowerCase()] ?? "application/octet-stream",
        "x-content-type-options": "nosniff",
        "access-control-allow-origin": "*",
      });
      response.sendFile(file, { dotfiles: "allow" });
    }),
  );
  return router;
}

/** Stores a file as it streams in; answers the link that becomes the value of a line-item property, or null for an empty file. */
export async function keepUpload(ctx: LocalContext, fileName: string, content: Readable): Promise<string | null> {
  const { file, link } = await newPlace(ctx, fileName);
  await pipeline(content, createWriteStream(file));
  if ((await stat(file)).size > 0) return link;
  await rm(file);
  return null;
}

/** Stores a whole file; answers its link. */
export async function keepUploadBytes(ctx: LocalContext, fileName: string, bytes: Buffer): Promise<string> {
  const { file, link } = await newPlace(ctx, fileName);
  await writeFile(file, bytes);
  return link;
}

/** Removes the files kept for a Local Shopify that has no folder of its own. */
export async function forgetTemporaryUploads(ctx: LocalContext): Promise<void> {
  const folder = temporaryFolders.get(ctx);
  if (folder) await rm(folder, { recursive: true, force: true });
  temporaryFolders.delete(ctx);
}

async function newPlace(ctx: LocalContext, fileName: string): Promise<{ file: string; link: string }> {
  const id = randomUUID();
  const name = safeName(fileName);
  await mkdir(join(uploadsFolder(ctx), id), { recursive: true });
  return {
    file: join(uploadsFolder(ctx), id, name),
    link: `${ctx.origins.hub}/uploads/${id}/${encodeURIComponent(name)}`,
  };
}

function uploadsFolder(ctx: LocalContext): string {
  const known = ctx.uploadsFolder ?? temporaryFolders.get(ctx);
  if (known) return known;
  const folder = mkdtempSync(join(tmpdir(), "local-shopify-uploads-"));
  temporaryFolders.set(ctx, folder);
  return folder;
}

/** The customer's own file name without what a file system or a path would stumble over, at most 120 characters. */
function safeName(fileName: string): string {
  const extension = extname(fileName).slice(0, 12);
  const stem = fileName.slice(0, fileName.length - extname(fileName).length);
  // eslint-disable-next-line no-control-regex
  const clean = (text: string) => text.replace(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, "-");
  return `${[...clean(stem)].slice(0, 100).join("").replace(/^\.+/, "") || "file"}${clean(extension)}`;
}
