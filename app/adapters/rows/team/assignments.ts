import { storedAll } from "../stored.ts";
import { ROLES, type WorkingRole } from "../../../domain/words/roles.ts";
import type { Candidate } from "../../../domain/team/assignment.ts";
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

/** Everyone who holds or held a role, with their open work in it; an admin who works alone holds every role, without a limit. */
export async function loadCandidates(tx: Tx, shopId: string, role: WorkingRole): Promise<Candidate[]> {
  const alone = await loneAdmin(tx, shopId);
  const rows = await tables(tx).$queryRaw<CandidateRow[]>`
    SELECT m.id, m.roles, m."leftAt", m."enrolledAt", m."isAway", m.capacity, m."lastAssignedAt",
           coalesce(w.items, 0)::int AS "openItems", w.orders::int AS "openOrders"
    FROM "Member" m CROSS JOIN LATERAL (
      SELECT sum(w.items) AS items, count(*) AS orders FROM "OpenWork" w
      WHERE w."shopId" = m."shopId" AND w.role = ${role} AND w."memberId" = m.id) AS w
    WHERE m."shopId" = ${shopId}::uuid AND (${role} = ANY(m.roles) OR m.id = ${alone}::uuid)`;
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

/** The items of these orders that the next person may already be shown. */
export async function visibleItems(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<Set<string>> {
  const rows = await tables(tx).$queryRaw<{ id: string }[]>`
    SELECT id FROM "Item" WHERE "shopId" = ${shopId}::uuid AND "orderId" = ANY(${orderIds}::uuid[]) AND "visibleAt" <= clock_timestamp()`;
  return new Set(rows.map((row) => row.id));
}

/** An order that a member is given in a role. */
export type Gift = { orderId: string; role: WorkingRole; memberId: string };

/** Gives an order to a member in a role, in place of whoever had it. */
export function writeAssignment(tx: Tx, given: Gift & { shopId: string; at: Date }): Promise<void> {
  const { shopId, at, ...gift } = given;
  return writeAssignments(tx, shopId, [gift], at);
}

/** Gives orders to members, each once in a role, in place of whoever had them. */
export async function writeAssignments(tx: Tx, shopId: string, gifts: readonly Gift[], at: Date): Promise<void> {
  if (gifts.length === 0) return;
  const ofAll = (name: keyof Gift) => gifts.map((gift) => gift[name]);
  await tables(tx).$executeRaw`
    INSERT INTO "Assignment" ("shopId", "orderId", role, "memberId", "assignedAt")
    SELECT ${shopId}::uuid, g."orderId", g.role, g."memberId", ${at}::timestamptz
    FROM unnest(${ofAll("orderId")}::uuid[], ${ofAll("role")}::text[], ${ofAll("memberId")}::uuid[]) AS g("orderId", role, "memberId")
    ON CONFLICT ("shopId", "orderId", role) DO UPDATE SET "memberId" = excluded."memberId", "assignedAt" = excluded."assignedAt"`;
  // Locked in one order everywhere: two who give to the same members do not wait for each other.
  await tables(tx).$executeRaw`
    WITH given AS (SELECT id FROM "Member" WHERE "shopId" = ${shopId}::uuid AND id = ANY(${ofAll("memberId")}::uuid[]) ORDER BY id FOR NO KEY UPDATE)
    UPDATE "Member" m SET "lastAssignedAt" = ${at}::timestamptz FROM given WHERE m."shopId" = ${shopId}::uuid AND m.id = given.id`;
  const toArtists = gifts.filter(({ role }) => role === "artist").map(({ orderId }) => orderId);
  await markWaiting(tx, shopId, toArtists, null);
}

/** Takes an order from whoever has it in a role. */
export async function removeAssignment(tx: Tx, shopId: string, orderId: string, role: WorkingRole): Promise<void> {
  await tables(tx).assignment.deleteMany({ where: { shopId, orderId, role } });
}

/** Puts orders into the queue for an artist, each keeping its place when it is there already, or takes them out (null); how many that changed. */
export async function markWaiting(
  tx: Tx,
  shopId: string,
  orderIds: readonly string[],
  since: Date | null,
): Promise<number> {
  if (orderIds.length === 0) return 0;
  const { count } = await tables(tx).order.updateMany({
    where: { shopId, id: { in: [...orderIds] }, waitingForArtistSince: since ? null : { not: null } },
    data: { waitingForArtistSince: since },
  });
  return count;
}
