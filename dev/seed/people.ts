import { db } from "../../app/adapters/db.ts";
import { listMembers } from "../../app/adapters/rows/team/members.ts";
import { setCapacity, setRoles } from "../../app/services/team/change-member.ts";
import { startShop } from "../../app/services/shop/start-shop.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { WORKING_ROLES, type Role } from "../../app/domain/words/roles.ts";
import { mintSessionToken } from "../local-shopify/proofs/session-token.ts";
import type { LocalShopify } from "../local-shopify/server.ts";
import type { LocalShop, LocalStaff } from "../local-shopify/shapes.ts";

const ROLES_BY_TITLE: Record<string, Role[]> = {
  Manager: ["manager"],
  "Image processor": ["image_processor"],
  Artist: ["artist"],
  "Quality controller": ["quality_controller"],
  Fulfiller: ["fulfiller"],
  "Everything else": [...WORKING_ROLES],
};

/** Room for the seed's work and for what a visitor orders: their order finds an artist at once. */
const CAPACITY = 12;

/** Everybody of the shop opens the app once, the owner first, who then gives out the roles and lets the shop start; gives the shop's id. */
export async function openAsEveryone({ ctx, frontOrigin }: LocalShopify, shop: LocalShop): Promise<string> {
  const people = [...shop.staff].sort((one, other) => Number(other.accountOwner) - Number(one.accountOwner));
  for (const person of people) await openApp(frontOrigin, shop, person, mintSessionToken(ctx, shop, person));
  const { id: shopId } = await db().shop.findUniqueOrThrow({ where: { domain: shop.domain }, select: { id: true } });
  const members = await db().member.findMany({ where: { shopId }, select: { id: true, shopifyUserId: true } });
  const memberOf = (person: LocalStaff) => members.find(({ shopifyUserId }) => shopifyUserId === String(person.id))!.id;
  const actor: ActingMember = { kind: "member", memberId: memberOf(people[0]!), roles: ["admin"] };
  for (const person of people) {
    const roles = ROLES_BY_TITLE[person.title];
    if (!roles) continue;
    await setRoles({ shopId, actor, memberId: memberOf(person), roles });
    if (roles.includes("artist")) await setCapacity({ shopId, actor, memberId: memberOf(person), capacity: CAPACITY });
  }
  // What people try here is work; the first days of a shop are tried in one of their own.
  await startShop({ shopId, actor, with: "all", orderIds: [] });
  return shopId;
}

/** Who acts for a role in an order: its assignee, or the first member with the role. */
export async function actorFor(shopId: string, role: Role, memberId?: string): Promise<ActingMember> {
  const members = await listMembers(shopId);
  const member =
    members.find(({ id }) => id === memberId) ??
    members.find(({ roles }) => roles.includes(role)) ??
    members.find(({ isOwner }) => isOwner);
  if (!member) throw new Error(`Nobody in the shop is ${role}`);
  return { kind: "member", memberId: member.id, roles: member.roles };
}

async function openApp(frontOrigin: string, shop: LocalShop, person: LocalStaff, idToken: string): Promise<void> {
  const address = new URL("/app", frontOrigin);
  const host = Buffer.from(`admin.shopify.com/store/${shop.handle}`).toString("base64").replace(/=+$/, "");
  address.search = new URLSearchParams({ embedded: "1", shop: shop.domain, host, id_token: idToken }).toString();
  // The Shopify library turns away what looks like a robot.
  const answer = await fetch(address, {
    headers: {
      "User-Agent":
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36",
    },
  });
  if (!answer.ok) throw new Error(`${person.firstName} could not open the app in ${shop.domain}: ${answer.status}`);
}
