import { Prisma } from "@prisma/client";
import type { StepCount } from "../../../domain/screens/step-count.ts";
import { OPEN_STEPS, STEP_ROLE, STEPS, type Step } from "../../../domain/words/steps.ts";
import { db } from "../../db.ts";

/** The usual hours of each step; null where time does not count. */
export type UsualHours = Record<Step, number | null>;

/** A condition on an item `i`: it has been worked on for longer than its step usually takes. */
export function isOverdueSql(usual: UsualHours): Prisma.Sql {
  const limits = STEPS.flatMap((step) =>
    usual[step] === null ? [] : [Prisma.sql`WHEN ${step} THEN ${usual[step]}::float8`],
  );
  return Prisma.sql`(i."readyFor" IS NULL AND i."stepSince" < now() - (CASE i.step ${Prisma.join(limits, " ")} END) * interval '1 hour')`;
}

/** A condition on an item `i`: it is somebody's turn, and its order has nobody in that role. */
export function hasNobodySql(): Prisma.Sql {
  const roles = OPEN_STEPS.flatMap((step) =>
    STEP_ROLE[step] ? [Prisma.sql`WHEN ${step} THEN ${STEP_ROLE[step]}`] : [],
  );
  const role = Prisma.sql`(CASE i.step ${Prisma.join(roles, " ")} END)`;
  return Prisma.sql`(i."readyFor" IS NULL AND ${role} IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "Assignment" a WHERE a."shopId" = i."shopId" AND a."orderId" = i."orderId" AND a.role = ${role}))`;
}

/** How many items stand in every step that is not an end; as in its queue, those inside an undo window are not here yet. */
export async function stepCounts(shopId: string, usual: UsualHours): Promise<StepCount[]> {
  const rows = await db().$queryRaw<StepCount[]>`
    SELECT i.step, (count(*) FILTER (WHERE i."readyFor" IS NULL AND i."visibleAt" <= now()))::int AS here, (count(*) FILTER (WHERE ${isOverdueSql(usual)}))::int AS overdue,
           (count(*) FILTER (WHERE i."readyFor" IS NOT NULL))::int AS waiting
    FROM "Item" i WHERE i."shopId" = ${shopId}::uuid AND i.step IN (${openSteps()}) GROUP BY i.step`;
  const byStep = new Map(rows.map((row) => [row.step, row]));
  return OPEN_STEPS.map((step) => byStep.get(step) ?? { step, here: 0, overdue: 0, waiting: 0 });
}

/** A condition on an item `i`: it does not move by itself. `stuckItems` and the list that they lead to go by it. */
export function isStuckSql(usual: UsualHours): Prisma.Sql {
  return Prisma.sql`(i.step IN (${openSteps()}) AND i."visibleAt" <= now() - interval '1 minute' AND i."readyFor" IS NULL
    AND (${isOverdueSql(usual)} OR ${needsSomebodySql()}))`;
}

/** Items that do not move by themselves: with nobody to work on them, without a photo that could be read, or overdue; those that time does not cure first, then the oldest. `count` and `orders` say how many there are in all, in how many orders. */
export async function stuckItems(
  shopId: string,
  usual: UsualHours,
  limit: number,
): Promise<{ itemIds: string[]; count: number; orders: number }> {
  const rows = await db().$queryRaw<{ id: string; count: number; orders: number }[]>`
    WITH stuck AS (
      SELECT i.id, i."orderId", i."stepSince", ${needsSomebodySql()} AS needs FROM "Item" i
      WHERE i."shopId" = ${shopId}::uuid AND ${isStuckSql(usual)})
    SELECT id, (SELECT count(*)::int FROM stuck) AS count, (SELECT count(DISTINCT "orderId")::int FROM stuck) AS orders
    FROM stuck ORDER BY needs DESC, "stepSince", id LIMIT ${limit}`;
  return { itemIds: rows.map(({ id }) => id), count: rows[0]?.count ?? 0, orders: rows[0]?.orders ?? 0 };
}

/** Since when each of these items has been in its step, in the order of the ids; items that the shop does not have are left out. */
export async function stepTimes(
  shopId: string,
  itemIds: readonly string[],
): Promise<{ id: string; orderId: string; stepSince: Date }[]> {
  const rows = await db().item.findMany({
    where: { shopId, id: { in: [...itemIds] } },
    select: { id: true, orderId: true, stepSince: true },
  });
  return rows.toSorted((a, b) => itemIds.indexOf(a.id) - itemIds.indexOf(b.id));
}

/** Whether a shop has any order. */
export async function hasOrders(shopId: string): Promise<boolean> {
  return (await db().order.findFirst({ where: { shopId }, select: { id: true } })) !== null;
}

/** Nobody works on it, or there is no photo to work on. */
function needsSomebodySql(): Prisma.Sql {
  return Prisma.sql`(${hasNobodySql()}
    OR (i.step = 'photo_review' AND (i."photoVersion" = 0 OR EXISTS (
      SELECT 1 FROM "Photo" p WHERE p."shopId" = i."shopId" AND p."itemId" = i.id AND p.version = i."photoVersion" AND p.state = 'failed'))))`;
}

function openSteps(): Prisma.Sql {
  return Prisma.join(OPEN_STEPS);
}
