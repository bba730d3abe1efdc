import { Prisma } from "@prisma/client";
import type { WaitingOrder } from "../../../domain/team/assignment.ts";
import { ROLES, type Role } from "../../../domain/words/roles.ts";
import { STEP_ROLE, STEPS } from "../../../domain/words/steps.ts";
import { tables, type Tx } from "../../db.ts";
import { stored } from "../stored.ts";
import { loneAdmin } from "./members.ts";

/**
 * The orders that wait for an artist, with the places each would take: of every size the oldest `ofEachSize`, which is all that can be given out in so
 * many steps, however many wait.
 */
export async function loadWaitingOrders(tx: Tx, shopId: string, ofEachSize: number): Promise<WaitingOrder[]> {
  const waits = Prisma.sql`w."shopId" = ${shopId}::uuid AND w.role = 'artist' AND w."waitingSince" IS NOT NULL`;
  const rows = await tables(tx).$queryRaw<{ id: string; since: Date; items: number }[]>`
    WITH RECURSIVE sizes(items) AS (
      (SELECT min(w.items) FROM "OpenWork" w WHERE ${waits})
      UNION ALL
      SELECT (SELECT min(w.items) FROM "OpenWork" w WHERE ${waits} AND w.items > sizes.items) FROM sizes WHERE sizes.items IS NOT NULL)
    SELECT w."orderId" AS id, w."waitingSince" AS since, w.items FROM sizes CROSS JOIN LATERAL (
      SELECT * FROM "OpenWork" w WHERE ${waits} AND w.items = sizes.items ORDER BY w."waitingSince", w."orderId" LIMIT ${ofEachSize}) AS w`;
  return rows.map((row) => ({ orderId: row.id, items: row.items, waitingSince: row.since.getTime() }));
}

/** Which of these orders wait for an artist now: how many places each would take, who has it, and whether it was told since it waits. */
export async function stillWaiting(
  tx: Tx,
  shopId: string,
  orderIds: readonly string[],
): Promise<{ orderId: string; items: number; artistId: string | null; isTold: boolean }[]> {
  return tables(tx).$queryRaw`
    SELECT w."orderId", w.items, w."memberId" AS "artistId", EXISTS (
      SELECT 1 FROM "History" h WHERE h."shopId" = w."shopId" AND h."orderId" = w."orderId"
        AND h.event = 'waits_for_artist' AND h.at >= w."waitingSince") AS "isTold"
    FROM "OpenWork" w
    WHERE w."shopId" = ${shopId}::uuid AND w."orderId" = ANY(${orderIds}::uuid[]) AND w.role = 'artist' AND w."waitingSince" IS NOT NULL`;
}

/** Locks those of these orders that nobody else holds until the transaction ends, without waiting; gives their ids. */
export async function lockFreeOrders(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<string[]> {
  const rows = await tables(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM "Order" WHERE "shopId" = ${shopId}::uuid AND id = ANY(${orderIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`;
  return rows.map((row) => row.id);
}

/**
 * Open orders with visible work that somebody could be given: nobody available has it in its role and someone could, or it
 * should join or leave the queue for artists. Oldest first, at most so many.
 */
export async function ordersToAssign(tx: Tx, shopId: string, limit: number): Promise<string[]> {
  const alone = await loneAdmin(tx, shopId);
  const roleSteps = Prisma.join(
    STEPS.flatMap((step) => (STEP_ROLE[step] ? [Prisma.sql`(${STEP_ROLE[step]}, ${step})`] : [])),
  );
  const atHand = Prisma.sql`EXISTS (
    SELECT 1 FROM "Item" i JOIN steps s ON s.step = i.step AND s.role = w.role
    WHERE i."shopId" = w."shopId" AND i."orderId" = w."orderId" AND i."readyFor" IS NULL AND i."visibleAt" <= now())`;
  // Each is read along its index from the oldest on: sorted by what is the same in all of them too, so that the index is in that order.
  const some = Prisma.sql`AND ${atHand} ORDER BY w."memberId", w."waitingSince", w."placedAt", w."orderId" LIMIT ${limit}`;
  const rows = await tables(tx).$queryRaw<{ id: string }[]>`
    WITH steps(role, step) AS (VALUES ${roleSteps}),
    holders AS (
      SELECT m.id, r.role, m."leftAt" IS NULL AND m."enrolledAt" IS NOT NULL AND NOT m."isAway" AND (r.role = ANY(m.roles) OR m.id IS NOT DISTINCT FROM ${alone}::uuid) AS "isThere"
      FROM "Member" m CROSS JOIN (SELECT DISTINCT role FROM steps) AS r WHERE m."shopId" = ${shopId}::uuid),
    roles AS (SELECT role, role = 'artist' OR bool_or("isThere") AS "isStaffed" FROM holders GROUP BY role)
    SELECT DISTINCT found."placedAt", found."orderId" AS id FROM (
      SELECT w."placedAt", w."orderId" FROM roles r CROSS JOIN LATERAL (
        SELECT w."placedAt", w."orderId" FROM "OpenWork" w
        WHERE w."shopId" = ${shopId}::uuid AND w.role = r.role AND w."memberId" IS NULL AND w."waitingSince" IS NULL ${some}) AS w
      WHERE r."isStaffed"
      UNION ALL
      SELECT w."placedAt", w."orderId" FROM holders h JOIN roles r ON r.role = h.role AND r."isStaffed" CROSS JOIN LATERAL (
        SELECT w."placedAt", w."orderId" FROM "OpenWork" w
        WHERE w."shopId" = ${shopId}::uuid AND w.role = h.role AND w."memberId" = h.id AND w."waitingSince" IS NULL ${some}) AS w
      WHERE NOT h."isThere"
      UNION ALL
      SELECT w."placedAt", w."orderId" FROM holders h CROSS JOIN LATERAL (
        SELECT w."placedAt", w."orderId" FROM "OpenWork" w
        WHERE w."shopId" = ${shopId}::uuid AND w.role = h.role AND w."memberId" = h.id AND w."waitingSince" IS NOT NULL ${some}) AS w
      WHERE h."isThere" AND h.role = 'artist') AS found
    ORDER BY found."placedAt", found."orderId" LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** How much each member of the shop has open in each role; who has nothing is absent. */
export async function openWorkOf(shopId: string, tx: Tx): Promise<{ memberId: string; role: Role; items: number }[]> {
  const rows = await tables(tx).$queryRaw<{ memberId: string; role: string; items: number }[]>`
    SELECT m.id AS "memberId", r.role, w.items FROM "Member" m CROSS JOIN (VALUES ${roles()}) AS r(role) CROSS JOIN LATERAL (
      SELECT sum(w.items)::int AS items FROM "OpenWork" w WHERE w."shopId" = m."shopId" AND w.role = r.role AND w."memberId" = m.id) AS w
    WHERE m."shopId" = ${shopId}::uuid AND w.items > 0`;
  return rows.map((row) => ({ ...row, role: stored(ROLES, row.role, "OpenWork.role") }));
}

/** The orders of all shops whose open work is not written down as their items say; none, or somebody switched the triggers off. */
export async function miscountedOrders(limit: number, tx: Tx): Promise<{ shopId: string; orderId: string }[]> {
  return tables(tx).$queryRaw`
    SELECT DISTINCT "shopId", "orderId" FROM (
      (TABLE "OpenWork" EXCEPT TABLE "CountedWork") UNION ALL (TABLE "CountedWork" EXCEPT TABLE "OpenWork")) AS parted LIMIT ${limit}`;
}

/** Counts the open work of an order anew. */
export async function countAnew(tx: Tx, { shopId, orderId }: { shopId: string; orderId: string }): Promise<void> {
  await tables(tx).$executeRaw`SELECT "count_open_work"(${shopId}::uuid, ${orderId}::uuid)`;
}

function roles(): Prisma.Sql {
  return Prisma.join(STEPS.flatMap((step) => (STEP_ROLE[step] ? [Prisma.sql`(${STEP_ROLE[step]})`] : [])));
}
