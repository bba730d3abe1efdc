import { Prisma } from "@prisma/client";
import type { StepCount } from "../../../domain/screens/step-count.ts";
import { OPEN_STEPS, STEP_ROLE, STEPS, type Step } from "../../../domain/words/steps.ts";
import { MOST_COUNTED } from "../../../domain/words/counts.ts";
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

/** How many items stand in every step that is not an end, as far as lists are counted; as in its queue, those inside an undo window are not here yet. */
export async function stepCounts(shopId: string, usual: UsualHours): Promise<StepCount[]> {
  const counted = (which: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM (
    SELECT 1 FROM "Item" i WHERE i."shopId" = ${shopId}::uuid AND i.step = open.step AND ${which} LIMIT ${MOST_COUNTED + 1}) counted)`;
  const rows = await db().$queryRaw<StepCount[]>`
    SELECT open.step, ${counted(Prisma.sql`i."readyFor" IS NULL AND i."visibleAt" <= now()`)} AS here,
      ${counted(isOverdueIn(usual))} AS overdue, ${counted(Prisma.sql`i."readyFor" IS NOT NULL`)} AS waiting
    FROM unnest(${[...OPEN_STEPS]}::text[], ${limitsOf(usual)}::float8[]) AS open(step, hours)`;
  const byStep = new Map(rows.map((row) => [row.step, row]));
  return OPEN_STEPS.map((step) => byStep.get(step) ?? { step, here: 0, overdue: 0, waiting: 0 });
}

/** The usual hours of the open steps in their order; null where time does not count. */
function limitsOf(usual: UsualHours): (number | null)[] {
  return OPEN_STEPS.map((step) => usual[step]);
}

// As `isOverdueSql`, of the items of one step (`open`): so asked it is a stretch of the index on step and time.
function isOverdueIn(usual: UsualHours): Prisma.Sql {
  return OPEN_STEPS.every((step) => usual[step] === null)
    ? Prisma.sql`false`
    : Prisma.sql`i."readyFor" IS NULL AND i."stepSince" < now() - open.hours * interval '1 hour'`;
}

/** A condition on an item `i`: it does not move by itself. The list that `stuckItems` lead to goes by it. */
export function isStuckSql(usual: UsualHours): Prisma.Sql {
  return Prisma.sql`(i.step IN (${openSteps()}) AND i."visibleAt" <= now() - interval '1 minute' AND i."readyFor" IS NULL
    AND (${isOverdueSql(usual)} OR ${needsSomebodySql()}))`;
}

/** An item that does not move by itself, and since when it has been in its step. */
export type StuckItem = { id: string; orderId: string; stepSince: Date };

/**
 * Items that do not move by themselves: with nobody to work on them, without a photo that could be read, or overdue; those that time does not cure first, then
 * the oldest. `count` and `orders` say how many there are in all, in how many orders, as far as lists are counted. They are those of `isStuckSql`, found
 * from each cause by itself, so that it costs the same however much is open. `now` is the database's time.
 */
export async function stuckItems(
  shopId: string,
  usual: UsualHours,
  limit: number,
): Promise<{ items: StuckItem[]; count: number; orders: number; now: Date }> {
  const most = Prisma.sql`ORDER BY i."stepSince", i.id LIMIT ${MOST_COUNTED + 1}`;
  const isHere = Prisma.sql`i."shopId" = ${shopId}::uuid AND i."readyFor" IS NULL AND i."visibleAt" <= now() - interval '1 minute'`;
  const roleSteps = Prisma.join(
    OPEN_STEPS.flatMap((step) => (STEP_ROLE[step] ? [Prisma.sql`(${STEP_ROLE[step]}, ${step})`] : [])),
  );
  const rows = await db().$queryRaw<(Partial<StuckItem> & { count: number; orders: number; now: Date })[]>`
    WITH stuck AS (
      (SELECT i.id, i."orderId", i."stepSince", true AS needs FROM (VALUES ${roleSteps}) AS s(role, step)
        CROSS JOIN LATERAL (SELECT w."orderId" FROM "OpenWork" w WHERE w."shopId" = ${shopId}::uuid AND w.role = s.role AND w."memberId" IS NULL
          ORDER BY w."waitingSince", w."placedAt" LIMIT ${MOST_COUNTED + 1}) AS w
        JOIN "Item" i ON i."orderId" = w."orderId" AND i.step = s.step AND ${isHere} LIMIT ${MOST_COUNTED + 1})
      UNION
      (SELECT i.id, i."orderId", i."stepSince", true FROM "Item" i
        WHERE i.step = 'photo_review' AND i."photoVersion" = 0 AND ${isHere} ${most})
      UNION
      (SELECT i.id, i."orderId", i."stepSince", true FROM "Photo" p
        JOIN "Item" i ON i."shopId" = p."shopId" AND i.id = p."itemId" AND p.version = i."photoVersion"
        WHERE p."shopId" = ${shopId}::uuid AND p.state = 'failed' AND p."deletedAt" IS NULL AND i.step = 'photo_review' AND ${isHere} ${most})
      UNION
      (SELECT i.id, i."orderId", i."stepSince", true FROM "Order" o
        JOIN "Item" i ON i."orderId" = o.id AND ${isHere}
        JOIN "Photo" p ON p."shopId" = i."shopId" AND p."itemId" = i.id AND p.version = i."photoVersion"
        WHERE o."shopId" = ${shopId}::uuid AND o."photosRetiredFor" IS NOT NULL AND o."endedAt" IS NULL
          AND p.state = 'failed' AND i.step = 'photo_review' ${most})
      UNION
      (SELECT late.id, late."orderId", late."stepSince", false
        FROM unnest(${[...OPEN_STEPS]}::text[], ${limitsOf(usual)}::float8[]) AS open(step, hours) CROSS JOIN LATERAL (
          SELECT i.id, i."orderId", i."stepSince" FROM "Item" i
          WHERE i.step = open.step AND i."stepSince" < now() - open.hours * interval '1 hour' AND ${isHere} ${most}) AS late)
    ), each AS (SELECT id, "orderId", "stepSince", bool_or(needs) AS needs FROM stuck GROUP BY 1, 2, 3)
    SELECT now() AS now, least(${MOST_COUNTED + 1}, (SELECT count(*) FROM each))::int AS count, least(${MOST_COUNTED + 1}, (SELECT count(DISTINCT "orderId") FROM each))::int AS orders, first.*
    FROM (SELECT 1) one LEFT JOIN (SELECT id, "orderId", "stepSince", needs FROM each ORDER BY needs DESC, "stepSince", id LIMIT ${limit}) first ON true
    ORDER BY needs DESC, "stepSince", id`;
  const { count, orders, now } = rows[0]!;
  const items = rows.flatMap(({ id, orderId, stepSince }) =>
    id && orderId && stepSince ? [{ id, orderId, stepSince }] : [],
  );
  return { items, count, orders, now };
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
