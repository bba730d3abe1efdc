import { storedAll } from "../stored.ts";
import { ROLES, type WorkingRole } from "../../../domain/words/roles.ts";
import { Prisma } from "@prisma/client";
import type { Candidate, WaitingOrder } from "../../../domain/team/assignment.ts";
import { STEP_ROLE, STEPS } from "../../../domain/words/steps.ts";
import { MAX_CAPACITY } from "../../../domain/team/team.ts";
import { tables, type Tx } from "../../db.ts";
import { loneAdmin } from "./members.ts";

/** Only one transaction at a time chooses members for a role in a shop, so that each sees what the others gave out. */
export async function lockRole(tx: Tx, shopId: string, role: WorkingRole): Promise<void> {
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`assign/${shopId}/${role}`}, 0))`;
}

/** Locks the rows of all who may be artists until the transaction ends: capacity is counted under this lock. */
export async function lockArtists(tx: Tx, shopId: string): Promise<void> {
  // NO KEY UPDATE: the strongest lock that lets rows of other tables go on pointing at these members.
  await tables(tx).$queryRaw`
    SELECT 1 FROM "Member" WHERE "shopId" = ${shopId}::uuid AND roles && '{artist,admin}'::text[] AND "leftAt" IS NULL ORDER BY id FOR NO KEY UPDATE`;
}

type CandidateRow = {
  id: string;
  roles: string[];
  leftAt: Date | null;
  enrolledAt: Date | null;
  isAway: boolean;
  capacity: number;
  lastAssignedAt: Date | null;
  openItems: number;
  openOrders: number;
};

// The same count as `placesTaken` of the domain, here over all orders of all artists at once (compared in tests/flows/assignment).
const TAKES_A_PLACE = Prisma.sql`(
  (i.step = 'artwork' AND i."readyFor" IS NULL)
  OR (i.step IN ('photo_review', 'photo_issue') AND o.flow->>'manner' = 'independently' AND NOT ('artwork' = ANY(i.skips))))`;

/** Everyone who holds or held a role, with their open work in it; an admin who works alone holds every role, without a limit. */
export async function loadCandidates(tx: Tx, shopId: string, role: WorkingRole): Promise<Candidate[]> {
  const alone = await loneAdmin(tx, shopId);
  const steps = Prisma.join(STEPS.filter((step) => STEP_ROLE[step] === role));
  const isOpen = role === "artist" ? TAKES_A_PLACE : Prisma.sql`(i.step IN (${steps}) AND i."readyFor" IS NULL)`;
  const rows = await tables(tx).$queryRaw<CandidateRow[]>`
    SELECT m.id, m.roles, m."leftAt", m."enrolledAt", m."isAway", m.capacity, m."lastAssignedAt",
           count(i.id)::int AS "openItems", count(DISTINCT i."orderId")::int AS "openOrders"
    FROM "Member" m
    LEFT JOIN "Assignment" a ON a."shopId" = m."shopId" AND a."memberId" = m.id AND a.role = ${role}
    LEFT JOIN "Order" o ON o."shopId" = a."shopId" AND o.id = a."orderId" AND o."endedAt" IS NULL AND o."cancelledInShopify" IS NULL
    LEFT JOIN "Item" i ON i."shopId" = o."shopId" AND i."orderId" = o.id AND ${isOpen}
    WHERE m."shopId" = ${shopId}::uuid AND (${role} = ANY(m.roles) OR m.id = ${alone}::uuid)
    GROUP BY m."shopId", m.id`;
  return rows.map((row) => ({
    memberId: row.id,
    roles: [...storedAll(ROLES, row.roles, "Member.roles"), ...(row.id === alone ? [role] : [])],
    active: row.leftAt === null && row.enrolledAt !== null,
    away: row.isAway,
    capacity: row.id === alone ? row.openItems + MAX_CAPACITY : row.capacity,
    openItems: row.openItems,
    openOrders: row.openOrders,
    lastAssignedAt: row.lastAssignedAt?.getTime() ?? null,
  }));
}

/** The orders that wait for an artist, with the places each would take. */
export async function loadWaitingOrders(tx: Tx, shopId: string): Promise<WaitingOrder[]> {
  const rows = await tables(tx).$queryRaw<{ id: string; since: Date; items: number }[]>`
    SELECT o.id, o."waitingForArtistSince" AS since, count(i.id)::int AS items
    FROM "Order" o LEFT JOIN "Item" i ON i."shopId" = o."shopId" AND i."orderId" = o.id AND ${TAKES_A_PLACE}
    WHERE o."shopId" = ${shopId}::uuid AND o."waitingForArtistSince" IS NOT NULL
    GROUP BY o."shopId", o.id`;
  return rows.map((row) => ({ orderId: row.id, items: row.items, waitingSince: row.since.getTime() }));
}

/**
 * Open orders with visible work that somebody could be given: nobody available has it in its role and someone could, or it
 * should join or leave the queue for artists. Oldest first.
 */
export async function ordersToAssign(tx: Tx, shopId: string): Promise<string[]> {
  const alone = await loneAdmin(tx, shopId);
  const stepRoles = Prisma.join(
    STEPS.flatMap((step) => (STEP_ROLE[step] ? [Prisma.sql`(${step}, ${STEP_ROLE[step]})`] : [])),
  );
  const rows = await tables(tx).$queryRaw<{ id: string }[]>`
    WITH available AS (
      SELECT id, roles FROM "Member" WHERE "shopId" = ${shopId}::uuid AND "leftAt" IS NULL AND "enrolledAt" IS NOT NULL AND NOT "isAway")
    SELECT DISTINCT o.id, o."placedAt" FROM "Order" o
    JOIN "Item" i ON i."shopId" = o."shopId" AND i."orderId" = o.id AND i."readyFor" IS NULL AND i."visibleAt" <= now()
    JOIN (VALUES ${stepRoles}) AS r(step, role) ON r.step = i.step
    CROSS JOIN LATERAL (SELECT EXISTS (
      SELECT 1 FROM "Assignment" a JOIN available m ON m.id = a."memberId" AND (r.role = ANY(m.roles) OR m.id = ${alone}::uuid)
      WHERE a."shopId" = o."shopId" AND a."orderId" = o.id AND a.role = r.role) AS "hasMember") AS h
    WHERE o."shopId" = ${shopId}::uuid AND o."endedAt" IS NULL AND o."cancelledInShopify" IS NULL
      AND CASE WHEN r.role = 'artist' THEN h."hasMember" = (o."waitingForArtistSince" IS NOT NULL)
          ELSE NOT h."hasMember" AND EXISTS (SELECT 1 FROM available m WHERE r.role = ANY(m.roles) OR m.id = ${alone}::uuid) END
    ORDER BY o."placedAt", o.id`;
  return rows.map((row) => row.id);
}

/** The items of an order that the next person may already be shown. */
export async function visibleItems(tx: Tx, shopId: string, orderId: string): Promise<Set<string>> {
  const rows = await tables(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM "Item" WHERE "shopId" = ${shopId}::uuid AND "orderId" = ${orderId}::uuid AND "visibleAt" <= clock_timestamp()`;
  return new Set(rows.map((row) => row.id));
}

/** Gives an order to a member in a role, in place of whoever had it. */
export async function writeAssignment(
  tx: Tx,
  given: { shopId: string; orderId: string; role: WorkingRole; memberId: string; at: Date },
): Promise<void> {
  const { shopId, orderId, role, memberId, at } = given;
  await tables(tx).assignment.upsert({
    where: { shopId_orderId_role: { shopId, orderId, role } },
    create: { shopId, orderId, role, memberId, assignedAt: at },
    update: { memberId, assignedAt: at },
  });
  await tables(tx).member.update({ where: { shopId_id: { shopId, id: memberId } }, data: { lastAssignedAt: at } });
  if (role === "artist") await markWaiting(tx, shopId, orderId, null);
}

/** Takes an order from whoever has it in a role. */
export async function removeAssignment(tx: Tx, shopId: string, orderId: string, role: WorkingRole): Promise<void> {
  await tables(tx).assignment.deleteMany({ where: { shopId, orderId, role } });
}

/** Puts an order into the queue for an artist, keeping its place when it is there already, or takes it out (null). True when that changed something. */
export async function markWaiting(tx: Tx, shopId: string, orderId: string, since: Date | null): Promise<boolean> {
  const { count } = await tables(tx).order.updateMany({
    where: { shopId, id: orderId, waitingForArtistSince: since ? null : { not: null } },
    data: { waitingForArtistSince: since },
  });
  return count > 0;
}
