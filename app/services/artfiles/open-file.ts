import type { Readable } from "node:stream";
import { noTransaction } from "../../adapters/db.ts";
import { isLinkOpen } from "../../adapters/proofs/customer-link.ts";
import {
  readEmailPicture,
  readFileAddress,
  type FileRef,
  type FileViewer,
} from "../../adapters/proofs/files-access.ts";
import { findArtfile } from "../../adapters/rows/items/item-files.ts";
import { findPhoto } from "../../adapters/rows/items/photos.ts";
import { findShopPicture } from "../../adapters/rows/shop/pictures.ts";
import { isOfInstallation } from "../../adapters/rows/shop/installations.ts";
import { timeZoneOf } from "../../adapters/rows/shop/shops.ts";
import { signedDownload } from "../../adapters/storage/signed-download.ts";
import { storage } from "../../adapters/storage/storage.ts";
import type { FileKind } from "../../domain/words/file-kinds.ts";
import { attachmentName } from "../../domain/files/download-names.ts";
import { deletedWords } from "../../domain/files/retention.ts";
import { photoDownloadName } from "../../domain/files/file-names.ts";
import { extensionFor } from "../../domain/files/photo-formats.ts";
import { actingMember, memberMayHave } from "../who/may-see.ts";

/** A file on its way to a browser. */
export type OpenFile = { body: Readable; headers: Record<string, string> };

/** What the token of a file address leads to; null when it is not ours or too old, the file or the shop is gone, or its viewer may no longer see it. */
export async function openFile(token: string): Promise<OpenFile | null> {
  const found = await find(token);
  const body = found && (await storage().get(found.storageKey));
  return body && { body, headers: found.headers };
}

/**
 * Where in the bucket the same file is fetched from, after the same questions, for some minutes; null when it is not to be had, and for what the app gives
 * itself: pictures, which browsers keep, and all that lies in a folder.
 */
export async function leadToFile(token: string): Promise<string | null> {
  if (readFileAddress(token)?.file.form !== "original") return null;
  const found = await find(token);
  return (
    found &&
    signedDownload(found.storageKey, {
      disposition: found.headers["Content-Disposition"]!,
      contentType: found.headers["Content-Type"]!,
    })
  );
}

/** What stands in place of a file whose time was over; null when that is not why it is not given, or its viewer may not know of it. */
export async function whyFileIsGone(token: string): Promise<string | null> {
  const row = await findRow(token);
  if (!row?.deletedAt || row.storageKey !== null) return null;
  return deletedWords(row.deletedAt, await timeZoneOf(readFileAddress(token)!.file.shopId));
}

async function find(token: string): Promise<{ storageKey: string; headers: Record<string, string> } | null> {
  const row = await findRow(token);
  if (!row?.storageKey) return null;
  const { storageKey } = row;
  const about = await storage().head(storageKey);
  const type = about && (row.contentType ?? about.contentType);
  return about && { storageKey, headers: safeHeaders({ ...about, ...row, contentType: type! }) };
}

async function findRow(token: string): Promise<(Place & { form: FileRef["form"] }) | null> {
  const address = readFileAddress(token) ?? (await pictureOfEmail(token));
  if (!address || !(await isOfInstallation(address.file))) return null;
  const { kind, form } = address.file;
  if (kind === "picture") {
    const row = await findPicture(address.file, address.viewer);
    return row && { ...row, form };
  }
  const row = await FIND[kind](address.file);
  return row && (await maySee(address.viewer, { ...address.file, kind }, row)) ? { ...row, form } : null;
}

async function pictureOfEmail(token: string): Promise<{ file: FileRef; viewer: FileViewer } | null> {
  const picture = readEmailPicture(token);
  if (!picture) return null;
  const { file, orderId, linkVersion } = picture;
  return (await isLinkOpen({ shopId: file.shopId, orderId, linkVersion })) ? { file, viewer: { orderId } } : null;
}

/** A picture of the shop's own: for everybody who works there, and for whoever it was shown to on their order's page. Its bytes as they came are nowhere. */
async function findPicture({ shopId, id, form }: FileRef, viewer: FileViewer): Promise<Place | null> {
  const row = await findShopPicture(shopId, id);
  if (!row || form === "original" || ("memberId" in viewer && !(await actingMember(shopId, viewer.memberId))))
    return null;
  return { storageKey: keyOf({ ...row, storageKey: null }, form), deletedAt: null, downloadName: "picture" };
}

type Found = Place & { orderId: string; itemId: string };

type Place = {
  /** Null where there is no such form of it, and from the moment on when it was marked as deleted */
  storageKey: string | null;
  deletedAt: Date | null;
  downloadName: string;
  /** As our rows say it: a file that came straight to the bucket was given its type there before anybody had looked into it. */
  contentType?: string;
};

type ItemsFile = Exclude<FileRef["kind"], "picture">;

const FIND: Record<ItemsFile, (file: FileRef) => Promise<Found | null>> = {
  async photo({ shopId, id, form }) {
    const row = await findPhoto(noTransaction(), shopId, id);
    if (!row) return null;
    const downloadName = photoDownloadName(row.item.fileName, row.position, extensionFor(row.contentType ?? ""));
    return {
      orderId: row.item.orderId,
      itemId: row.itemId,
      storageKey: keyOf(row, form),
      deletedAt: row.deletedAt,
      downloadName,
    };
  },
  async artfile({ shopId, id, form }) {
    const row = await findArtfile(shopId, id);
    return (
      row && {
        orderId: row.item.orderId,
        itemId: row.itemId,
        storageKey: row.deletedAt ? null : keyOf(row, form),
        deletedAt: row.deletedAt,
        downloadName: row.fileName,
        ...(form === "original" ? { contentType: row.contentType } : {}),
      }
    );
  },
};

const NEEDED: Record<ItemsFile, Record<FileRef["form"], FileKind>> = {
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

async function maySee(
  viewer: FileViewer,
  { shopId, kind, form }: FileRef & { kind: ItemsFile },
  row: Found,
): Promise<boolean> {
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
