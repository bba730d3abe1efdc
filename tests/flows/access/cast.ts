// First: the Shopify library keeps the fetch that it finds when it is loaded.
import "../../../dev/local-shopify/preload.mjs";
import { createHmac } from "node:crypto";
import { db } from "../../../app/adapters/db.ts";
import type { ActingMember } from "../../../app/domain/words/actors.ts";
import { ROLES, WORKING_ROLES, type Role, type WorkingRole } from "../../../app/domain/words/roles.ts";
import { env } from "../../../app/env.server.ts";
import { staffOf } from "../../../app/routes/who/staff.ts";
import { mintCustomerToken } from "../../../dev/local-shopify/proofs/customer-token.ts";
import { mintSessionToken } from "../../../dev/local-shopify/proofs/session-token.ts";
import type { LocalShop, LocalStaff } from "../../../dev/local-shopify/shapes.ts";
import { proxySignature } from "../../../dev/local-shopify/storefront/proxy-signature.ts";
import { wireLocalShopify, type Wired } from "../local.ts";
import { startAtOnce } from "../shop.ts";

/** Somebody with a session token: what they are, and how they ask. */
export type Person = { name: string; member: ActingMember; ask(path: string, init?: RequestInit): Request };

/** Everybody who may knock at a door: a first person of each role who is assigned, a second who is not, and those who have no business here. */
export type Cast = {
  local: Wired;
  shopId: string;
  first: Record<Role | "no_role", Person>;
  second: Record<WorkingRole, Person>;
  /** Has left the shop. */
  left: Person;
  /** The owner of another shop that has the app too. */
  stranger: Person & { shopId: string };
  assignees: Record<WorkingRole, ActingMember>;
  othersAssigned: Record<WorkingRole, ActingMember>;
  stop(): Promise<void>;
};

/** The people of Local Shopify's shop who hold these roles; who else is needed joins it. */
const FIRST_NAMES: Partial<Record<Role, string>> = {
  admin: "Olivia",
  manager: "Max",
  image_processor: "Ida",
  artist: "Ana",
  quality_controller: "Quinn",
  fulfiller: "Fred",
};

/** A shop in Local Shopify with two of each role, who have all opened the app with a token exchanged for theirs. */
export async function gather(): Promise<Cast> {
  const local = await wireLocalShopify();
  const [shop, otherShop] = local.state.shops as [LocalShop, LocalShop];
  const join = (name: string, roles: Role[]) => enrol(local, shop, personOf(local, shop, name), roles);
  const first = {
    ...(await eachOf(ROLES, (role) => join(FIRST_NAMES[role] ?? `First${role}`, [role]))),
  } as Cast["first"];
  first.no_role = await join("Nora", []);
  const second = await eachOf(WORKING_ROLES, (role) => join(`Second${role}`, [role]));
  const left = await join("Lea", ["manager"]);
  const { shopId } = await db().member.findFirstOrThrow({
    where: { id: left.member.memberId },
    select: { shopId: true },
  });
  await db().member.update({
    where: { shopId_id: { shopId, id: left.member.memberId } },
    data: { leftAt: new Date() },
  });
  const lena = await enrol(local, otherShop, personOf(local, otherShop, "Lena"), ["admin"]);
  const { shopId: otherShopId } = await db().member.findFirstOrThrow({
    where: { id: lena.member.memberId },
    select: { shopId: true },
  });
  for (const id of [shopId, otherShopId]) await startAtOnce(id);
  const assigned = (persons: Record<WorkingRole, Person>) =>
    eachOf(WORKING_ROLES, async (role) => persons[role].member);
  return {
    local,
    shopId,
    first,
    second,
    left,
    stranger: { ...lena, shopId: otherShopId },
    assignees: await assigned(first),
    othersAssigned: await assigned(second),
    stop: () => local.stop(),
  };
}

/** The people of the shop who still work there, by what they are. */
export function membersOf(cast: Cast): [string, Person][] {
  return [
    ...Object.entries(cast.first),
    ...Object.entries(cast.second).map(([role, person]): [string, Person] => [`${role}, not assigned`, person]),
  ];
}

/** A request without any proof of who makes it. */
export function unproven(path: string, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  if (!headers.has("user-agent")) headers.set("user-agent", ORDINARY_BROWSER);
  return new Request(`https://proofline.test${path}`, { ...init, headers });
}

/** A request as the app proxy passes it on, for a customer who is logged in or for anyone. */
export function proxied(
  cast: Cast,
  path: string,
  init: RequestInit = {},
  more: { customerId?: number; secret?: string; shop?: string; timestamp?: number } = {},
): Request {
  const url = new URL(path, "https://proofline.test");
  const facts = {
    shop: more.shop ?? cast.local.shop.domain,
    logged_in_customer_id: more.customerId === undefined ? "" : String(more.customerId),
    path_prefix: "/apps/proofline",
    timestamp: String(more.timestamp ?? Math.floor(Date.now() / 1000)),
  };
  for (const [name, value] of Object.entries(facts)) url.searchParams.append(name, value);
  url.searchParams.append("signature", proxySignature(url.searchParams, more.secret ?? env().SHOPIFY_API_SECRET));
  return unproven(url.pathname + url.search, init);
}

/** Session tokens that prove nothing, each as the answer to what is wrong with it. */
export function badTokens(cast: Cast): Record<string, string> {
  const { ctx, shop } = cast.local;
  const owner = shop.staff[0]!;
  const now = Math.floor(Date.now() / 1000);
  const good = mintSessionToken(ctx, shop, owner);
  const [head, body] = good.split(".") as [string, string, string];
  const forge = (header: string, claims: string, secret: string) =>
    `${header}.${claims}.${createHmac("sha256", secret).update(`${header}.${claims}`).digest("base64url")}`;
  const unsigned = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  return {
    "signed with another secret": forge(head, body, "another-secret"),
    "altered after it was signed": `${head}.${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, "base64url").toString()), sub: "1" })).toString("base64url")}.${good.split(".")[2]}`,
    "without a signature": `${unsigned}.${body}.`,
    "that ran out": mintSessionToken(ctx, shop, owner, { iat: now - 600, nbf: now - 600, exp: now - 540 }),
    "of another app": mintSessionToken(ctx, shop, owner, { aud: "another-app" }),
    "that is no token": "not-a-token",
    "for a customer of the shop": mintCustomerToken(ctx, shop, shop.customers[0]!),
  };
}

const ORDINARY_BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

/** The same of every role, one after the other. */
async function eachOf<R extends Role, T>(roles: readonly R[], make: (role: R) => Promise<T>): Promise<Record<R, T>> {
  const made: Partial<Record<R, T>> = {};
  for (const role of roles) made[role] = await make(role);
  return made as Record<R, T>;
}

function personOf(local: Wired, shop: LocalShop, firstName: string): LocalStaff {
  const known = shop.staff.find((one) => one.firstName === firstName);
  if (known) return known;
  const fresh = {
    id: local.state.nextId(),
    firstName,
    lastName: "Newcomer",
    email: `${firstName.toLowerCase()}@${shop.handle}.example`,
    accountOwner: false,
    title: "Newcomer",
  };
  shop.staff.push(fresh);
  return fresh;
}

async function enrol(local: Wired, shop: LocalShop, staff: LocalStaff, roles: Role[]): Promise<Person> {
  const ask = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${mintSessionToken(local.ctx, shop, staff)}`);
    return unproven(path, { ...init, headers });
  };
  const {
    shop: { id: shopId },
    member,
  } = await staffOf(ask("/app"));
  await db().member.update({ where: { shopId_id: { shopId, id: member.id } }, data: { roles } });
  return { name: staff.firstName, member: { kind: "member", memberId: member.id, roles }, ask };
}

/** Every role, and none. */
export const EVERY_STANDING = [...ROLES, "no_role"] as const;
