import type { Flow } from "../words/flow.ts";
import type { Retention } from "../files/retention.ts";
import type { Step } from "../words/steps.ts";

/** The longest guideline, in characters. */
export const MAX_GUIDELINE = 5000;

/**
 * What an admin sets for the shop's order flow; hours are null where time does not count. `resendUnknownAfter`: after how many minutes an email leaves once
 * more by itself when nobody knows whether it was sent; null where it does not.
 */
export type FlowSettings = {
  flow: Flow;
  guideline: string;
  usualHours: Record<Step, number | null>;
  resendUnknownAfter: number | null;
  retention: Retention;
};

/** How many open orders follow a changed flow so far, of all that will. */
export type FlowFollowing = { done: number; total: number };

/** The parts of the settings by the names that people know them by. */
export const SETTINGS_PARTS = {
  flow: "the flow",
  guideline: "the guideline",
  usualHours: "the usual hours",
  resendUnknownAfter: "when unclear emails are sent again",
  retention: "how long files are kept",
} as const;
type Part = keyof typeof SETTINGS_PARTS;
const PARTS = Object.keys(SETTINGS_PARTS) as Part[];

/** The settings as a page holds them: hours only of steps that have some. */
export type HeldSettings = Omit<FlowSettings, "usualHours"> & { usualHours: Partial<Record<Step, number>> };

/** The same settings as a page holds them. */
export function heldSettings({ usualHours, ...others }: FlowSettings): HeldSettings {
  return {
    ...others,
    usualHours: Object.fromEntries(Object.entries(usualHours).filter(([, hours]) => hours !== null)),
  };
}

/** Which parts somebody else has changed since a page was read, of those that the page now asks to change; `seen` is what it was read with. */
export function changedMeanwhile(seen: HeldSettings, wanted: HeldSettings, now: HeldSettings): Part[] {
  return PARTS.filter((part) => !isSame(part, seen, wanted) && !isSame(part, seen, now) && !isSame(part, wanted, now));
}

/** What is to be saved: what the page asks to change, and of the rest what is so now. */
export function mergedSettings(seen: HeldSettings, wanted: HeldSettings, now: HeldSettings): HeldSettings {
  const untouched = PARTS.filter((part) => isSame(part, seen, wanted));
  return { ...wanted, ...Object.fromEntries(untouched.map((part) => [part, now[part]])) };
}

function isSame(part: Part, { [part]: one }: HeldSettings, { [part]: other }: HeldSettings): boolean {
  return plain(one) === plain(other);
}

function plain(value: HeldSettings[Part]): string {
  if (typeof value !== "object" || value === null) return String(value);
  return JSON.stringify(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
