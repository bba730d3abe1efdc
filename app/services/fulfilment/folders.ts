import { mayDo } from "../../domain/team/permissions.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import {
  addFolder,
  dropFolder,
  folderName,
  foldersOfShop,
  nameFolder,
  putIntoFolder,
} from "../../adapters/rows/fulfilment/fulfilments.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { lockOrders } from "../../adapters/rows/orders/orders.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { shortName } from "../../domain/words/names.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import { isUuid } from "../../domain/words/uuid.ts";

type By = { shopId: string; actor: ActingMember };
type Answer = { ok: true } | { refused: Refusal };

/** The shop's sub-folders of the fulfilment queue, in their order. */
export function listFolders(shopId: string): Promise<{ id: string; name: string }[]> {
  return foldersOfShop(shopId);
}

/** Makes a sub-folder at the end of the list. Refused when the name is empty or taken, and to anyone but fulfillers and managers. */
export async function createFolder({
  shopId,
  actor,
  name,
}: By & { name: string }): Promise<{ id: string } | { refused: Refusal }> {
  return named(
    actor,
    name,
    async (clean) => (await inTransaction((tx) => addFolder(tx, shopId, clean))) ?? { refused: "name_taken" },
  );
}

/** Gives a sub-folder another name. */
export async function renameFolder({
  shopId,
  actor,
  folderId,
  name,
}: By & { folderId: string; name: string }): Promise<Answer> {
  return named(actor, name, async (clean) => {
    if (!isUuid(folderId)) return { refused: "unknown_item" };
    const isNamed = await inTransaction((tx) => nameFolder(tx, shopId, folderId, clean));
    if (isNamed === "taken") return { refused: "name_taken" };
    return isNamed ? { ok: true } : { refused: "unknown_item" };
  });
}

/** Removes a sub-folder; the orders in it go back to the queue itself. */
export async function deleteFolder({ shopId, actor, folderId }: By & { folderId: string }): Promise<Answer> {
  if (!mayDo("sort_into_folders", actor)) return { refused: "not_your_role" };
  if (!isUuid(folderId)) return { refused: "unknown_item" };
  const isGone = await inTransaction((tx) => dropFolder(tx, shopId, folderId));
  return isGone ? { ok: true } : { refused: "unknown_item" };
}

/** Sorts orders into a sub-folder, or back into the queue (null); gives how many. Fulfillers sort the orders assigned to them. */
export async function sortIntoFolder({
  shopId,
  actor,
  orderIds,
  folderId,
}: By & { orderIds: readonly string[]; folderId: string | null }): Promise<{ sorted: number } | { refused: Refusal }> {
  if (!mayDo("sort_into_folders", actor)) return { refused: "not_your_role" };
  if (folderId !== null && !isUuid(folderId)) return { refused: "unknown_item" };
  return inTransaction(async (tx) => {
    const folder = folderId === null ? null : await folderName(tx, shopId, folderId);
    if (folderId !== null && folder === null) return { refused: "unknown_item" };
    let sorted = 0;
    for (const orderId of await lockOrders(tx, shopId, orderIds.filter(isUuid))) {
      if (!(await isTheirs(tx, shopId, actor, orderId))) continue;
      await putIntoFolder(tx, shopId, orderId, folderId);
      await appendHistory(tx, { shopId, actor }, [
        { orderId, itemId: null, event: "sorted_into_folder", subject: folder },
      ]);
      sorted += 1;
    }
    return { sorted };
  });
}

async function named<T>(
  actor: ActingMember,
  name: string,
  work: (clean: string) => Promise<T | { refused: Refusal }>,
): Promise<T | { refused: Refusal }> {
  const clean = shortName(name);
  if (!mayDo("sort_into_folders", actor)) return { refused: "not_your_role" };
  return clean === "" ? { refused: "needs_name" } : work(clean);
}

async function isTheirs(tx: Tx, shopId: string, actor: ActingMember, orderId: string): Promise<boolean> {
  if (isManager(actor)) return true;
  return (await loadSituation(tx, shopId, orderId))?.assignees.fulfiller === actor.memberId;
}
