import type { Flow } from "../words/flow.ts";
import type { Step } from "../words/steps.ts";

/** The longest guideline, in characters. */
export const MAX_GUIDELINE = 5000;

/** What an admin sets for the shop's order flow; hours are null where time does not count. */
export type FlowSettings = { flow: Flow; guideline: string; usualHours: Record<Step, number | null> };
