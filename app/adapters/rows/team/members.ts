import { stageOf, type ShopStage } from "../../../domain/shop/start-shown.ts";
import { storedAll } from "../stored.ts";
import { type Role, ROLES } from "../../../domain/words/roles.ts";
import type { Member as MemberRow } from "@prisma/client";
import type { Enrolment } from "../../../domain/team/enrolment.ts";
import { loneAdminAmong } from "../../../domain/team/team.ts";
import { databaseTime, db, tables, type Tx } from "../../db.ts";
import { clockTime } from "../orders/orders.ts";

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
  /** Whether one photo is approved without being asked first. */
  approvesAtOnce: boolean;
};

/** A member's row as the rest of the app reads it. */
export function toMember(row: MemberRow): Member {
  const { id, name, email, isOwner, capacity, isAway, approvesAtOnce } = row;
  return {
    id,
    name,
    email,
    isOwner,
    capacity,
    isAway,
    approvesAtOnce,
    roles: storedAll(ROLES, row.roles, "Member.roles"),
    hasLeft: row.leftAt !== null,
    isEnrolled: row.enrolledAt !== null,
  };
}

/** The member with this Shopify user id, wherever they stand; null when nobody of that id has come yet. */
export async function memberOfUser(shopId: string, shopifyUserId: string, tx: Tx = db()): Promise<Member | null> {
  const row = await tables(tx).member.findUnique({ where: { shopId_shopifyUserId: { shopId, shopifyUserId } } });
  return row && toMember(row);
}

/** A shop that has the app with its time zone (an IANA name) and which of its installations this is, and who of it has this Shopify user id, in one go; null for a shop that has not. */
export async function shopAndMember(
  domain: string,
  shopifyUserId: string,
): Promise<{ shopId: string; installation: number; timeZone: string; stage: ShopStage; member: Member | null } | null> {
  const row = await db().shop.findFirst({
    where: { domain, uninstalledAt: null },
    select: {
      id: true,
      timezone: true,
      installations: true,
      startedAt: true,
      leavingAt: true,
      members: { where: { shopifyUserId }, take: 1 },
    },
  });
  if (!row) return null;
  const [member] = row.members;
  const { id: shopId, timezone: timeZone, installations: installation } = row;
  return { shopId, installation, timeZone, stage: stageOf(row), member: member ? toMember(member) : null };
}

/** A member of the shop by id; null when the shop has none. */
export async function memberById(shopId: string, memberId: string, tx: Tx = db()): Promise<Member | null> {
  const row = await tables(tx).member.findUnique({ where: { shopId_id: { shopId, id: memberId } } });
  return row && toMember(row);
}

/** The names of these members, by their ids. */
export async function memberNames(tx: Tx, shopId: string, memberIds: readonly string[]): Promise<Map<string, string>> {
  const where = { shopId, id: { in: [...new Set(memberIds)] } };
  const rows = await tables(tx).member.findMany({ where, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Everyone who works, worked or is invited to work for the shop, by name. */
export async function listMembers(shopId: string): Promise<Member[]> {
  const rows = await db().member.findMany({ where: { shopId }, orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map(toMember);
}

/** The admin of a shop in which nobody else works, as `loneAdminAmong` says; two who work are enough to know. */
export async function loneAdmin(tx: Tx, shopId: string): Promise<string | null> {
  const rows = await tables(tx).member.findMany({
    where: { shopId, leftAt: null, enrolledAt: { not: null }, NOT: { roles: { isEmpty: true } } },
    take: 2,
  });
  return loneAdminAmong(rows.map(toMember));
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
  set: Partial<Pick<MemberRow, "roles" | "capacity" | "isAway" | "leftAt" | "name" | "invitationSentAt">>,
): Promise<void> {
  await tables(tx).member.update({ where: { shopId_id: { shopId, id: memberId } }, data: set });
}

/** A member with their Shopify user id; null for somebody who is invited and has not come yet. */
export type KnownMember = Member & { shopifyUserId: string | null };

/** The member with this e-mail address; null when the shop has none. */
export async function memberByEmail(tx: Tx, shopId: string, email: string): Promise<KnownMember | null> {
  const row = await tables(tx).member.findUnique({ where: { shopId_email: { shopId, email } } });
  return row && { ...toMember(row), shopifyUserId: row.shopifyUserId };
}

/** Makes a member of an e-mail address that nobody has come with yet. */
export function addInvited(
  tx: Tx,
  shopId: string,
  invited: { email: string; name: string; roles: Role[]; capacity?: number },
): Promise<{ id: string }> {
  return tables(tx).member.create({ data: { shopId, ...invited }, select: { id: true } });
}

/** Notes that the email of a member's invitation is being sent; false when it was before. Or takes the note back. */
export async function markInvitationSent(shopId: string, memberId: string, isSent: boolean): Promise<boolean> {
  const { count } = await db().member.updateMany({
    where: { shopId, id: memberId, ...(isSent ? { invitationSentAt: null } : {}) },
    data: { invitationSentAt: isSent ? await databaseTime() : null },
  });
  return count > 0;
}

/** Only one transaction at a time enrols members of a shop: of two first requests of one person the second finds the row of the first. */
export async function lockEnrolment(tx: Tx, shopId: string): Promise<void> {
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`enrol/${shopId}`}, 0))`;
}

/** Writes who a person has become, into the row that is theirs or into a new one; the row that became part of it goes. */
export async function writeEnrolment(tx: Tx, shopId: string, enrolment: Enrolment): Promise<Member> {
  const { rowId, goneRowId, isFirstTime, ...said } = enrolment;
  if (goneRowId) await tables(tx).member.delete({ where: { shopId_id: { shopId, id: goneRowId } } });
  const columns = { ...said, ...(isFirstTime ? { enrolledAt: await clockTime(tx) } : {}) };
  return toMember(
    rowId
      ? await tables(tx).member.update({ where: { shopId_id: { shopId, id: rowId } }, data: columns })
      : await tables(tx).member.create({ data: { shopId, ...columns } }),
  );
}

/** Whether a member is asked before one photo is approved. */
export async function writeApprovesAtOnce(shopId: string, memberId: string, approvesAtOnce: boolean): Promise<void> {
  await db().member.updateMany({ where: { shopId, id: memberId }, data: { approvesAtOnce } });
}
