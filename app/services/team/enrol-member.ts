import { inTransaction, tables, type Tx } from "../../adapters/db.ts";
import { toMember, type Member } from "../../adapters/rows/members.ts";
import { enqueue } from "../../adapters/queue/queue.ts";
import { emailKey, personName } from "../../domain/words/names.ts";

/** What Shopify says of the person who opened the app; an unverified e-mail address takes over no invitation. */
export type ShopifyUser = {
  id: string;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  emailVerified?: boolean;
  accountOwner: boolean;
};

/**
 * Makes the person a member of the shop, or finds them: an invitation to their verified e-mail address becomes theirs, and
 * the store's owner is an admin. May be repeated. Null when the shop does not have the app.
 */
export function enrolMember({
  shopDomain,
  shopifyUser,
}: {
  shopDomain: string;
  shopifyUser: ShopifyUser;
}): Promise<Member | null> {
  return inTransaction(async (tx) => {
    const shop = await tables(tx).shop.findFirst({
      where: { domain: shopDomain, uninstalledAt: null },
      select: { id: true },
    });
    return shop && enrol(tx, shop.id, shopifyUser);
  });
}

async function enrol(tx: Tx, shopId: string, user: ShopifyUser): Promise<Member> {
  // Two first requests of one person arrive together: the second waits here and finds the row of the first.
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`enrol/${shopId}`}, 0))`;
  const known = await tables(tx).member.findUnique({
    where: { shopId_shopifyUserId: { shopId, shopifyUserId: user.id } },
  });
  const email = emailKey(user.email);
  const sameAddress =
    email === null ? null : await tables(tx).member.findUnique({ where: { shopId_email: { shopId, email } } });
  const isFree = sameAddress === null || sameAddress.id === known?.id;
  const invitation =
    sameAddress?.shopifyUserId === null && sameAddress.leftAt === null && user.emailVerified === true
      ? sameAddress
      : null;

  const row = known ?? invitation;
  const roles = new Set([
    ...(row?.roles ?? []),
    ...(known && invitation ? invitation.roles : []),
    ...(user.accountOwner ? ["admin"] : []),
  ]);
  if (known && invitation) await tables(tx).member.delete({ where: { shopId_id: { shopId, id: invitation.id } } });
  const columns = {
    shopifyUserId: user.id,
    name: personName([user.firstName, user.lastName], email ?? row?.name ?? null),
    email: isFree || invitation ? (email ?? row?.email ?? null) : (row?.email ?? null),
    roles: [...roles],
    isOwner: user.accountOwner,
    enrolledAt: row?.enrolledAt ?? new Date(),
  };
  const saved = row
    ? await tables(tx).member.update({ where: { shopId_id: { shopId, id: row.id } }, data: columns })
    : await tables(tx).member.create({ data: { shopId, ...columns } });
  if (roles.size > (known?.roles.length ?? 0))
    await enqueue(tx, "assign-work", { shopId, orderId: null }, { jobKey: `assign-work:${shopId}` });
  return toMember(saved);
}
