import { countWords } from "../words/counts.ts";
import { isEnd, type Step } from "../words/steps.ts";
import { dayIn } from "../words/times.ts";

/**
 * For how many days the files of an order live after its end, and notices of Shopify that could not be worked after they came; null: for as long as the
 * shop has the app.
 */
export type Retention = { photos: number | null; versions: number | null; webhooks: number };

/** As long as a shop has not said otherwise. */
export const DEFAULT_RETENTION: Retention = { photos: 180, versions: 90, webhooks: 30 };
/** What a shop may say, in days. A week at least: what ended may be taken back. */
export const RETENTION_DAYS = { least: 7, most: 3650 };
/** What the settings offer, in days. */
export const RETENTION_CHOICES = [30, 60, 90, 180, 365, 730] as const;

/** The retention as a shop's row has it; what is not said, or not understood, has its default. */
export function readRetention(kept: unknown): Retention {
  const said = (typeof kept === "object" && kept !== null ? kept : {}) as Partial<Record<keyof Retention, unknown>>;
  const orNever = (name: "photos" | "versions") => (said[name] === null ? null : days(said[name], name));
  return { photos: orNever("photos"), versions: orNever("versions"), webhooks: days(said.webhooks, "webhooks")! };
}

function days(said: unknown, name: keyof Retention): number | null {
  const { least, most } = RETENTION_DAYS;
  const isOne = Number.isInteger(said) && (said as number) >= least && (said as number) <= most;
  return isOne ? (said as number) : DEFAULT_RETENTION[name];
}

/** A stored photo or artfile of an order. `wasApproved`: somebody approved it once, even if that is void now. */
export type KeptFile = { kind: "photo" | "artfile"; isNewest: boolean; wasApproved: boolean };

/**
 * For how many days after its order's end a file lives; null: its time is never over. The newest artfile, and whatever was approved, live as long as the
 * order's record: they are what was sold. An earlier photo is both a photo and a superseded version, and goes when the first of them does.
 */
export function daysOf({ kind, isNewest, wasApproved }: KeptFile, { photos, versions }: Retention): number | null {
  if (kind === "artfile") return isNewest || wasApproved ? null : versions;
  if (isNewest || versions === null) return photos;
  return photos === null ? versions : Math.min(photos, versions);
}

/** Whether a file's time is over; never while its order is open (`endedAt` is null). */
export function isOver(file: KeptFile, endedAt: Date | null, now: Date, retention: Retention): boolean {
  const lives = daysOf(file, retention);
  return endedAt !== null && lives !== null && now.getTime() - endedAt.getTime() >= lives * DAY_MS;
}

/** Whether a file may be had from its link again: one whose time was over only while its item is open, for after an end that was seen nobody looks for it once more. */
export function mayComeAgain({ deletedAt }: { deletedAt: Date | null }, step: Step): boolean {
  return deletedAt === null || !isEnd(step);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a shop has stored: files and their bytes, counted at a time (ISO). */
export type Stored = { photos: Amount; artfiles: Amount; at: string };
type Amount = { files: number; bytes: number };

/** What a shop has stored, in a sentence; the day in the shop's zone (an IANA name). */
export function storedWords({ photos, artfiles, at }: Stored, timeZone: string): string {
  const one = ({ files, bytes }: Amount, word: string) =>
    `${files.toLocaleString("en")} ${files === 1 ? word : `${word}s`} (${bytesWords(bytes)})`;
  return `${one(photos, "photo")} and ${one(artfiles, "artfile")} are stored, as counted on ${dayIn(timeZone, new Date(at))}.`;
}

function bytesWords(bytes: number): string {
  const [unit = "MB", size = 1e6] =
    [["TB", 1e12] as const, ["GB", 1e9] as const].find(([, least]) => bytes >= least) ?? [];
  return `${(bytes / size).toLocaleString("en", { maximumFractionDigits: 1 })} ${unit}`;
}

/** What stands in place of a file that went; the day in the shop's zone (an IANA name). */
export function deletedWords(deletedAt: Date, timeZone: string): string {
  return `Deleted on ${dayIn(timeZone, deletedAt)}, as the shop’s settings say.`;
}

/** How many ended orders of a shop are older than so many days and still have what that time is for, counted as lists are. */
export type DueOrders = { days: number; photos: number; versions: number };

/** What the coming night takes when `chosen` is saved in place of `saved`, in sentences; nothing where no time gets shorter, or no order is as old. */
export function retentionWarnings(saved: Retention, chosen: Retention, due: readonly DueOrders[]): string[] {
  return (["photos", "versions"] as const).flatMap((name) => {
    const [days, before] = [chosen[name], saved[name]];
    if (days === null || (before !== null && before <= days)) return [];
    const count = due.find((one) => one.days === days)?.[name] ?? 0;
    if (count === 0) return [];
    const orders = count === 1 ? "1 order" : `${countWords(count)} orders`;
    // How many of them have superseded versions is not counted.
    const what = name === "photos" ? "The photos" : "Superseded versions, where there are any,";
    return [`${what} of ${orders} that ended more than ${days} days ago are deleted in the coming night.`];
  });
}

/** What was deleted of an order at its time, for its history; both numbers are not zero at once. */
export function deletedCountWords({ photos, artfiles }: { photos: number; artfiles: number }): string {
  const of = (count: number, one: string) => (count === 0 ? [] : [`${count} ${count === 1 ? one : `${one}s`}`]);
  return [...of(photos, "photo"), ...of(artfiles, "artfile")].join(" and ");
}
