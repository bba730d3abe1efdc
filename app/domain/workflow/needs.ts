import { isManager } from "./access.ts";
import type { Actor } from "../words/actors.ts";
import { isApproved } from "./approval.ts";
import { opens } from "./barrier.ts";
import { noteOf, reasonOf, type Command } from "../words/commands.ts";
import type { Target } from "./decision.ts";
import { isSkipped } from "../words/flow.ts";
import type { Refusal } from "../words/refusals.ts";
import type { Item, Situation } from "../words/situation.ts";
import { PROGRESS } from "../words/steps.ts";
import type { Need, Rule } from "./workflow.ts";

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
  "readable photo": { state: (item) => (item.hasReadablePhoto ? null : "no_readable_photo") },
  artfile: { state: (item) => (item.artfileVersion > 0 ? null : "no_artfile") },
  "approved artfile": {
    state: (item) => (item.artfileVersion === 0 ? "no_artfile" : isApproved(item) ? null : "not_approved"),
  },
  "open revision": { state: (item) => (item.hasOpenRevision ? null : "no_open_revision") },
  "no open revision": { state: (item) => (item.hasOpenRevision ? "revision_open" : null) },
  "not sent to printer": { state: (item) => (item.sentToPrinter ? "already_sent_to_printer" : null) },
  "not sent to printer, or a manager": {
    state: (item, _situation, actor) =>
      item.sentToPrinter && !(actor.kind === "member" && isManager(actor)) ? "already_sent_to_printer" : null,
  },
  "whole order ready": { state: (_item, situation) => (opens("fulfilment", situation) ? null : "waits_for_siblings") },
  reason: { input: (_item, _actor, command) => (reasonOf(command) === "" ? "needs_reason" : null) },
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

function moveRefusal(item: Item, command: Extract<Command, { action: "move" }>): Refusal | null {
  const { to } = command;
  if (to === "cancelled") return "wrong_step";
  if (to === item.step && item.readyFor === null) return "already_there";
  const photoWillDo = isSkipped(item.skips, "artwork") && item.hasReadablePhoto;
  const isAfterDrawing = PROGRESS[to] > PROGRESS.artwork && to !== "done";
  if (isAfterDrawing && item.artfileVersion === 0 && !photoWillDo) return "no_artfile";
  const flowApproves = to === "fulfilment" && isSkipped(item.skips, "customer_approval");
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
