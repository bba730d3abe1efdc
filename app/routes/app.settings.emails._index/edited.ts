import { emailSettingsProblem, readEmailSettings, type EmailSettings } from "../../domain/emails/email-settings.ts";

/** The settings as the form holds them: closed days as they are typed, one a line. */
export type EditedEmails = Omit<EmailSettings, "business"> & { days: readonly number[]; closed: string };

/** The form of settings as they are. */
export function edited({ business: { days, closed }, ...settings }: EmailSettings): EditedEmails {
  return { ...settings, days, closed: closed.join("\n") };
}

/** The form as it is posted. */
export function posted({ days, closed, ...settings }: EditedEmails): EmailSettings {
  return { ...settings, business: { days, closed: linesOf(closed) } };
}

/** What has to be put right before the form can be saved, as a sentence; null where nothing is wrong. */
export function problemIn(form: EditedEmails): string | null {
  const wrongDay = closedDayThatIsNone(form.closed);
  if (wrongDay !== null) return `“${wrongDay}” is no day. Write each closed day as year, month and day: 2026-12-25.`;
  return emailSettingsProblem(posted(form));
}

/** The first line of the closed days that names no day; null where each does. */
export function closedDayThatIsNone(closed: string): string | null {
  const known = (day: string) => readEmailSettings({ business: { closed: [day] } }).business.closed.length > 0;
  return linesOf(closed).find((day) => !known(day)) ?? null;
}

function linesOf(text: string): string[] {
  return text.split(/[\n,;]+/).flatMap((line) => line.trim() || []);
}
