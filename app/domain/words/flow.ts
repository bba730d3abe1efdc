import { PROGRESS, SKIPPABLE_STEPS, STRAIGHT_WAY, type SkippableStep, type Step } from "./steps.ts";

/** The shop's settings that say which steps exist and in what manner items move. */
export type Flow = {
  /** Steps the whole shop leaves out. */
  skips: readonly SkippableStep[];
  /** Together: the items of an order wait for each other before each step. Independently: only before fulfilment. */
  manner: "together" | "independently";
  /** Fulfilment takes items one by one (only with `independently`). */
  partialShipping: boolean;
  /** Where "continue with the current photo" leads. */
  keepPhotoLeads: "on" | "back_to_review";
};

/** The flow of a shop that has not changed anything. */
export const DEFAULT_FLOW: Flow = {
  skips: [],
  manner: "together",
  partialShipping: false,
  keepPhotoLeads: "on",
};

/** The steps that an item leaves out: the shop's and those of its product rule, each once, in the order of the steps. */
export function resolveSkips(flow: Flow, ruleSkips: readonly SkippableStep[] = []): SkippableStep[] {
  return SKIPPABLE_STEPS.filter((step) => flow.skips.includes(step) || ruleSkips.includes(step));
}

/** The steps an item goes through when nothing goes wrong, from its first one to `done`. */
export function resolvePath(skips: readonly SkippableStep[]): Step[] {
  return STRAIGHT_WAY.filter((step) => !isSkipped(skips, step));
}

/** Whether an item's path leaves a step out. */
export function isSkipped(skips: readonly SkippableStep[], step: Step): boolean {
  return (skips as readonly Step[]).includes(step);
}

/** The next step of the item's path after a step, which need not be on the path itself; `done` after the last. */
export function stepAfter(item: { skips: readonly SkippableStep[] }, step: Step): Step {
  return resolvePath(item.skips).find((next) => PROGRESS[next] > PROGRESS[step]) ?? "done";
}
