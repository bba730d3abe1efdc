import type { IssueEnding } from "../../domain/workflow/decision.ts";
import { tables, type Tx } from "../db.ts";
import { remember, type Journal } from "./journal.ts";

/** The name of a rejection reason that the shop has and has not retired; null otherwise. */
export async function reasonName(tx: Tx, shopId: string, reasonId: string): Promise<string | null> {
  const row = await tables(tx).rejectionReason.findFirst({
    where: { shopId, id: reasonId, retiredAt: null },
    select: { name: true },
  });
  return row?.name ?? null;
}

/** Opens an issue of an item; of the marked photos only those of that item are kept. */
export async function openIssue(
  tx: Tx,
  journal: Journal,
  issue: {
    shopId: string;
    itemId: string;
    reasonId: string;
    comment: string;
    photoIds: readonly string[];
    memberId: string | null;
    at: Date;
  },
): Promise<void> {
  const { shopId, itemId, reasonId, comment, memberId, at } = issue;
  const marked = await tables(tx).photo.findMany({
    where: { shopId, itemId, id: { in: [...issue.photoIds] } },
    select: { id: true },
  });
  const made = await tables(tx).issue.create({
    data: {
      shopId,
      itemId,
      reasonId,
      comment,
      photoIds: marked.map((photo) => photo.id),
      openedById: memberId,
      openedAt: at,
    },
  });
  journal.push({ table: "issue", id: made.id, before: null });
  await tables(tx).item.update({ where: { shopId_id: { shopId, id: itemId } }, data: { issueReasonId: reasonId } });
}

/** Ends whatever issue of the item is open. */
export async function closeIssue(
  tx: Tx,
  journal: Journal,
  where: { shopId: string; itemId: string },
  ending: IssueEnding,
  at: Date,
): Promise<void> {
  const open = await tables(tx).issue.findMany({ where: { ...where, endedAt: null }, select: { id: true } });
  for (const { id } of open) {
    await remember(tx, where.shopId, journal, "issue", id, ["endedAt", "ending"]);
    await tables(tx).issue.update({
      where: { shopId_id: { shopId: where.shopId, id } },
      data: { endedAt: at, ending },
    });
  }
  await tables(tx).item.update({
    where: { shopId_id: { shopId: where.shopId, id: where.itemId } },
    data: { issueReasonId: null },
  });
}
