import { stored, storedAll, storedOrNull } from "../stored.ts";
import { type Item, REWORK_CAUSES } from "../../../domain/words/situation.ts";
import { SKIPPABLE_STEPS, type Step, STEPS } from "../../../domain/words/steps.ts";
import type { Item as ItemRow } from "@prisma/client";
import type { ItemChange } from "../../../domain/workflow/draft.ts";
import { tables, type Tx } from "../../db.ts";
import { remember } from "../acts/journal.ts";
import type { RunningAct } from "../acts/running-act.ts";

/** An item's row as the rules see it; what its photos, its newest artfile and the reason of its issue say is known from them. */
export function toItem(
  row: ItemRow,
  known: Pick<Item, "hasReadablePhoto" | "hasNoPicture" | "mustReplacePhoto">,
): Item {
  return {
    id: row.id,
    number: row.number,
    step: stored(STEPS, row.step, "Item.step"),
    readyFor: storedOrNull(STEPS, row.readyFor, "Item.readyFor"),
    changeCount: row.changeCount,
    skips: storedAll(SKIPPABLE_STEPS, row.skips, "Item.skips"),
    photoVersion: row.photoVersion,
    artfileVersion: row.artfileVersion,
    artfilePhotoVersion: row.artfilePhotoVersion,
    reworkCause: storedOrNull(REWORK_CAUSES, row.reworkCause, "Item.reworkCause"),
    hasOpenRevision: row.hasOpenRevision,
    approvedArtfileVersion: row.approvedArtfileVersion,
    photoKept: row.photoKept,
    sentToPrinter: row.sentToPrinterAt !== null,
    placeAmong: row.placeAmong,
    ...known,
  };
}

/** Writes a decided change by compare-and-set on the change count; throws when someone wrote the item without its order's lock. */
export async function writeItemChange(
  act: RunningAct,
  change: ItemChange,
  before: Item,
  { since, visibleAt }: { since: Date; visibleAt: Date },
): Promise<void> {
  await remember(act, "item", change.itemId);
  const { hasReadablePhoto: _photo, hasNoPicture: _picture, mustReplacePhoto: _reason, ...set } = change.set;
  const { sentToPrinter, placeAmong, ...columns } = set;
  const changesStep = columns.step !== undefined && columns.step !== before.step;
  const { count } = await tables(act.tx).item.updateMany({
    where: { shopId: act.shopId, id: change.itemId, changeCount: change.expectedChangeCount },
    data: {
      ...columns,
      ...(sentToPrinter === undefined ? {} : { sentToPrinterAt: sentToPrinter ? act.at : null }),
      ...(placeAmong ? { placeAmong: [...placeAmong] } : {}),
      ...(changesStep ? { stepSince: since, visibleAt } : {}),
      changeCount: { increment: 1 },
    },
  });
  if (count !== 1) throw new Error(`Item ${change.itemId} was changed without the lock of its order`);
}

/** Writes what stands at the top for the artist. */
export async function setInstructions(act: RunningAct, itemId: string, instructions: string): Promise<void> {
  await remember(act, "item", itemId);
  await tables(act.tx).item.update({
    where: { shopId_id: { shopId: act.shopId, id: itemId } },
    data: { instructions },
  });
}

/** From when on what brought the last of these items to its step can be undone no more; null where there are none. */
export async function visibleFrom(tx: Tx, shopId: string, itemIds: readonly string[]): Promise<Date | null> {
  const { _max } = await tables(tx).item.aggregate({
    where: { shopId, id: { in: [...itemIds] } },
    _max: { visibleAt: true },
  });
  return _max.visibleAt;
}

/** Raises the change count of items that undo has put back, so that screens drawn in between are stale. */
export async function countUndone(tx: Tx, shopId: string, itemIds: readonly string[]): Promise<void> {
  await tables(tx).item.updateMany({
    where: { shopId, id: { in: [...itemIds] } },
    data: { changeCount: { increment: 1 } },
  });
}

/** Where each of these items is, how often it was changed and how its files are named, by item id; those that the shop does not have are left out. */
export async function placesOfItems(
  tx: Tx,
  shopId: string,
  itemIds: readonly string[],
): Promise<Map<string, { step: Step; changeCount: number; fileName: string }>> {
  const rows = await tables(tx).item.findMany({
    where: { shopId, id: { in: [...itemIds] } },
    select: { id: true, step: true, changeCount: true, fileName: true },
  });
  return new Map(
    rows.map(({ id, step, changeCount, fileName }) => [
      id,
      { step: stored(STEPS, step, "Item.step"), changeCount, fileName },
    ]),
  );
}
