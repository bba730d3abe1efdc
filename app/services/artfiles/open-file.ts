import type { Readable } from "node:stream";
import { noTransaction } from "../../adapters/db.ts";
import { readFileAddress, type FileRef, type FileViewer } from "../../adapters/proofs/files-access.ts";
import { findArtfile } from "../../adapters/rows/items/item-files.ts";
import { findPhoto } from "../../adapters/rows/items/photos.ts";
import { storage } from "../../adapters/storage/storage.ts";
import type { FileKind } from "../../domain/words/file-kinds.ts";
import { attachmentName } from "../../domain/files/download-names.ts";
import { photoDownloadName } from "../../domain/files/file-names.ts";
import { extensionFor } from "../../domain/files/photo-formats.ts";
import { memberMayHave } from "../who/may-see.ts";

/** A file on its way to a browser. */
export type OpenFile = { body: Readable; headers: Record<string, string> };

/** What the token of a file address leads to; null when it is not ours or too old, the file is gone, or its viewer may no longer see it. */
export async function openFile(token: string): Promise<OpenFile | null> {
  const address = readFileAddress(token);
  if (!address) return null;
  const row = await FIND[address.file.kind](address.file);
  if (!row?.storageKey || !(await maySee(address.viewer, address.file, row))) return null;
  const about = await storage().head(row.storageKey);
  const body = about && (await storage().get(row.storageKey));
  return body && { body, headers: safeHeaders({ ...about, ...row, form: address.file.form }) };
}

type Found = { orderId: string; itemId: string; storageKey: string | null; downloadName: string };

const FIND: Record<FileRef["kind"], (file: FileRef) => Promise<Found | null>> = {
  async photo({ shopId, id, form }) {
    const row = await findPhoto(noTransaction(), shopId, id);
    if (!row) return null;
    const downloadName = photoDownloadName(row.item.fileName, row.position, extensionFor(row.contentType ?? ""));
    return {
      orderId: row.item.orderId,
      itemId: row.itemId,
      storageKey: keyOf(row, form),
      downloadName,
    };
  },
  async artfile({ shopId, id, form }) {
    const row = await findArtfile(shopId, id);
    return (
      row && {
        orderId: row.item.orderId,
        itemId: row.itemId,
        storageKey: keyOf(row, form),
        downloadName: row.fileName,
      }
    );
  },
};

const NEEDED: Record<FileRef["kind"], Record<FileRef["form"], FileKind>> = {
  photo: {
    thumb: "photo_rendition",
    middle: "photo_rendition",
    screen: "photo_rendition",
    original: "photo_original",
  },
  artfile: {
    thumb: "artfile_rendition",
    middle: "artfile_rendition",
    screen: "artfile_rendition",
    original: "artfile",
  },
};

function keyOf(
  row: Record<"thumbKey" | "middleKey" | "screenKey" | "storageKey", string | null>,
  form: FileRef["form"],
): string | null {
  return { thumb: row.thumbKey, middle: row.middleKey, screen: row.screenKey, original: row.storageKey }[form];
}

async function maySee(viewer: FileViewer, { shopId, kind, form }: FileRef, row: Found): Promise<boolean> {
  if ("memberId" in viewer) return memberMayHave({ shopId, memberId: viewer.memberId }, row, NEEDED[kind][form]);
  // The customer looks at the artwork on the page; its print file is never theirs.
  const isPrintFile = kind === "artfile" && form === "original";
  return viewer.orderId === row.orderId && !isPrintFile;
}

function safeHeaders(file: {
  bytes: number;
  contentType: string;
  downloadName: string;
  form: FileRef["form"];
}): Record<string, string> {
  const isPicture = file.form !== "original" && /^image\/(jpeg|png|webp)$/.test(file.contentType);
  return {
    "Content-Type": isPicture ? file.contentType : safeType(file.contentType),
    "Content-Length": String(file.bytes),
    "Content-Disposition": isPicture ? "inline" : attachmentName(file.downloadName),
    "Cache-Control": isPicture ? "private, max-age=3600" : "private, no-store",
    ...STRANGERS_BYTES,
  };
}

/** Headers of every answer that carries bytes which a stranger made: never sniffed, never run, never found. */
export const STRANGERS_BYTES = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "default-src 'none'; sandbox",
  // The customer's page stands on the shop's own domain and shows these pictures.
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "no-referrer",
  "X-Robots-Tag": "noindex",
} as const;

function safeType(contentType: string): string {
  return /^(image\/(jpeg|png|webp|heic|avif|tiff|gif)|application\/(pdf|zip|postscript))$/.test(contentType)
    ? contentType
    : "application/octet-stream";
}
