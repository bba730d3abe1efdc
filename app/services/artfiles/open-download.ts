import { noTransaction } from "../../adapters/db.ts";
import type { Installation } from "../../adapters/proofs/address-token.ts";
import { downloadAddress, readDownloadAddress, type DownloadKind } from "../../adapters/proofs/files-access.ts";
import { artfilesOfOrders, photosOfOrders } from "../../adapters/rows/items/item-files.ts";
import { isOfInstallation } from "../../adapters/rows/shop/installations.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import { signedDownload } from "../../adapters/storage/signed-download.ts";
import { storage } from "../../adapters/storage/storage.ts";
import { zipOf, type ZipEntry } from "../../adapters/storage/zip.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { FileKind } from "../../domain/words/file-kinds.ts";
import { attachmentName, uniqueNames } from "../../domain/files/download-names.ts";
import { timeZoneOf } from "../../adapters/rows/shop/shops.ts";
import { deletedWords } from "../../domain/files/retention.ts";
import { cleanEdges, cleanPart } from "../../domain/files/file-names-clean.ts";
import { photoDownloadName } from "../../domain/files/file-names.ts";
import { extensionFor } from "../../domain/files/photo-formats.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { actingMember, mayHave } from "../who/may-see.ts";
import { STRANGERS_BYTES, type OpenFile } from "./open-file.ts";

/** The address of a zip for this member alone; what it holds is decided when it is opened. */
export function makeZipAddress({
  actor,
  ...asked
}: Installation & { actor: ActingMember; what: DownloadKind; orderIds: readonly string[] }): string {
  return downloadAddress({ ...asked, memberId: actor.memberId });
}

/**
 * The zip that the token of a download address asks for, with only what its member may have now; one folder per order when
 * there are several. Null when the address is not ours or too old, or nothing is left to give.
 */
export async function openDownload(token: string): Promise<OpenFile | null> {
  const found = await entriesFor(token);
  if (!found) return null;
  const { asked, entries, situations } = found;
  const [first] = situations.values();
  const name =
    situations.size === 1 && first ? `${folderName(first.orderName)} ${asked.what}.zip` : `${asked.what}.zip`;
  const headers = {
    "Content-Type": "application/zip",
    "Content-Disposition": attachmentName(name),
    "Cache-Control": "private, no-store",
    ...STRANGERS_BYTES,
  };
  return { body: zipOf(entries), headers };
}

/** Where in the bucket the one file of such a zip is fetched from, for some minutes; null when there are more, none, or all lies in a folder. */
export async function leadToDownload(token: string): Promise<string | null> {
  const found = await entriesFor(token);
  const [only, ...others] = found?.entries ?? [];
  if (!only || others.length > 0 || !("storageKey" in only)) return null;
  const about = await storage().head(only.storageKey);
  const disposition = attachmentName(only.path);
  return about && signedDownload(only.storageKey, { disposition, contentType: "application/octet-stream" });
}

async function entriesFor(token: string) {
  const asked = readDownloadAddress(token);
  if (!asked || !(await isOfInstallation(asked))) return null;
  const actor = await actingMember(asked.shopId, asked.memberId);
  if (!actor) return null;
  const situations = await loadSituations(noTransaction(), asked.shopId, asked.orderIds);
  const files = await FILES[asked.what](asked.shopId, actor, situations);
  const entries = entriesOf(files, situations, await timeZoneOf(asked.shopId));
  return entries.length === 0 ? null : { asked, entries, situations };
}

/** What a zip has in place of files that were deleted: their names, and when that was. */
const DELETED_FILES = "Deleted files.txt";

/** Without a key: deleted at that time, because its time was over. */
type NamedFile = { orderId: string; name: string } & ({ storageKey: string } | { deletedAt: Date });
type Find = (shopId: string, actor: ActingMember, situations: ReadonlyMap<string, Situation>) => Promise<NamedFile[]>;

const FILES: Record<DownloadKind, Find> = {
  async photos(shopId, actor, situations) {
    const items = await photosOfOrders(shopId, [...situations.keys()]);
    return items.filter(mayHaveOf(actor, situations, "photo_original")).flatMap(({ orderId, fileName, files }) =>
      files.flatMap(({ storageKey, deletedAt, position, contentType }): NamedFile | [] => {
        const named = { orderId, name: photoDownloadName(fileName, position, extensionFor(contentType ?? "")) };
        if (storageKey) return { ...named, storageKey };
        return deletedAt ? { ...named, deletedAt } : [];
      }),
    );
  },
  async artfiles(shopId, actor, situations) {
    const items = await artfilesOfOrders(shopId, [...situations.keys()]);
    return items
      .filter(mayHaveOf(actor, situations, "artfile"))
      .flatMap(({ orderId, files }) => files.map(({ fileName: name, storageKey }) => ({ orderId, name, storageKey })));
  },
};

function mayHaveOf(actor: ActingMember, situations: ReadonlyMap<string, Situation>, kind: FileKind) {
  return (item: { id: string; orderId: string }) => mayHave(actor, situations.get(item.orderId), item.id, kind);
}

function entriesOf(
  files: readonly NamedFile[],
  situations: ReadonlyMap<string, Situation>,
  timeZone: string,
): ZipEntry[] {
  const orderIds = [...new Set(files.map(({ orderId }) => orderId))];
  const folders = uniqueNames(orderIds.map((orderId) => folderName(situations.get(orderId)?.orderName ?? "")));
  const placed = orderIds.flatMap((orderId, at) => {
    const own = files.filter((file) => file.orderId === orderId);
    const names = uniqueNames(own.map(({ name }) => name));
    const folder = orderIds.length > 1 ? `${folders[at]}/` : "";
    return own.map((file, index) => ({ ...file, path: `${folder}${names[index]}` }));
  });
  const stored = placed.flatMap((file) =>
    "storageKey" in file ? { path: file.path, storageKey: file.storageKey } : [],
  );
  const gone = placed.flatMap((file) =>
    "deletedAt" in file ? `${file.path}: ${deletedWords(file.deletedAt, timeZone)}\r\n` : [],
  );
  return gone.length === 0 ? stored : [...stored, { path: DELETED_FILES, text: gone.join("") }];
}

function folderName(orderName: string): string {
  return cleanEdges(cleanPart(orderName.replace(/^#/, ""))) || "order";
}
