import type { EmailKind } from "../words/emails.ts";
import type { Situation } from "../words/situation.ts";
import type { Decision } from "../workflow/decide.ts";
import type { Effect } from "../workflow/draft.ts";
import { lacksPicture } from "../workflow/lacks-picture.ts";
import { emailSheet } from "./email-sheets.ts";

/** Which items an email speaks of that a decision calls for, by their ids; none where the customer could see none of them. */
export function itemsSpokenOf(kind: EmailKind, before: Situation, after: Situation, decision: Decision): string[] {
  const { speaksOf, about } = emailSheet(kind);
  const having = (effect: Effect["kind"]) =>
    decision.effects.flatMap((one) => (one.kind === effect && "itemId" in one ? one.itemId : []));
  if (speaksOf === "new issues") return having("open_issue");
  if (speaksOf === "the whole order") return after.items.filter(({ step }) => step !== "cancelled").map(({ id }) => id);

  const came = decision.changes.filter(({ set }) => set.step === about).map(({ itemId }) => itemId);
  // Where quality control is skipped, an artfile that is replaced during the customer's approval leaves its item there.
  const replaced = having("add_artfile");
  const shownAnew = after.items.filter(({ id, step, readyFor }) => {
    return replaced.includes(id) && step === about && readyFor === null;
  });
  const answeredEarlier = before.items.filter(({ reworkCause }) => reworkCause === "answered").map(({ id }) => id);
  const answered = [...answeredEarlier, ...having("answer_revision")];
  const unseen = after.items.filter(lacksPicture).map(({ id }) => id);
  return [...new Set([...came, ...shownAnew.map(({ id }) => id)])].filter(
    (itemId) => !unseen.includes(itemId) && answered.includes(itemId) === (speaksOf === "answered items"),
  );
}
