import type { ActingMember } from "../words/actors.ts";
import { REFUSAL_WORDS } from "../words/refusals.ts";
import type { Situation } from "../words/situation.ts";
import { PROGRESS, STEP_NAMES } from "../words/steps.ts";
import { possibleRefusal } from "../workflow/decide.ts";

/** Why this member can fulfil nothing of an order, in a sentence; null when there is something that they can. */
export function whyNotFulfilled(situation: Situation, actor: ActingMember): string | null {
  const here = situation.items.filter(({ step }) => step === "fulfilment");
  const refusals = here.map((item) => possibleRefusal(item, situation, actor, "fulfil"));
  const refusal = refusals.find((one) => one !== null);
  if (refusals.includes(null) || !refusal) return null;
  if (refusal !== "waits_for_siblings") return REFUSAL_WORDS[refusal];
  const onTheWay = situation.items.filter(({ step }) => PROGRESS[step] < PROGRESS.fulfilment);
  return `It ships when the whole order is here. Still on the way: ${onTheWay
    .map(({ number, step }) => `item ${number} (${STEP_NAMES[step]})`)
    .join(", ")}.`;
}
