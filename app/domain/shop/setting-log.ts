/** The parts of a shop's settings whose changes are written down, by the names that people know them by. A name stays as long as rows have it. */
export const LOGGED_PARTS = {
  flow: "Order flow",
  guideline: "Guideline for Image Approval",
  usual_hours: "Usual hours",
  resending: "Unclear emails",
  retention: "How long files are kept",
  reasons: "Rejection reasons",
  emails: "Email templates",
  team: "Team",
} as const;
export type LoggedPart = keyof typeof LOGGED_PARTS;
export const LOGGED_PART_NAMES = Object.keys(LOGGED_PARTS) as LoggedPart[];

/** How a part of the settings stands, in the words of the screens: what is set, and what it is set to. Nothing personal of a customer stands in it. */
export type SettingFacts = Readonly<Record<string, string>>;

/** One thing that was set otherwise; null where it was not there before, or is not there any more. */
export type SettingChange = { about: string; from: string | null; to: string | null };

/** What differs between how a part stood and how it stands now; null where there was, or is, nothing of it at all. */
export function settingChanges(before: SettingFacts | null, after: SettingFacts | null): SettingChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((about) => {
    const from = before?.[about] ?? null;
    const to = after?.[about] ?? null;
    return from === to ? [] : [{ about, from, to }];
  });
}

/** So many days a change of a setting can be looked up: two years. */
export const SETTING_CHANGES_KEPT_DAYS = 730;

/** A line of the log as the page shows it; `at` as ISO. */
export type SettingLine = SettingChange & { id: string; at: string; who: string; part: string };
