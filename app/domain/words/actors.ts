import type { Role } from "./roles.ts";

/** Someone who works for the shop, as far as the rules care. */
export type ActingMember = { kind: "member"; memberId: string; roles: readonly Role[] };

/** Who gives a command: a member, the customer of the order, or the app itself (a webhook, a timer). */
export type Actor = ActingMember | { kind: "customer" } | { kind: "system" };
