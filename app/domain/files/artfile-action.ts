import type { Action } from "../workflow/actions.ts";
import { ruleFor } from "../workflow/workflow.ts";
import { STEPS, type Step } from "../words/steps.ts";

/** The actions that give an item an artfile. */
export const ARTFILE_ACTIONS = ["submit_artfile", "replace_artfile"] as const satisfies readonly Action[];
export type ArtfileAction = (typeof ARTFILE_ACTIONS)[number];

/** Which of them an artfile for an item in this step is: the work that is asked for, or, once an item has been drawn, one in place of another. */
export function artfileActionIn(step: Step): ArtfileAction {
  return ruleFor(step, "replace_artfile") ? "replace_artfile" : "submit_artfile";
}

/** Whether an artfile for an item in this step takes away what the customer looks at or has approved: only with a tick that says so. */
export function needsReplaceTick(step: Step): boolean {
  return artfileActionIn(step) === "replace_artfile" && STEPS.indexOf(step) >= STEPS.indexOf("customer_approval");
}
