import { wholeFlow, type Flow } from "../../domain/words/flow.ts";
import { RESEND_AFTER_MINUTES } from "../../domain/emails/email-sending.ts";
import type { Retention } from "../../domain/files/retention.ts";
import type { FlowSettings } from "../../domain/screens/settings.ts";
import { MAX_USUAL_HOURS } from "../../domain/screens/overdue.ts";
import { STEPS, type Step } from "../../domain/words/steps.ts";

/** The settings as the form holds them: hours as they are typed. */
export type EditedSettings = Flow & {
  applyToOpenOrders: boolean;
  guideline: string;
  hours: Partial<Record<Step, string>>;
  /** Minutes as they are typed; null where unclear emails are not sent again by themselves. */
  resendAfter: string | null;
  retention: Retention;
};

/** The form of settings as they are. */
export function edited({ flow, guideline, usualHours, resendUnknownAfter, retention }: FlowSettings): EditedSettings {
  const hours = Object.fromEntries(
    STEPS.flatMap((step) => (usualHours[step] === null ? [] : [[step, String(usualHours[step])]])),
  );
  const resendAfter = resendUnknownAfter === null ? null : String(resendUnknownAfter);
  return { ...flow, applyToOpenOrders: false, guideline, hours, resendAfter, retention };
}

/** The form as it stands, and what each of its fields was when the person began to change it. */
export type Editing = { form: EditedSettings; base: EditedSettings };

/** The form after the page was read anew: what nobody has touched here follows, what was changed here stays, and is known to be changed from what it was. */
export function followed({ form, base }: Editing, now: EditedSettings): Editing {
  const fields = Object.keys(now) as (keyof EditedSettings)[];
  const differs = (field: keyof EditedSettings, one: EditedSettings) =>
    JSON.stringify(form[field]) !== JSON.stringify(one[field]);
  // What is so now is no change any more: it was saved from here, or somebody else chose the same.
  const touched = fields.filter((field) => differs(field, base) && differs(field, now));
  const kept = (of: EditedSettings) => Object.fromEntries(touched.map((field) => [field, of[field]]));
  return { form: { ...now, ...kept(form) }, base: { ...now, ...kept(base) } };
}

/** Whether every field of the form can be saved. */
export function isWhole({ hours, resendAfter }: EditedSettings): boolean {
  return Object.values(hours).every(isHours) && (resendAfter === null || isResendAfter(resendAfter));
}

/** Whether a text is a number of minutes after which unclear emails may be sent again. */
export function isResendAfter(text: string): boolean {
  const { least, most } = RESEND_AFTER_MINUTES;
  return /^\d{1,4}$/.test(text.trim()) && asNumber(text) >= least && asNumber(text) <= most;
}

/** Whether a text is a number of hours from a few minutes to a year. */
export function isHours(text: string): boolean {
  return /^\d{1,4}([.,]\d{1,2})?$/.test(text.trim()) && asNumber(text) > 0 && asNumber(text) <= MAX_USUAL_HOURS;
}

/** The form as it is posted. */
export function posted({ applyToOpenOrders, guideline, hours, resendAfter, retention, ...flow }: EditedSettings) {
  const usualHours = Object.fromEntries(Object.entries(hours).map(([step, text]) => [step, asNumber(text)]));
  const resendUnknownAfter = resendAfter === null ? null : asNumber(resendAfter);
  return { flow: wholeFlow(flow), applyToOpenOrders, guideline, usualHours, resendUnknownAfter, retention };
}

function asNumber(text: string): number {
  return Number(text.trim().replace(",", "."));
}
