import type { ActingMember } from "../words/actors.ts";
import type { Situation } from "../words/situation.ts";
import type { Step } from "../words/steps.ts";
import { maySeeFile } from "../team/can-see.ts";
import { possibleRefusal } from "../workflow/decide.ts";
import type { Action } from "../workflow/actions.ts";
import { BATCH_SHEETS, type BatchWhy } from "./batch.ts";

/** An item as a list holds it now. */
export type ListedItem = {
  itemId: string;
  orderId: string;
  changeCount: number;
  /** Since when whoever asks finds it in the list. */
  listedSince: Date;
  /** When the item, or a picture of it, changed last. */
  changedAt: Date;
  /** Of each photo of its newest version, whether there is a picture. */
  pictures: readonly boolean[];
};

/** An item that was chosen, with the change count it had; `leftOut` says why nothing is to be done to it. */
export type Chosen = Pick<ListedItem, "itemId" | "orderId" | "changeCount"> & { leftOut: BatchWhy | null };

/**
 * What of a list is acted on when all of it is meant: the items that were there at the moment it was looked at and have not changed since, that
 * can be seen, and that this member may do this to. Whatever changed at that very moment counts as changed.
 */
export function chooseForBatch(
  asked: { actor: ActingMember; step: Step; action: Action; seenAt: Date },
  items: readonly ListedItem[],
  situations: ReadonlyMap<string, Situation>,
): Chosen[] {
  return items.map((listed) => {
    const { itemId, orderId, changeCount } = listed;
    return { itemId, orderId, changeCount, leftOut: whyLeftOut(asked, listed, situations.get(orderId)) };
  });
}

/** How many of the chosen were in the list when it was looked at. */
export function countSeen(chosen: readonly Chosen[]): number {
  return chosen.filter(({ leftOut }) => leftOut !== "came_later" && leftOut !== "changed").length;
}

/** How many are left out for each reason, the commonest first. */
export function countLeftOut(chosen: readonly Chosen[]): { why: BatchWhy; count: number }[] {
  const counts = new Map<BatchWhy, number>();
  for (const { leftOut } of chosen) if (leftOut) counts.set(leftOut, (counts.get(leftOut) ?? 0) + 1);
  return [...counts].map(([why, count]) => ({ why, count })).toSorted((one, other) => other.count - one.count);
}

function whyLeftOut(
  { actor, step, action, seenAt }: Parameters<typeof chooseForBatch>[0],
  { itemId, listedSince, changedAt, pictures }: ListedItem,
  situation: Situation | undefined,
): BatchWhy | null {
  if (listedSince >= seenAt) return "came_later";
  if (changedAt >= seenAt) return "changed";
  const item = situation?.items.find(({ id }) => id === itemId);
  if (!situation || !item) return "unknown_item";
  const refused = possibleRefusal(item, situation, actor, action);
  if (refused) return refused;
  const seesPictures = maySeeFile(actor, situation, item, "photo_rendition");
  const photos = pictures.map((isThere) => ({ thumb: isThere && seesPictures ? itemId : null }));
  return BATCH_SHEETS[step]?.isSeen({ photos }) ? null : "unseen";
}
