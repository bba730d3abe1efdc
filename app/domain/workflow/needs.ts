import { isManager } from "./access.ts";
import type { Actor } from "../words/actors.ts";
import { isApproved } from "./approval.ts";
import { opens } from "./barrier.ts";
import type { Command } from "../words/commands.ts";
import type { Target } from "./decision.ts";
import { isSkipped } from "../words/flow.ts";
import type { Refusal } from "../words/refusals.ts";
import type { Item, Situation } from "../words/situation.ts";
import { PROGRESS } from "../words/steps.ts";
import type { Need, Rule } from "./workflow.ts";

/** Why an item is not in the state that an action needs, whatever the person brings along; null when it is. */
export function stateRefusal(rule: Rule, item: Item, situation: Situation, actor: Actor): Refusal | null {
  return first(rule.needs, (need) => IN_STATE[need]?.(item, situation, actor) ?? null);
}

/** What is missing in the command or its target; null when nothing is. */
export function inputRefusal(rule: Rule, item: Item, actor: Actor, command: Command, target: Target): Refusal | null {
  if (command.action === "move") return moveRefusal(item, command);
  return first(rule.needs, (need) => IN_INPUT[need]?.(item, actor, command, target) ?? null);
}

/** What the person wrote in a command, whatever it is called there; null when nothing. */
export function noteOf(command: Command): string | null {
  const note = [
    "note" in command ? command.note : undefined,
    "comment" in command ? command.comment : undefined,
    "instructions" in command ? command.instructions : undefined,
    "answer" in command ? command.answer : undefined,
    "cause" in command ? command.cause : undefined,
  ].find((text) => text !== undefined && text.trim() !== "");
  return note?.trim() ?? null;
}

const IN_STATE: Partial<Record<Need, (item: Item, situation: Situation, actor: Actor) => Refusal | null>> = {
  "readable photo": (item) => (item.hasReadablePhoto ? null : "no_readable_photo"),
  artfile: (item) => (item.artfileVersion > 0 ? null : "no_artfile"),
  "approved artfile": (item) => (item.artfileVersion === 0 ? "no_artfile" : isApproved(item) ? null : "not_approved"),
  "open revision": (item) => (item.hasOpenRevision ? null : "no_open_revision"),
  "no open revision": (item) => (item.hasOpenRevision ? "revision_open" : null),
  "not sent to printer": (item) => (item.sentToPrinter ? "already_sent_to_printer" : null),
  "not sent to printer, or a manager": (item, _situation, actor) =>
    item.sentToPrinter && !(actor.kind === "member" && isManager(actor)) ? "already_sent_to_printer" : null,
  "whole order ready": (_item, situation) => (opens("fulfilment", situation) ? null : "waits_for_siblings"),
};

type InputNeed = (item: Item, actor: Actor, command: Command, target: Target) => Refusal | null;

const IN_INPUT: Partial<Record<Need, InputNeed>> = {
  reason: (_item, _actor, command) => (reasonOf(command) === "" ? "needs_reason" : null),
  note: (_item, _actor, command) => (noteOf(command) === null ? "needs_note" : null),
  "note from a manager": (_item, actor, command) =>
    actor.kind === "member" && noteOf(command) === null ? "needs_note" : null,
  "tick for an older photo": (item, _actor, command, target) => {
    const isOlder = (target.fromPhotoVersion ?? item.photoVersion) < item.photoVersion;
    const isTicked = "olderPhotoAccepted" in command && command.olderPhotoAccepted === true;
    return isOlder && !isTicked ? "artfile_of_older_photo" : null;
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

function reasonOf(command: Command): string {
  if (command.action === "reject_photo") return command.reasonId.trim();
  return command.action === "reprint" ? command.cause.trim() : "";
}

function first(needs: readonly Need[], check: (need: Need) => Refusal | null): Refusal | null {
  for (const need of needs) {
    const refusal = check(need);
    if (refusal !== null) return refusal;
  }
  return null;
}
