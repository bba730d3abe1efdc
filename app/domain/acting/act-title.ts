import type { Action } from "../workflow/actions.ts";
import type { Step } from "../words/steps.ts";
import { ruleFor } from "../workflow/workflow.ts";

type Named = {
  orderName?: string | undefined;
  itemNumber?: number | undefined;
  itemCount?: number | undefined;
  step?: Step | undefined;
};

/** What was asked for, in words: "Approve: #1033 item 1", "Approve: 2 items". */
export function actTitle(action: Action, targets: readonly Named[]): string {
  const [first] = targets;
  const label = (first?.step && ruleFor(first.step, action)?.label) ?? action.replaceAll("_", " ");
  return `${label}: ${itemsNamed(targets)}`;
}

/** Items in words: the order and the number of one, the count of several. */
export function itemsNamed(targets: readonly Named[]): string {
  const [first] = targets;
  if (targets.length !== 1 || !first?.orderName) return targets.length === 1 ? "1 item" : `${targets.length} items`;
  return first.itemNumber === undefined || first.itemCount === 1
    ? first.orderName
    : `${first.orderName} item ${first.itemNumber}`;
}
