import type { IssueEnding } from "../../../domain/workflow/draft.ts";
import { areSomeMarked } from "../../../domain/files/photos-in-place.ts";
import { db, tables } from "../../db.ts";
import { remember, rememberMade } from "../acts/journal.ts";
import { memberOf, type RunningAct } from "../acts/running-act.ts";
import { Prisma } from "@prisma/client";
import { MOST_COUNTED } from "../../../domain/words/counts.ts";
import { STEPS } from "../../../domain/words/steps.ts";
import { stored } from "../stored.ts";

/** Opens an issue of an item; of the marked photos only those of that item are kept. */
export async function openIssue(
  act: RunningAct,
  issue: { itemId: string; reasonId: string; comment: string; photoIds: readonly string[] },
): Promise<void> {
  const { tx, shopId, at } = act;
  const { itemId, reasonId, comment } = issue;
  const marked = await tables(tx).photo.findMany({
    where: { shopId, itemId, id: { in: [...issue.photoIds] } },
    select: { id: true },
  });
  const photoIds = marked.map((photo) => photo.id);
  const made = await tables(tx).issue.create({
    data: { shopId, itemId, reasonId, comment, photoIds, openedById: memberOf(act), openedAt: at },
  });
  rememberMade(act, "issue", made.id);
  await setReason(act, itemId, reasonId);
}

/** How many of an item's photos its open issue marks; 0 where it means none, or all of them. */
export async function countMarkedPhotos(shopId: string, itemId: string): Promise<number> {
  const [issue, item] = await Promise.all([
    db().issue.findFirst({ where: { shopId, itemId, endedAt: null }, select: { photoIds: true } }),
    db().item.findUnique({
      where: { shopId_id: { shopId, id: itemId } },
      select: { photoVersion: true, photos: { select: { id: true, version: true } } },
    }),
  ]);
  const had = (item?.photos ?? []).filter(({ version }) => version === item?.photoVersion).map(({ id }) => id);
  const marked = issue?.photoIds ?? [];
  return areSomeMarked(had, marked) ? had.filter((id) => marked.includes(id)).length : 0;
}

/** Ends whatever issue of the item is open. */
export async function closeIssue(act: RunningAct, itemId: string, ending: IssueEnding): Promise<void> {
  const { tx, shopId, at } = act;
  const open = await tables(tx).issue.findMany({ where: { shopId, itemId, endedAt: null }, select: { id: true } });
  for (const { id } of open) {
    await remember(act, "issue", id);
    await tables(tx).issue.update({ where: { shopId_id: { shopId, id } }, data: { endedAt: at, ending } });
  }
  await setReason(act, itemId, null);
}

async function setReason(act: RunningAct, itemId: string, issueReasonId: string | null): Promise<void> {
  const { tx, shopId } = act;
  await remember(act, "item", itemId);
  await tables(tx).item.update({ where: { shopId_id: { shopId, id: itemId } }, data: { issueReasonId } });
}

/** Every reason that the shop has or had, in its own order, and how many items wait for the customer under it, at most `MOST_COUNTED + 1`; only orders of this image processor when one is named. */
export async function countIssuesByReason(
  shopId: string,
  ownedBy: string | null,
): Promise<
  { reasonId: string; name: string; customerText: string; mayKeepPhoto: boolean; isInUse: boolean; count: number }[]
> {
  const own = ownedBy
    ? Prisma.sql`AND EXISTS (SELECT 1 FROM "Assignment" a WHERE a."shopId" = i."shopId" AND a."orderId" = i."orderId" AND a.role = 'image_processor' AND a."memberId" = ${ownedBy}::uuid)`
    : Prisma.empty;
  return db().$queryRaw`
    SELECT r.id AS "reasonId", r.name, r."customerText", r."mayKeepPhoto", r."retiredAt" IS NULL AS "isInUse", (
      SELECT count(*)::int FROM (
        SELECT 1 FROM "Item" i WHERE i."shopId" = r."shopId" AND i."issueReasonId" = r.id AND i.step = 'photo_issue' AND i."visibleAt" <= now() ${own}
        LIMIT ${MOST_COUNTED + 1}) counted) AS count
    FROM "RejectionReason" r WHERE r."shopId" = ${shopId}::uuid ORDER BY r.position, r.name`;
}

/** Issues that ended since then, newest first, at most 100; only orders of this image processor when one is named. */
export async function endedIssues(shopId: string, ownedBy: string | null, since: Date) {
  const rows = await db().issue.findMany({
    where: {
      shopId,
      endedAt: { gte: since },
      ending: { not: "undone" },
      ...(ownedBy
        ? { item: { order: { assignments: { some: { role: "image_processor", memberId: ownedBy } } } } }
        : {}),
    },
    orderBy: [{ endedAt: "desc" }, { id: "desc" }],
    take: 100,
    select: {
      id: true,
      comment: true,
      openedAt: true,
      endedAt: true,
      ending: true,
      reason: { select: { name: true } },
      item: { select: { number: true, step: true, productTitle: true, order: { select: { id: true, name: true } } } },
    },
  });
  return rows.map((row) => ({ ...row, item: { ...row.item, step: stored(STEPS, row.item.step, "Item.step") } }));
}
