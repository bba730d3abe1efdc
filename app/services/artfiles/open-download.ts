import { noTransaction } from "../../adapters/db.ts";
import { downloadAddress, readDownloadAddress, type DownloadKind } from "../../adapters/proofs/files-access.ts";
import { artfilesOfOrders, photosOfOrders } from "../../adapters/rows/items/item-files.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import { zipOf, type ZipEntry } from "../../adapters/storage/zip.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { FileKind } from "../../domain/words/file-kinds.ts";
import { attachmentName, uniqueNames } from "../../domain/files/download-names.ts";
import { cleanEdges, cleanPart } from "../../domain/files/file-names-clean.ts";
import { photoDownloadName } from "../../domain/files/file-names.ts";
import { extensionFor } from "../../domain/files/photo-formats.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { actingMember, mayHave } from "../who/may-see.ts";
import { STRANGERS_BYTES, type OpenFile } from "./open-file.ts";

/** The address of a zip for this member alone; what it holds is decided when it is opened. */
export function makeZipAddress(asked: {
  shopId: string;
  actor: ActingMember;
  what: DownloadKind;
  orderIds: readonly string[];
}): string {
  const { shopId, actor, what, orderIds } = asked;
  return downloadAddress({ shopId, memberId: actor.memberId, what, orderIds });
}

/**
 * The zip that the token of a download address asks for, with only what its member may have now; one folder per order when
 * there are several. Null when the address is not ours or too old, or nothing is left to give.
 */
export async function openDownload(token: string): Promise<OpenFile | null> {
  const asked = readDownloadAddress(token);
  const actor = asked && (await actingMember(asked.shopId, asked.memberId));
  if (!asked || !actor) return null;
  const situations = await loadSituations(noTransaction(), asked.shopId, asked.orderIds);
  const entries = entriesOf(await FILES[asked.what](asked.shopId, actor, situations), situations);
  if (entries.length === 0) return null;
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

type NamedFile = { orderId: string; name: string; storageKey: string };
type Find = (shopId: string, actor: ActingMember, situations: ReadonlyMap<string, Situation>) => Promise<NamedFile[]>;

const FILES: Record<DownloadKind, Find> = {
  async photos(shopId, actor, situations) {
    const items = await photosOfOrders(shopId, [...situations.keys()]);
    return items.filter(mayHaveOf(actor, situations, "photo_original")).flatMap(({ orderId, fileName, files }) =>
      files.flatMap(({ storageKey, position, contentType }) => {
        const name = photoDownloadName(fileName, position, extensionFor(contentType ?? ""));
        return storageKey ? { orderId, name, storageKey } : [];
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

function entriesOf(files: readonly NamedFile[], situations: ReadonlyMap<string, Situation>): ZipEntry[] {
  const orderIds = [...new Set(files.map(({ orderId }) => orderId))];
  const folders = uniqueNames(orderIds.map((orderId) => folderName(situations.get(orderId)?.orderName ?? "")));
  return orderIds.flatMap((orderId, at) => {
    const own = files.filter((file) => file.orderId === orderId);
    const names = uniqueNames(own.map(({ name }) => name));
    const folder = orderIds.length > 1 ? `${folders[at]}/` : "";
    return own.map(({ storageKey }, index) => ({ path: `${folder}${names[index]}`, storageKey }));
  });
}

function folderName(orderName: string): string {
  return cleanEdges(cleanPart(orderName.replace(/^#/, ""))) || "order";
}
