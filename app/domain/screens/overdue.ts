import { ofEveryStep, STEPS, type Step } from "../words/steps.ts";

/** How long each step usually takes in a shop that has set nothing, in hours; null where time does not count. */
export const DEFAULT_USUAL_HOURS = ofEveryStep(({ usualHours }) => usualHours);

/** The usual hours of each step: the shop's where it has set a sensible number, else the default. */
export function usualHours(settings: Partial<Record<string, unknown>>): Record<Step, number | null> {
  const hours = { ...DEFAULT_USUAL_HOURS };
  for (const step of STEPS) {
    const set = settings[step];
    if (hours[step] !== null && typeof set === "number" && Number.isFinite(set) && set > 0) hours[step] = set;
  }
  return hours;
}

/** The longest that a step may usually take, in hours: a year. */
export const MAX_USUAL_HOURS = 8760;

/** Usual hours as a shop sets them, in the form in which they are kept: without steps that are not above zero. */
export function usualHoursToKeep(hours: Partial<Record<Step, number>>): Partial<Record<Step, number>> {
  return Object.fromEntries(
    STEPS.flatMap((step) => ((hours[step] ?? 0) > 0 ? [[step, Math.min(hours[step]!, MAX_USUAL_HOURS)]] : [])),
  );
}

/** When an item in a step becomes overdue, in ms; null where it never does. */
export function overdueAt(
  step: Step,
  since: number,
  usual: Record<Step, number | null> = DEFAULT_USUAL_HOURS,
): number | null {
  const hours = usual[step];
  return hours === null ? null : since + hours * 60 * 60 * 1000;
}

/** Whether an item has been in its step for longer than usual. */
export function isOverdue(
  step: Step,
  since: number,
  now: number,
  usual: Record<Step, number | null> = DEFAULT_USUAL_HOURS,
): boolean {
  const due = overdueAt(step, since, usual);
  return due !== null && now > due;
}
