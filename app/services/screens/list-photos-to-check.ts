import { lastArrivals } from "../../adapters/rows/history.ts";
import { tellSentBack } from "../../domain/workflow/history.ts";
import type { Role } from "../../domain/words/roles.ts";
import { listQueue } from "./list-queue.ts";

/** One page of Image Approval; `sentBack` says by item id who sent it back here from a later step, and why. */
export async function listPhotosToCheck(request: {
  shopId: string;
  member: { id: string; roles: readonly Role[] };
  words: string | undefined;
  who?: string | undefined;
  after: string | null;
}) {
  const { shopId, member, words, who, after } = request;
  const list = await listQueue({ shopId, member, step: "photo_review", filters: { words, assigneeId: who }, after });
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
