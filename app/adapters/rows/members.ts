import { storedAll } from "./stored.ts";
import { type Role, ROLES } from "../../domain/words/roles.ts";
import type { Member as MemberRow } from "@prisma/client";
import { db, tables, type Tx } from "../db.ts";

/** Someone who works for the shop, as the app knows them. */
export type Member = {
  id: string;
  name: string;
  email: string | null;
  roles: Role[];
  isOwner: boolean;
  capacity: number;
  isAway: boolean;
  hasLeft: boolean;
  isEnrolled: boolean;
};

/** A member's row as the rest of the app reads it. */
export function toMember(row: MemberRow): Member {
  const { id, name, email, isOwner, capacity, isAway } = row;
  return {
    id,
    name,
    email,
    isOwner,
    capacity,
    isAway,
    roles: storedAll(ROLES, row.roles, "Member.roles"),
    hasLeft: row.leftAt !== null,
    isEnrolled: row.enrolledAt !== null,
  };
}

/** The member with this Shopify user id, wherever they stand; null when nobody of that id has come yet. */
export async function memberOfUser(shopId: string, shopifyUserId: string): Promise<Member | null> {
  const row = await db().member.findUnique({ where: { shopId_shopifyUserId: { shopId, shopifyUserId } } });
  return row && toMember(row);
}

/** A member of the shop by id; null when the shop has none. */
export async function memberById(shopId: string, memberId: string, tx: Tx = db()): Promise<Member | null> {
  const row = await tables(tx).member.findUnique({ where: { shopId_id: { shopId, id: memberId } } });
  return row && toMember(row);
}

/** Everyone who works, worked or is invited to work for the shop, by name. */
export async function listMembers(shopId: string): Promise<Member[]> {
  const rows = await db().member.findMany({ where: { shopId }, orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map(toMember);
}

/** Locks one member's row until the transaction ends. */
export async function lockMember(tx: Tx, shopId: string, memberId: string): Promise<Member | null> {
  await tables(tx)
    .$queryRaw`SELECT 1 FROM "Member" WHERE "shopId" = ${shopId}::uuid AND id = ${memberId}::uuid FOR NO KEY UPDATE`;
  return memberById(shopId, memberId, tx);
}

/** Changes columns of a member. */
export async function writeMember(
  tx: Tx,
  shopId: string,
  memberId: string,
  set: Partial<Pick<MemberRow, "roles" | "capacity" | "isAway" | "leftAt" | "name">>,
): Promise<void> {
  await tables(tx).member.update({ where: { shopId_id: { shopId, id: memberId } }, data: set });
}
