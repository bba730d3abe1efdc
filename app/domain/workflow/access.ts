import type { ActingMember, Actor } from "../words/actors.ts";
import type { Refusal } from "../words/refusals.ts";
import { WORKING_ROLES } from "../words/roles.ts";
import type { Situation } from "../words/situation.ts";
import type { Who } from "./workflow.ts";

/** Why an actor may not do what these hands do, for this order; null when they may. */
export function accessRefusal(who: readonly Who[], situation: Situation, actor: Actor): Refusal | null {
  if (actor.kind !== "member") return who.includes(actor.kind) ? null : "not_your_role";
  if (isManager(actor) && (who.includes("manager") || who.includes("customer"))) return null;
  const working = WORKING_ROLES.filter((role) => who.includes(role));
  if (actor.roles.includes("admin")) return working.length > 0 ? null : "not_your_role";
  const held = working.filter((role) => actor.roles.includes(role));
  if (held.some((role) => situation.assignees[role] === actor.memberId)) return null;
  return held.length > 0 ? "not_assigned_to_you" : "not_your_role";
}

/** Whether a member sees every order, moves, assigns, cancels and acts for the customer: managers and admins. */
export function isManager(member: Pick<ActingMember, "roles">): boolean {
  return member.roles.includes("manager") || member.roles.includes("admin");
}

/** Whether a member acts in the customer's place here. */
export function isForCustomer(who: readonly Who[], actor: Actor): boolean {
  return actor.kind === "member" && who.includes("customer");
}
