import { inTransaction, type Tx } from "../../adapters/db.ts";
import {
  lockEnrolment,
  memberByEmail,
  memberOfUser,
  writeEnrolment,
  type Member,
} from "../../adapters/rows/team/members.ts";
import { installedShop } from "../../adapters/rows/shop/shops.ts";
import { queueShopAssignment } from "../../adapters/queue/queue.ts";
import { enrolmentOf, type ShopifyUser } from "../../domain/team/enrolment.ts";
import { emailKey } from "../../domain/words/names.ts";

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
    const shop = await installedShop(shopDomain, tx);
    return shop && enrol(tx, shop.id, shopifyUser);
  });
}

async function enrol(tx: Tx, shopId: string, user: ShopifyUser): Promise<Member> {
  await lockEnrolment(tx, shopId);
  const known = await memberOfUser(shopId, user.id, tx);
  const email = emailKey(user.email);
  const sameAddress = email === null ? null : await memberByEmail(tx, shopId, email);
  const enrolment = enrolmentOf(user, known, sameAddress);
  const member = await writeEnrolment(tx, shopId, enrolment);
  if (enrolment.roles.length > (known?.roles.length ?? 0)) await queueShopAssignment(tx, shopId);
  return member;
}
