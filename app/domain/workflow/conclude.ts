import { isForCustomer } from "./access.ts";
import type { Actor } from "../words/actors.ts";
import { isFullyApproved, isOrderApproved } from "./approval.ts";
import { noteOf, type Command } from "../words/commands.ts";
import type { Decision, HistoryEntry } from "./decision.ts";
import { changesOf, itemIn, type Draft } from "./draft.ts";
import { letThrough } from "./transition.ts";
import { ruleFor } from "./workflow.ts";

/** Ends a draft: opens the barriers, and says all that differs from before. `command` is null when nobody gave one. */
export function conclude(draft: Draft, command: Command | null, actor: Actor, named: ReadonlySet<string>): Decision {
  letThrough(draft);
  const wasApproved = isOrderApproved(draft.before);
  const isNowApproved = isOrderApproved(draft.after);
  if (isNowApproved && !wasApproved) draft.effects.push({ kind: "order_approved" });
  if (wasApproved && !isNowApproved) draft.effects.push({ kind: "order_approval_voided" });
  if (command !== null && isLastApproval(draft, command)) draft.emails.add("approved");
  // What a person did to an item is written whether or not a field changed by it, so that no note is lost. What the app itself
  // notices writes nothing where it changes nothing.
  const changes = changesOf(draft, actor.kind === "system" ? new Set() : named);
  const rules = draft.before.items
    .filter(({ id }) => named.has(id))
    .map(({ step }) => command && ruleFor(step, command.action));
  return {
    changes,
    events: changes.map(({ itemId }) => entry(draft, itemId, named.has(itemId) ? command : null, actor)),
    emails: [...draft.emails],
    effects: draft.effects,
    undoable: actor.kind === "member" && rules.length > 0 && rules.every((rule) => rule?.undoable === true),
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
    reasonId: command?.action === "reject_photo" ? command.reasonId : null,
    forCustomer: isForCustomer(who, actor),
  };
}

/** Whether the customer has now approved all artfiles of the order, or the last one that was not approved is cancelled. */
function isLastApproval({ before, after }: Draft, { action }: Command): boolean {
  const isComplete = isFullyApproved(after);
  if (action === "approve_artwork") return isComplete;
  if (action !== "cancel" && action !== "cancel_in_shopify") return false;
  const waited = before.items.filter((item) => item.step === "customer_approval" && item.readyFor === "fulfilment");
  return (
    isComplete && waited.some(({ id }) => after.items.some((item) => item.id === id && item.step === "fulfilment"))
  );
}
