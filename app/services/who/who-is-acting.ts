import { shopAndMember, type Member } from "../../adapters/rows/team/members.ts";
import { isAsShopifySays, type ShopifyUser } from "../../domain/team/enrolment.ts";
import type { ShopStage } from "../../domain/shop/start-shown.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { enrolMember } from "../team/enrol-member.ts";
import { installShop } from "../shop/install-shop.ts";

/** A member of a shop's staff. `actor` is who they are for the rules. */
export type Staff = {
  /** `timeZone`: an IANA name, in which the shop's staff read times. `installation`: which of its installations this is. `stage`: how far it is. */
  shop: { id: string; domain: string; timeZone: string; installation: number; stage: ShopStage };
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
  const { shopId, timeZone, installation, stage, member: known } = await shopAsSeen(shopDomain, shopifyUser.id);
  const member = known && isAsShopifySays(known, shopifyUser) ? known : await enrolMember({ shopDomain, shopifyUser });
  if (!member || member.hasLeft) return null;
  return {
    shop: { id: shopId, domain: shopDomain, timeZone, installation, stage },
    member,
    actor: { kind: "member", memberId: member.id, roles: member.roles },
  };
}

const UNKNOWN = { installation: 1, timeZone: "UTC", stage: "shadow", member: null } as const;

async function shopAsSeen(domain: string, shopifyUserId: string) {
  const known = await shopAndMember(domain, shopifyUserId);
  if (known) return known;
  const { shopId } = await installShop({ domain });
  return (await shopAndMember(domain, shopifyUserId)) ?? { shopId, ...UNKNOWN };
}
