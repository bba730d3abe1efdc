import { ACCESS_KINDS, type AccessKind } from "../../../domain/screens/access.ts";
import { db } from "../../db.ts";
import { dropRows } from "../../drop-rows.ts";
import { stored } from "../stored.ts";

/** Who saw personal data of which orders' customers, and by what. */
export type Access = { shopId: string; memberId: string; kind: AccessKind; orderIds: readonly string[] };

/** Notes that a member saw personal data; nothing when there was none, and once for the same again within a minute. */
export async function noteAccess({ shopId, memberId, kind, orderIds }: Access): Promise<void> {
  const ids = [...new Set(orderIds)].toSorted();
  if (ids.length === 0) return;
  await db().$executeRaw`
    INSERT INTO "Access" ("shopId", "memberId", kind, "orderIds")
    SELECT ${shopId}::uuid, ${memberId}::uuid, ${kind}, ${ids}::uuid[]
    WHERE NOT EXISTS (
      SELECT 1 FROM "Access" a WHERE a."shopId" = ${shopId}::uuid AND a."memberId" = ${memberId}::uuid
        AND a.at > now() - interval '1 minute' AND a.kind = ${kind} AND a."orderIds" = ${ids}::uuid[])`;
}

/** One page of who saw personal data in a shop, newest first, with the numbers of the orders; `before` is the last id of the page before. */
export async function accessPage(shopId: string, before: bigint | null, limit: number) {
  const rows = await db().$queryRaw<{ id: bigint; at: Date; name: string; kind: string; orders: string[] }[]>`
    SELECT a.id, a.at, m.name, a.kind, array(
      SELECT o.name FROM "Order" o WHERE o."shopId" = a."shopId" AND o.id = ANY(a."orderIds") ORDER BY o.name) AS orders
    FROM "Access" a JOIN "Member" m ON m."shopId" = a."shopId" AND m.id = a."memberId"
    WHERE a."shopId" = ${shopId}::uuid AND (${before}::bigint IS NULL OR a.id < ${before}::bigint)
    ORDER BY a.id DESC LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, kind: stored(ACCESS_KINDS, row.kind, "Access.kind") }));
}

/** Forgets what is older than so many days. */
export async function dropOldAccesses(days: number): Promise<void> {
  await dropRows("Access", "at", "at < now() - make_interval(days => $1)", [days]);
}
