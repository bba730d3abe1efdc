import type { Action } from "./actions.ts";
import { STEPS, STEP_NAMES } from "../words/steps.ts";
import { WORKFLOW, type Rule } from "./workflow.ts";

/** The whole workflow table as an outline for reading and for comparing before and after a change. */
export function workflowOutline(): string {
  return STEPS.map((step) => {
    const lines = Object.entries(WORKFLOW[step]).map(([action, rule]) => lineOf(action as Action, rule));
    return [`${step} (${STEP_NAMES[step]})`, ...lines].join("\n");
  }).join("\n\n");
}

function lineOf(action: Action, { label, who, needs, leads, undoable, whileWaiting }: Rule): string {
  const needed = needs.length === 0 ? "" : `; needs ${needs.join(", ")}`;
  const marks = [undoable ? "can be undone" : "", whileWaiting ? "also while it waits" : ""].filter(
    (mark) => mark !== "",
  );
  return `  ${action} “${label}”: ${who.join(" or ")} → ${leads}${needed}${marks.map((mark) => `; ${mark}`).join("")}`;
}
