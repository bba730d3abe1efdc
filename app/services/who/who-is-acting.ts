import { memberOfUser, type Member } from "../../adapters/rows/team/members.ts";
import { isAsShopifySays, type ShopifyUser } from "../../domain/team/enrolment.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { enrolMember } from "../team/enrol-member.ts";
import { installShop } from "../shop/install-shop.ts";

/** A member of a shop's staff. `actor` is who they are for the rules. */
export type Staff = {
  shop: { id: string; domain: string };
  member: Member;
  actor: ActingMember;
};

/**
 * Who a person is, whom Shopify knows as staff of a shop. Someone new is enrolled, without a role unless they were invited or
 * own the store. Null for a member who has left.
 */
export async function whoIsActing({
  shopDomain,
  shopifyUser,
}: {
  shopDomain: string;
  shopifyUser: ShopifyUser;
}): Promise<Staff | null> {
  const { shopId } = await installShop({ domain: shopDomain });
  const known = await memberOfUser(shopId, shopifyUser.id);
  const member = known && isAsShopifySays(known, shopifyUser) ? known : await enrolMember({ shopDomain, shopifyUser });
  if (!member || member.hasLeft) return null;
  return {
    shop: { id: shopId, domain: shopDomain },
    member,
    actor: { kind: "member", memberId: member.id, roles: member.roles },
  };
}
