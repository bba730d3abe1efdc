import { momentOfReading } from "../../adapters/rows/orders/step-queues.ts";
import { lastArrivals } from "../../adapters/rows/acts/history.ts";
import { tellSentBack } from "../../domain/workflow/history.ts";
import { MOST_IN_BATCH } from "../../domain/acting/batch.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { listQueue } from "./list-queue.ts";

/** As many cards a page of Image Approval can show, where somebody wants a long one. */
const LONGEST_WALL = 500;

/** One page of Image Approval, a long one where `isLong`; `seenAt` is the moment that it shows (ISO), and `sentBack` says by item id who sent it back here from a later step, and why. */
export async function listPhotosToCheck(request: {
  shopId: string;
  actor: ActingMember;
  words: string | undefined;
  who?: string | undefined;
  after: string | null;
  isLong?: boolean;
}) {
  const { shopId, actor, words, who, after, isLong } = request;
  const seenAt = (await momentOfReading()).toISOString();
  const list = await listQueue({
    ...{ shopId, actor, after, step: "photo_review", filters: { words, assigneeId: who } },
    // All of it may be acted on at once: whether more came is told by the number.
    countTo: MOST_IN_BATCH,
    ...(isLong ? { limit: LONGEST_WALL } : {}),
  });
  const arrivals = await lastArrivals(
    shopId,
    list.cards.map(({ itemId }) => itemId),
    "photo_review",
  );
  const sentBack: Record<string, string> = {};
  for (const [itemId, { event, told }] of arrivals) {
    const sentence = tellSentBack(event, told);
    if (sentence) sentBack[itemId] = sentence;
  }
  return { ...list, seenAt, sentBack };
}
