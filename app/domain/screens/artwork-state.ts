import { ofEveryStep, PROGRESS, type Step } from "../words/steps.ts";

/** The Shopify order tag that says where an order's artwork stands, by the step that speaks for the order. */
export const ARTWORK_TAGS = ofEveryStep(({ tag }) => tag);

/** The step that speaks for an order: a photo the customer has to replace, else the least far of what is not cancelled. */
export function speakingStep(items: readonly { step: Step }[]): Step {
  const steps = items.map(({ step }) => step).filter((step) => step !== "cancelled");
  if (steps.includes("photo_issue")) return "photo_issue";
  return steps.reduce<Step>(
    (least, step) => (least === "cancelled" || PROGRESS[step] < PROGRESS[least] ? step : least),
    "cancelled",
  );
}
