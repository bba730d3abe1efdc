import { shadowRefusal } from "../shop/shadow.ts";
import type { Actor } from "../words/actors.ts";
import type { EmailKind } from "../words/emails.ts";
import { isSkipped, requestStep, reworkStep } from "../words/flow.ts";
import type { Refusal } from "../words/refusals.ts";
import type { Item, Situation } from "../words/situation.ts";
import { isAfterApproval, PROGRESS, type Step } from "../words/steps.ts";
import { ACTIONS, actionSheet, noteOf, rejectionReasonOf, type Action, type Command } from "./actions.ts";
import { isFullyApproved, isOrderApproved } from "./approval.ts";
import { changesOf, itemIn, openDraft, write, type Draft, type Effect, type ItemChange, type Target } from "./draft.ts";
import type { HistoryEvent } from "./history.ts";
import { accessRefusal, inputRefusal, isForCustomer, stateRefusal } from "./needs.ts";
import { goOn, goTo, letThrough } from "./transition.ts";
import { ruleFor, rulesOf, type Leads } from "./workflow.ts";

/** One line of an item's history; `readyFor` is set where the item now waits for its siblings before that step. */
export type HistoryEntry = {
  itemId: string;
  event: HistoryEvent;
  fromStep: Step;
  toStep: Step;
  readyFor: Step | null;
  /** What the person wrote: comment, instructions, answer, cause. */
  note: string | null;
  reasonId: string | null;
  /** A member acted in the customer's place. */
  forCustomer: boolean;
};

/** Yes, and this follows: all of it is written in one transaction. */
export type Decision = {
  changes: readonly ItemChange[];
  events: readonly HistoryEntry[];
  /** Occasions of the order to write to its customer. */
  emails: readonly EmailKind[];
  effects: readonly Effect[];
  /** Whoever did it may take it back for a while (`undoWindowOf`). */
  undoable: boolean;
};

/** No, and which item is the reason. */
export type Refused = { refused: Refusal; itemId?: string };

/** Tells a refusal from a decision. */
export function isRefused(answer: object): answer is Refused {
  return "refused" in answer;
}

/** Whether a command on items of one order is allowed, and all that follows from it: every named item, or none. */
export function decide(
  situation: Situation,
  actor: Actor,
  command: Command,
  targets: readonly Target[],
): Decision | Refused {
  const named = new Map(targets.map((target) => [target.itemId, target]));
  if (named.size === 0) return { refused: "nothing_selected" };
  for (const target of targets) {
    const item = situation.items.find(({ id }) => id === target.itemId);
    const refused = item === undefined ? "unknown_item" : refusalFor(item, situation, actor, command, target);
    if (refused !== null) return { refused, itemId: target.itemId };
  }
  const draft = openDraft(situation);
  for (const target of named.values()) {
    const rule = ruleFor(itemIn(draft, target.itemId).step, command.action);
    actionSheet(command.action).does?.(draft, target, command, actor);
    if (rule !== undefined) lead(draft, target.itemId, rule.leads, command);
  }
  return conclude(draft, command, actor, new Set(named.keys()));
}

/** Lets through the items that no barrier holds any more, after something other than a command changed the order. */
export function letThroughAll(situation: Situation): Decision {
  return conclude(openDraft(situation), null, { kind: "system" }, new Set());
}

function refusalFor(item: Item, situation: Situation, actor: Actor, command: Command, target: Target): Refusal | null {
  const anywhere = rulesOf(command.action).flatMap(({ who }) => who);
  const noAccess = accessRefusal(anywhere, situation, actor);
  if (noAccess !== null) return noAccess;
  if (target.changeCount !== item.changeCount) return "changed_meanwhile";
  const rule = ruleFor(item.step, command.action);
  const impossible = possibleRefusal(item, situation, actor, command.action);
  if (impossible !== null || rule === undefined) return impossible;
  return inputRefusal(rule, item, actor, command, target);
}

/** Why an action cannot happen to an item as it stands, whatever the person would bring along; null when it can. */
export function possibleRefusal(
  item: Item,
  situation: Situation,
  actor: Actor,
  action: Command["action"],
): Refusal | null {
  const rule = ruleFor(item.step, action);
  if (situation.cancelledInShopify && actor.kind !== "system") return "order_cancelled";
  const inShadow = shadowRefusal(situation, action);
  if (inShadow !== null) return inShadow;
  if (rule === undefined) return "wrong_step";
  const noAccess = accessRefusal(rule.who, situation, actor);
  if (noAccess !== null) return noAccess;
  if (item.readyFor !== null && !rule.whileWaiting) return "waits_for_siblings";
  return stateRefusal(rule, item, situation, actor);
}

/** What an actor can do with an item now, by the table that the endpoints read too; each still asks for its own input. */
export function actionsFor(item: Item, situation: Situation, actor: Actor): Action[] {
  return ACTIONS.filter((action) => possibleRefusal(item, situation, actor, action) === null);
}

/** Brings an item to where its line of the table leads. */
function lead(draft: Draft, itemId: string, leads: Leads, command: Command): void {
  WAYS[leads](draft, itemId, command);
}

const WAYS: Record<Leads, (draft: Draft, itemId: string, command: Command) => void> = {
  on: (draft, itemId) => goOn(draft, itemId, itemIn(draft, itemId).step),
  "on or stays": (draft, itemId) => {
    const { step, readyFor } = itemIn(draft, itemId);
    if (step === "photo_review" && readyFor === null) passReview(draft, itemId);
  },
  "on or back to review": (draft, itemId) => {
    const isReviewed = !isSkipped(itemIn(draft, itemId).skips, "photo_review");
    if (draft.after.flow.keepPhotoLeads === "on" || !isReviewed) goOn(draft, itemId, "photo_review");
    else goTo(draft, itemId, "photo_review");
  },
  stays: () => {},
  photo_review: (draft, itemId, command) => {
    goTo(draft, itemId, "photo_review");
    if (command.action === "replace_photo" || command.action === "reopen_in_shopify") passReview(draft, itemId);
  },
  photo_issue: (draft, itemId) => goTo(draft, itemId, "photo_issue"),
  rework: goToRework,
  "stays or drawn again": (draft, itemId) => {
    const { step, readyFor } = itemIn(draft, itemId);
    if (PROGRESS[readyFor ?? step] > PROGRESS.artwork) goToRework(draft, itemId);
  },
  "quality_control or rework": (draft, itemId) => {
    goTo(draft, itemId, requestStep(itemIn(draft, itemId)));
  },
  "on after artwork": (draft, itemId) => goOn(draft, itemId, "artwork"),
  customer_approval: (draft, itemId) => write(draft, itemId, { readyFor: "customer_approval" }),
  fulfilment: (draft, itemId) => goTo(draft, itemId, "fulfilment"),
  done: (draft, itemId) => goTo(draft, itemId, "done"),
  cancelled: (draft, itemId) => goTo(draft, itemId, "cancelled"),
  "chosen step": (draft, itemId, command) => {
    if (command.action === "move") goTo(draft, itemId, command.to);
  },
};

/** A review that the flow leaves out is passed as soon as the photo can be read. */
function passReview(draft: Draft, itemId: string): void {
  const { skips, hasReadablePhoto, placeAmong } = itemIn(draft, itemId);
  if (draft.before.isInShadow) return;
  if (isSkipped(skips, "photo_review") && hasReadablePhoto && placeAmong.length === 0)
    goOn(draft, itemId, "photo_review");
}

/** Back to whoever makes the artfile anew; where nobody does, on its path once more from the photo. */
function goToRework(draft: Draft, itemId: string): void {
  const step = reworkStep(itemIn(draft, itemId));
  if (step === null) goOn(draft, itemId, "photo_review");
  else goTo(draft, itemId, step);
}

/** Ends a draft: opens the barriers, and says all that differs from before. `command` is null when nobody gave one. */
export function conclude(draft: Draft, command: Command | null, actor: Actor, named: ReadonlySet<string>): Decision {
  letThrough(draft);
  const wasApproved = isOrderApproved(draft.before);
  const isNowApproved = isOrderApproved(draft.after);
  if (isNowApproved && !wasApproved) draft.effects.push({ kind: "order_approved" });
  if (wasApproved && !isNowApproved) draft.effects.push({ kind: "order_approval_voided" });
  if (command !== null && isLastApproval(draft, command) && isThanked(command, actor)) draft.emails.add("approved");
  // What a person did to an item is written whether or not a field changed by it, so that no note is lost. What the app itself
  // notices writes nothing where it changes nothing.
  const changes = changesOf(draft, actor.kind === "system" ? new Set() : named);
  const rules = draft.before.items
    .filter(({ id }) => named.has(id))
    .map(({ step }) => command && ruleFor(step, command.action));
  return {
    changes,
    events: changes.map(({ itemId }) => entry(draft, itemId, named.has(itemId) ? command : null, actor)),
    emails: draft.before.isInShadow ? [] : [...draft.emails],
    effects: draft.effects,
    undoable: actor.kind !== "system" && rules.length > 0 && rules.every((rule) => rule?.undoable === true),
  };
}

function entry(draft: Draft, itemId: string, command: Command | null, actor: Actor): HistoryEntry {
  const before = draft.before.items.find(({ id }) => id === itemId) ?? itemIn(draft, itemId);
  const after = itemIn(draft, itemId);
  const who = (command && ruleFor(before.step, command.action)?.who) ?? [];
  return {
    itemId,
    event: command?.action ?? "moved_on",
    fromStep: before.step,
    toStep: after.step,
    readyFor: after.readyFor,
    note: command && noteOf(command),
    reasonId: command && rejectionReasonOf(command),
    forCustomer: isForCustomer(who, actor),
  };
}

/** Whether the customer has now approved all artfiles of the order, or the last one that was not approved is cancelled. */
/** Whether the customer is thanked: always for what they did themselves. */
function isThanked(command: Command, actor: Actor): boolean {
  return !(actor.kind === "member" && command.action === "approve_artwork" && command.thanks === false);
}

function isLastApproval({ before, after }: Draft, { action }: Command): boolean {
  const isComplete = isFullyApproved(after);
  if (action === "approve_artwork") return isComplete;
  if (action !== "cancel" && action !== "cancel_in_shopify") return false;
  const waited = before.items.filter(
    ({ step, readyFor }) => step === "customer_approval" && readyFor !== null && isAfterApproval(readyFor),
  );
  const hasGoneOn = ({ id }: Item) => after.items.some((item) => item.id === id && isAfterApproval(item.step));
  return isComplete && waited.some(hasGoneOn);
}
