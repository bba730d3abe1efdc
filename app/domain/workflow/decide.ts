import { accessRefusal } from "./access.ts";
import type { Actor } from "../words/actors.ts";
import type { Command } from "../words/commands.ts";
import { conclude } from "./conclude.ts";
import { takeEffect } from "./consequences.ts";
import type { Decision, Refused, Target } from "./decision.ts";
import { itemIn, openDraft } from "./draft.ts";
import { lead } from "./leads.ts";
import { inputRefusal, stateRefusal } from "./needs.ts";
import type { Refusal } from "../words/refusals.ts";
import type { Item, Situation } from "../words/situation.ts";
import { ruleFor, rulesOf } from "./workflow.ts";

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
    takeEffect(draft, target, command, actor);
    if (rule !== undefined) lead(draft, target.itemId, rule.leads, command);
  }
  return conclude(draft, command, actor, new Set(named.keys()));
}

/** Lets through the items that no barrier holds any more, after something other than a command changed the order. */
export function settle(situation: Situation): Decision {
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
  if (rule === undefined) return "wrong_step";
  const noAccess = accessRefusal(rule.who, situation, actor);
  if (noAccess !== null) return noAccess;
  if (item.readyFor !== null && !rule.whileWaiting) return "waits_for_siblings";
  return stateRefusal(rule, item, situation, actor);
}
