import { ROLES, WORKING_ROLES, type Role, type WorkingRole } from "../words/roles.ts";

/** An artist never has more items in artwork at once than this. */
export const MAX_CAPACITY = 1000;

/** As many has an artist of whom nobody has said how many. */
export const DEFAULT_CAPACITY = 20;

/** A member as the Team page shows them. */
export type TeamMember = {
  id: string;
  name: string;
  email: string | null;
  roles: Role[];
  isOwner: boolean;
  isYou: boolean;
  /** Items in artwork at once; only for artists. */
  capacity: number;
  isAway: boolean;
  hasLeft: boolean;
  /** False for an invitation that nobody has taken up. */
  isEnrolled: boolean;
  /** Open items in each working role; for artists the places taken. */
  openWork: { role: WorkingRole; items: number }[];
};

/** The admin of a shop in which nobody else works: all work is theirs, whatever roles they have given themselves. Null where several work, or none. */
export function loneAdminAmong(
  members: readonly { id: string; roles: readonly Role[]; hasLeft: boolean; isEnrolled: boolean }[],
): string | null {
  const [first, ...others] = members.filter((one) => !one.hasLeft && one.isEnrolled && one.roles.length > 0);
  return first && others.length === 0 && first.roles.includes("admin") ? first.id : null;
}

/** The roles a member has once they are given exactly these; the store's owner stays an admin. */
export function rolesOnceGiven(given: readonly Role[], isOwner: boolean): Role[] {
  return ROLES.filter((role) => given.includes(role) || (role === "admin" && isOwner));
}

/** The roles of somebody who has some and is invited with others. */
export function rolesOnceInvited(had: readonly Role[], invitedWith: readonly Role[]): Role[] {
  return ROLES.filter((role) => had.includes(role) || invitedWith.includes(role));
}

/** A capacity as it is kept: a whole number that is not below zero. */
export function wholeCapacity(asked: number): number {
  return Math.min(MAX_CAPACITY, Math.max(0, Math.round(asked) || 0));
}

/** Those whom an order can be given to in some role, with the roles in which it can. */
export function assignableOf<T extends { roles: readonly Role[]; hasLeft: boolean; isEnrolled: boolean }>(
  members: readonly T[],
): { member: T; roles: WorkingRole[] }[] {
  return members
    .filter(({ hasLeft, isEnrolled }) => !hasLeft && isEnrolled)
    .map((member) => ({ member, roles: WORKING_ROLES.filter((role) => member.roles.includes(role)) }))
    .filter(({ roles }) => roles.length > 0);
}
