import { emailKey, personName } from "../words/names.ts";
import type { Role } from "../words/roles.ts";

/** What Shopify says of the person who opened the app; an unverified e-mail address takes over no invitation. */
export type ShopifyUser = {
  id: string;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  emailVerified?: boolean;
  accountOwner: boolean;
};

/** A member as far as it matters for who they become. */
type Row = { id: string; name: string; email: string | null; roles: readonly Role[]; isEnrolled: boolean };

/** What becomes of a person: into which row it is written (null: a new one), which row goes because it became part of it, and what it says. */
export type Enrolment = {
  rowId: string | null;
  goneRowId: string | null;
  isFirstTime: boolean;
  shopifyUserId: string;
  name: string;
  email: string | null;
  roles: Role[];
  isOwner: boolean;
};

/**
 * Who a person becomes, given the row that is known to be theirs and the one that has their e-mail address. An invitation to
 * their verified address becomes theirs, the store's owner is an admin, and nobody gets an address that is another's.
 */
export function enrolmentOf(
  user: ShopifyUser,
  known: Row | null,
  sameAddress: (Row & { shopifyUserId: string | null; hasLeft: boolean }) | null,
): Enrolment {
  const isOpen = sameAddress?.shopifyUserId === null && !sameAddress.hasLeft;
  const invitation = isOpen && user.emailVerified === true ? sameAddress : null;
  const row = known ?? invitation;
  const roles = new Set<Role>([
    ...(row?.roles ?? []),
    ...(invitation?.roles ?? []),
    ...(user.accountOwner ? (["admin"] as const) : []),
  ]);
  const email = emailKey(user.email);
  const isFree = sameAddress === null || sameAddress.id === known?.id || invitation !== null;
  return {
    rowId: row?.id ?? null,
    goneRowId: known && invitation ? invitation.id : null,
    isFirstTime: row?.isEnrolled !== true,
    shopifyUserId: user.id,
    name: personName([user.firstName, user.lastName], email ?? row?.name ?? null),
    email: (isFree ? email : null) ?? row?.email ?? null,
    roles: [...roles],
    isOwner: user.accountOwner,
  };
}

/** Whether a member stands as Shopify says: nothing about them has to be written. */
export function isAsShopifySays(
  member: { isEnrolled: boolean; isOwner: boolean; roles: readonly Role[] },
  user: Pick<ShopifyUser, "accountOwner">,
): boolean {
  const isOwnerAdmin = member.roles.includes("admin") || !member.isOwner;
  return member.isEnrolled && member.isOwner === user.accountOwner && isOwnerAdmin;
}
