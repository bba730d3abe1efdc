import type { Item as ItemRow } from "@prisma/client";
import type { ItemChange } from "../../domain/workflow/decision.ts";
import type { Item, ReworkCause } from "../../domain/words/situation.ts";
import type { SkippableStep, Step } from "../../domain/words/steps.ts";
import { tables, type Tx } from "../db.ts";

/** An item's row as the rules see it; whether a photo of its newest version can be read is known from the photos. */
export function toItem(row: ItemRow, hasReadablePhoto: boolean): Item {
  return {
    id: row.id,
    number: row.number,
    step: row.step as Step,
    readyFor: row.readyFor as Step | null,
    changeCount: row.changeCount,
    skips: row.skips as SkippableStep[],
    hasReadablePhoto,
    photoVersion: row.photoVersion,
    artfileVersion: row.artfileVersion,
    artfilePhotoVersion: row.artfilePhotoVersion,
    reworkCause: row.reworkCause as ReworkCause,
    hasOpenRevision: row.hasOpenRevision,
    approvedArtfileVersion: row.approvedArtfileVersion,
    photoKept: row.photoKept,
    sentToPrinter: row.sentToPrinterAt !== null,
  };
}

/** When the change happened, and from when on the next person is shown the item. */
export type ChangeTimes = { at: Date; visibleAt: Date };

/** Writes a decided change by compare-and-set on the change count; throws when someone wrote the item without its order's lock. */
export async function writeItemChange(
  tx: Tx,
  shopId: string,
  change: ItemChange,
  before: Item,
  times: ChangeTimes,
): Promise<void> {
  const { hasReadablePhoto: _derived, sentToPrinter, ...columns } = change.set;
  const changesStep = columns.step !== undefined && columns.step !== before.step;
  const { count } = await tables(tx).item.updateMany({
    where: { shopId, id: change.itemId, changeCount: change.expectedChangeCount },
    data: {
      ...columns,
      ...(sentToPrinter === undefined ? {} : { sentToPrinterAt: sentToPrinter ? times.at : null }),
      ...(changesStep ? { stepSince: times.at, visibleAt: times.visibleAt } : {}),
      changeCount: { increment: 1 },
    },
  });
  if (count !== 1) throw new Error(`Item ${change.itemId} was changed without the lock of its order`);
}

/** Writes what stands at the top for the artist. */
export async function setInstructions(
  tx: Tx,
  { shopId, itemId }: { shopId: string; itemId: string },
  instructions: string,
): Promise<void> {
  await tables(tx).item.update({ where: { shopId_id: { shopId, id: itemId } }, data: { instructions } });
}

/** Raises the change count of items that undo has put back, so that screens drawn in between are stale. */
export async function countUndone(tx: Tx, shopId: string, itemIds: readonly string[]): Promise<void> {
  await tables(tx).item.updateMany({
    where: { shopId, id: { in: [...itemIds] } },
    data: { changeCount: { increment: 1 } },
  });
}
