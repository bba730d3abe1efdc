import { lastArrivals } from "../../adapters/rows/acts/history.ts";
import { tellSentBack } from "../../domain/workflow/history.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { listQueue } from "./list-queue.ts";

/** One page of Image Approval; `sentBack` says by item id who sent it back here from a later step, and why. */
export async function listPhotosToCheck(request: {
  shopId: string;
  actor: ActingMember;
  words: string | undefined;
  who?: string | undefined;
  after: string | null;
}) {
  const { shopId, actor, words, who, after } = request;
  const list = await listQueue({ shopId, actor, step: "photo_review", filters: { words, assigneeId: who }, after });
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
  return { ...list, sentBack };
}
