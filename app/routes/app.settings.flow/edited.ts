import { wholeFlow, type Flow } from "../../domain/words/flow.ts";
import type { FlowSettings } from "../../domain/screens/settings.ts";
import { MAX_USUAL_HOURS } from "../../domain/screens/overdue.ts";
import { STEPS, type Step } from "../../domain/words/steps.ts";

/** The settings as the form holds them: hours as they are typed. */
export type EditedSettings = Flow & {
  applyToOpenOrders: boolean;
  guideline: string;
  hours: Partial<Record<Step, string>>;
};

/** The form of settings as they are. */
export function edited({ flow, guideline, usualHours }: FlowSettings): EditedSettings {
  const hours = Object.fromEntries(
    STEPS.flatMap((step) => (usualHours[step] === null ? [] : [[step, String(usualHours[step])]])),
  );
  return { ...flow, applyToOpenOrders: false, guideline, hours };
}

/** Whether every field of the form can be saved. */
export function isWhole({ hours }: EditedSettings): boolean {
  return Object.values(hours).every(isHours);
}

/** Whether a text is a number of hours from a few minutes to a year. */
export function isHours(text: string): boolean {
  return /^\d{1,4}([.,]\d{1,2})?$/.test(text.trim()) && asNumber(text) > 0 && asNumber(text) <= MAX_USUAL_HOURS;
}

/** The form as it is posted. */
export function posted({ applyToOpenOrders, guideline, hours, ...flow }: EditedSettings) {
  const usualHours = Object.fromEntries(Object.entries(hours).map(([step, text]) => [step, asNumber(text)]));
  return { flow: wholeFlow(flow), applyToOpenOrders, guideline, usualHours };
}

function asNumber(text: string): number {
  return Number(text.trim().replace(",", "."));
}
