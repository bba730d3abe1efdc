import { actionSheet, type Action } from "../../domain/workflow/actions.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { ruleFor } from "../../domain/workflow/workflow.ts";
import { askOf } from "./act-asks.ts";

type Offering = Pick<ItemCard, "step" | "actions" | "photos">;

/**
 * What a member is offered of an item, in the order of its buttons: what the item lacks (a line, a photo) before everything else. `aside`
 * stands under More. With `only`, none but these.
 */
export function offeredActions(card: Offering, only?: readonly Action[]): { main: Action[]; aside: Action[] } {
  const offered = card.actions.filter((action) => askOf(action).kind !== "never" && (!only || only.includes(action)));
  const lacking = offered.filter((action) => isLacking(card, action));
  const others = offered.filter((action) => !lacking.includes(action));
  const isAside = (action: Action) => actionSheet(action).aside === true && !isForCustomer(card, action);
  return { main: [...lacking, ...others.filter((action) => !isAside(action))], aside: others.filter(isAside) };
}

/** The words of an action's button. */
export function labelOf(card: Offering, action: Action): string {
  const ask = askOf(action);
  if (ask.kind === "page") return ask.label;
  if (action === "replace_photo" && isLacking(card, action)) return "Attach photo";
  return `${ruleFor(card.step, action)?.label ?? action}${isForCustomer(card, action) ? " for the customer" : ""}`;
}

/** Whether the action is the customer's own, done for them by a member. */
export function isForCustomer({ step }: Pick<ItemCard, "step">, action: Action): boolean {
  return ruleFor(step, action)?.who.includes("customer") ?? false;
}

function isLacking(card: Offering, action: Action): boolean {
  if (action === "replace_photo") return card.photos.length === 0 && !isForCustomer(card, action);
  return action === "place_photo";
}
