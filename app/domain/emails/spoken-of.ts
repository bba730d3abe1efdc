import type { EmailKind } from "../words/emails.ts";
import type { Situation } from "../words/situation.ts";
import { sheetOf, STEPS } from "../words/steps.ts";
import type { Decision } from "../workflow/decision.ts";

/** Which items an email speaks of that a decision calls for, by their ids. */
export function itemsSpokenOf(kind: EmailKind, before: Situation, after: Situation, decision: Decision): string[] {
  if (kind === "order_issue")
    return decision.effects.flatMap((effect) => (effect.kind === "open_issue" ? effect.itemId : []));
  if (kind === "approved") return after.items.filter((item) => item.step !== "cancelled").map((item) => item.id);
  const answeredEarlier = before.items.filter(({ reworkCause }) => reworkCause === "answered").map(({ id }) => id);
  const answered = new Set([
    ...answeredEarlier,
    ...decision.effects.flatMap((effect) => (effect.kind === "answer_revision" ? effect.itemId : [])),
  ]);
  const steps = STEPS.filter(
    (step) => sheetOf(step).onEntry === kind || (kind === "return_to_customer" && step === "customer_approval"),
  );
  const entered = decision.changes
    .filter((change) => change.set.step && steps.includes(change.set.step))
    .map((change) => change.itemId);
  // Where quality control is skipped, an artfile that is replaced during the customer's approval leaves its item there.
  const replaced = decision.effects.flatMap((effect) => (effect.kind === "add_artfile" ? effect.itemId : []));
  const shownAnew = after.items
    .filter(({ id, step, readyFor }) => replaced.includes(id) && steps.includes(step) && readyFor === null)
    .map(({ id }) => id);
  return [...new Set([...entered, ...shownAnew])].filter(
    (itemId) => answered.has(itemId) === (kind === "return_to_customer"),
  );
}
