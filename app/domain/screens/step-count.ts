import type { Step } from "../words/steps.ts";

/** What a step holds: items to work on, those of them that are overdue, and those that wait for their siblings. */
export type StepCount = { step: Step; here: number; overdue: number; waiting: number };
