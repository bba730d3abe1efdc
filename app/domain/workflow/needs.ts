import type { ActingMember, Actor } from "../words/actors.ts";
import { isApproved } from "./approval.ts";
import { opens } from "./barrier.ts";
import { noteOf, reasonOf, type Command } from "./actions.ts";
import type { Target } from "./draft.ts";
import { isSkipped, reworkStep } from "../words/flow.ts";
import type { Refusal } from "../words/refusals.ts";
import { WORKING_ROLES } from "../words/roles.ts";
import type { Item, Situation } from "../words/situation.ts";
import { isAfterApproval, PROGRESS, STEPS, type Step } from "../words/steps.ts";
import type { Need, Rule, Who } from "./workflow.ts";

/** Why an item is not in the state that an action needs, whatever the person brings along; null when it is. */
export function stateRefusal(rule: Rule, item: Item, situation: Situation, actor: Actor): Refusal | null {
  return first(rule.needs, (need) => {
    const { state } = NEEDS[need];
    return state?.(item, situation, actor) ?? null;
  });
}

/** What is missing in the command or its target; null when nothing is. */
export function inputRefusal(rule: Rule, item: Item, actor: Actor, command: Command, target: Target): Refusal | null {
  if (command.action === "move") return moveRefusal(item, command);
  return first(rule.needs, (need) => {
    const { input } = NEEDS[need];
    return input?.(item, actor, command, target) ?? null;
  });
}

type StateCheck = (item: Item, situation: Situation, actor: Actor) => Refusal | null;
type InputCheck = (item: Item, actor: Actor, command: Command, target: Target) => Refusal | null;
/** What a need looks at: the item as it stands, or what the person brings along. One of them at least. */
type Check = { state: StateCheck; input?: InputCheck } | { state?: undefined; input: InputCheck };

/** How every need is checked; one that nothing checks does not compile. */
const NEEDS: Record<Need, Check> = {
  placed: { state: (item) => (item.placeAmong.length === 0 ? null : "not_placed") },
  "not placed": { state: (item) => (item.placeAmong.length === 0 ? "already_placed" : null) },
  "a line it may belong to": {
    input: (item, _actor, command) =>
      "lineId" in command && item.placeAmong.includes(command.lineId) ? null : "no_such_line",
  },
  "readable photo": { state: (item) => (item.hasReadablePhoto ? null : "no_readable_photo") },
  "a photo that may be kept": { state: (item) => (item.mustReplacePhoto ? "photo_not_kept" : null) },
  artfile: { state: (item) => (item.artfileVersion > 0 ? null : "no_artfile") },
  // A manager in the customer's place may have shown it to them another way.
  "a picture for the customer": {
    state: (item, _situation, actor) => (actor.kind === "customer" && item.hasNoPicture ? "no_picture" : null),
  },
  "approved artfile": {
    state: (item) => (item.artfileVersion === 0 ? "no_artfile" : isApproved(item) ? null : "not_approved"),
  },
  "open revision": { state: (item) => (item.hasOpenRevision ? null : "no_open_revision") },
  "no open revision": { state: (item) => (item.hasOpenRevision ? "revision_open" : null) },
  "somebody who makes changes": { state: (item) => (reworkStep(item) === null ? "nobody_to_forward_to" : null) },
  "image approval": { state: (item) => (isReviewed(item) ? null : "no_image_approval") },
  "no image approval": { state: (item) => (isReviewed(item) ? "photos_judged_before" : null) },
  "not sent to printer": { state: (item) => (item.sentToPrinter ? "already_sent_to_printer" : null) },
  "not sent to printer, or a manager": {
    state: (item, _situation, actor) =>
      item.sentToPrinter && !(actor.kind === "member" && isManager(actor)) ? "already_sent_to_printer" : null,
  },
  "whole order ready": { state: (_item, situation) => (opens("fulfilment", situation) ? null : "waits_for_siblings") },
  reason: { input: (_item, _actor, command) => (reasonOf(command) === null ? "needs_reason" : null) },
  note: { input: (_item, _actor, command) => (noteOf(command) === null ? "needs_note" : null) },
  "note from a manager": {
    input: (_item, actor, command) => (actor.kind === "member" && noteOf(command) === null ? "needs_note" : null),
  },
  "tick for an older photo": {
    input: (item, _actor, command, target) => {
      const isOlder = (target.fromPhotoVersion ?? item.photoVersion) < item.photoVersion;
      const isTicked = "olderPhotoAccepted" in command && command.olderPhotoAccepted === true;
      return isOlder && !isTicked ? "artfile_of_older_photo" : null;
    },
  },
};

function isReviewed({ skips }: Item): boolean {
  return !isSkipped(skips, "photo_review");
}

/** A step that an item can be moved to by hand, and whether that needs a note. */
export type Move = { to: Step; needsNote: boolean };

/** Where a manager can move an item by hand, by the rule that the server decides by too. */
export function movesOf(item: Item): Move[] {
  return STEPS.flatMap((to) => {
    const refusal = moveRefusal(item, { action: "move", to });
    return refusal === null || refusal === "needs_note" ? [{ to, needsNote: refusal !== null }] : [];
  });
}

function moveRefusal(item: Item, command: Extract<Command, { action: "move" }>): Refusal | null {
  const { to } = command;
  if (to === "cancelled") return "wrong_step";
  if (to === item.step && item.readyFor === null) return "already_there";
  if (item.placeAmong.length > 0 && to !== "photo_review" && to !== "photo_issue") return "not_placed";
  const photoWillDo = isSkipped(item.skips, "artwork") && item.hasReadablePhoto;
  const isAfterDrawing = PROGRESS[to] > PROGRESS.artwork && to !== "done";
  if (isAfterDrawing && item.artfileVersion === 0 && !photoWillDo) return "no_artfile";
  const flowApproves = isAfterApproval(to) && isSkipped(item.skips, "customer_approval");
  const passesApproval = PROGRESS[to] > PROGRESS.customer_approval && !isApproved(item) && !flowApproves;
  return passesApproval && noteOf(command) === null ? "needs_note" : null;
}

function first(needs: readonly Need[], check: (need: Need) => Refusal | null): Refusal | null {
  for (const need of needs) {
    const refusal = check(need);
    if (refusal !== null) return refusal;
  }
  return null;
}

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
