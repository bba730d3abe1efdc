import { nameKey } from "../files/file-names.ts";
import type { SettingFacts } from "./setting-log.ts";

/** What a shop says of a rejection reason: its name for staff, what customers read instead (empty: the name), what makes a photo that works, and whether they may continue with the photo all the same. */
export type ReasonWords = { name: string; customerText: string; hint: string; mayKeepPhoto: boolean };

/** A rejection reason that can be chosen. */
export type Reason = Omit<ReasonWords, "hint"> & { id: string };

/** A rejection reason as the settings hold it. */
export type HeldReason = ReasonWords & { id: string; isOn: boolean };

/** The longest text for customers, and the longest hint, in characters. */
export const MAX_REASON_TEXT = 1000;

/** What the customer reads of a reason: the shop's text for them, and its name where there is none. */
export function reasonForCustomer({ name, customerText }: Pick<ReasonWords, "name" | "customerText">): string {
  return customerText || name;
}

/** The reason that has this name already, but for case, blanks and how its letters are put together; one that is used before one that is switched off. */
export function reasonNamed<T extends { id: string; name: string; isOn: boolean }>(
  reasons: readonly T[],
  name: string,
  except: string | null = null,
): T | null {
  const alike = reasons.filter((one) => one.id !== except && nameKey(one.name) === nameKey(name));
  return alike.find(({ isOn }) => isOn) ?? alike[0] ?? null;
}

/** The reasons in an order that somebody asked for; those that they did not know of come behind, as they stood. */
export function inOrder<T extends { id: string }>(reasons: readonly T[], ids: readonly string[]): T[] {
  const place = ({ id }: T) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  return reasons.toSorted((one, other) => place(one) - place(other));
}

/** The ids with one of them moved by so many places, at most to either end. */
export function movedBy(ids: readonly string[], id: string, by: number): string[] {
  const others = ids.filter((one) => one !== id);
  return others.toSpliced(Math.max(0, ids.indexOf(id) + by), 0, id);
}

/** A reason for the settings log, under the name by which the line calls it. */
export function reasonFacts(called: string, reason: ReasonWords & { isOn: boolean }): SettingFacts {
  return {
    [`${called}: name`]: reason.name,
    [`${called}: text for the customer`]: reason.customerText || "its name",
    [`${called}: hint`]: reason.hint || "none",
    [`${called}: continue with the current photo`]: reason.mayKeepPhoto ? "may be chosen" : "may not be chosen",
    [`${called}: offered`]: reason.isOn ? "yes" : "no",
  };
}
