import type { IssueEnding } from "../../../domain/workflow/draft.ts";
import { areSomeMarked } from "../../../domain/files/photos-in-place.ts";
import { databaseTime, db, tables, type Tx } from "../../db.ts";
import { remember, rememberMade } from "../acts/journal.ts";
import { memberOf, type RunningAct } from "../acts/running-act.ts";
import { Prisma } from "@prisma/client";
import { MOST_COUNTED } from "../../../domain/words/counts.ts";
import { nameKey } from "../../../domain/files/file-names.ts";
import { STEPS } from "../../../domain/words/steps.ts";
import { stored } from "../stored.ts";

/** The name of a rejection reason that the shop has and has not retired; null otherwise. */
export async function reasonName(tx: Tx, shopId: string, reasonId: string): Promise<string | null> {
  const row = await tables(tx).rejectionReason.findFirst({
    where: { shopId, id: reasonId, retiredAt: null },
    select: { name: true },
  });
  return row?.name ?? null;
}

/** The rejection reasons that a shop uses now, in its own order. */
export function reasonsInUse(shopId: string): Promise<{ id: string; name: string }[]> {
  return db().rejectionReason.findMany({
    where: { shopId, retiredAt: null },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { id: true, name: true },
  });
}

/** Puts a reason of this name at the end of the list, or takes a retired one into use again there, as it is now written; null when one of that name (`nameKey`) is in use. */
export async function putReasonAtEnd(tx: Tx, shopId: string, name: string): Promise<{ id: string } | null> {
  const reasons = await lockReasons(tx, shopId);
  const alike = reasons.filter((one) => nameKey(one.name) === nameKey(name));
  if (alike.some(({ retiredAt }) => retiredAt === null)) return null;
  const position = Math.max(-1, ...reasons.map((one) => one.position)) + 1;
  const known = alike.find((one) => one.name === name) ?? alike[0];
  if (!known) return tables(tx).rejectionReason.create({ data: { shopId, name, position }, select: { id: true } });
  return tables(tx).rejectionReason.update({
    where: { shopId_id: { shopId, id: known.id } },
    data: { retiredAt: null, position, name },
    select: { id: true },
  });
}

/** Gives a reason another name. False when the shop has no such reason, "taken" when another one has that name (`nameKey`). */
export async function nameReason(tx: Tx, shopId: string, reasonId: string, name: string): Promise<boolean | "taken"> {
  const reasons = await lockReasons(tx, shopId);
  if (reasons.some((one) => one.id !== reasonId && nameKey(one.name) === nameKey(name))) return "taken";
  const { count } = await tables(tx).rejectionReason.updateMany({ where: { shopId, id: reasonId }, data: { name } });
  return count > 0;
}

// Only one transaction at a time names reasons of a shop, so that each sees the names of the others.
async function lockReasons(tx: Tx, shopId: string) {
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`reasons/${shopId}`}, 0))`;
  return tables(tx).rejectionReason.findMany({ where: { shopId }, orderBy: { position: "asc" } });
}

/** Takes a reason out of use; false when the shop has none of that id in use. */
export async function takeOutOfUse(shopId: string, reasonId: string): Promise<boolean> {
  const retiredAt = await databaseTime();
  const { count } = await db().rejectionReason.updateMany({
    where: { shopId, id: reasonId, retiredAt: null },
    data: { retiredAt },
  });
  return count > 0;
}

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
): Promise<{ reasonId: string; name: string; isInUse: boolean; count: number }[]> {
  const own = ownedBy
    ? Prisma.sql`AND EXISTS (SELECT 1 FROM "Assignment" a WHERE a."shopId" = i."shopId" AND a."orderId" = i."orderId" AND a.role = 'image_processor' AND a."memberId" = ${ownedBy}::uuid)`
    : Prisma.empty;
  return db().$queryRaw`
    SELECT r.id AS "reasonId", r.name, r."retiredAt" IS NULL AS "isInUse", (
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
