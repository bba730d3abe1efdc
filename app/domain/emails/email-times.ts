import { Temporal } from "temporal-polyfill";
import type { Delay, EmailSettings } from "./email-settings.ts";

/** What times of emails depend on; `timeZone` is the shop's, an IANA name, and one that this machine does not know counts as UTC. */
export type EmailTimes = Pick<EmailSettings, "quiet" | "business" | "onBusinessDaysOnly"> & { timeZone: string };

/** So many business days after a Friday are looked for in two years at most: a shop may have closed on all its days of work. */
const FURTHEST_DAYS = 800;

/** When something is due that is called for so long after `at`, in ms: days keep the hour of the shop's day, over a change of the clocks too. */
export function afterDelay(at: number, { amount, unit }: Delay, times: EmailTimes): number {
  const local = inZone(at, times.timeZone);
  if (unit === "minutes" || unit === "hours") return local.add({ [unit]: amount }).epochMilliseconds;
  if (unit === "days") return local.add({ days: amount }).epochMilliseconds;
  let day = local;
  for (let left = amount, seen = 0; left > 0 && seen < FURTHEST_DAYS; seen++) {
    day = day.add({ days: 1 });
    if (isWorkedOn(day, times)) left--;
  }
  return day.epochMilliseconds;
}

/** The first moment from `at` on at which an email may leave by itself, in ms: outside of quiet hours and, where the shop wants it so, on a business day. */
export function mayLeaveAt(at: number, times: EmailTimes): number {
  let local = inZone(at, times.timeZone);
  for (let seen = 0; seen < FURTHEST_DAYS; seen++) {
    if (times.onBusinessDaysOnly && !isWorkedOn(local, times)) local = local.add({ days: 1 }).startOfDay();
    else if (isQuiet(local, times)) local = endOfQuiet(local, times.quiet!);
    else return Math.max(at, local.epochMilliseconds);
  }
  // A shop that is closed for two years does not want its customers to wait as long.
  return at;
}

/** When the reminders of a round leave, counted from its first email, earliest first, in ms. */
export function reminderTimes(firstSentAt: number, delays: readonly Delay[], times: EmailTimes): number[] {
  return delays.map((delay) => mayLeaveAt(afterDelay(firstSentAt, delay, times), times)).toSorted((a, b) => a - b);
}

/** When an email of a kind leaves by itself: not before `due`, nor before its kind's delay since it was called for, and then as soon as it may. */
export function leavesAt(
  { due, raisedAt, delay }: { due: number; raisedAt: number; delay: Delay },
  times: EmailTimes,
): number {
  return mayLeaveAt(Math.max(due, afterDelay(raisedAt, delay, times)), times);
}

function isQuiet(local: Temporal.ZonedDateTime, { quiet }: EmailTimes): boolean {
  if (!quiet) return false;
  const now = local.toPlainTime();
  const isAfter = (time: string) => Temporal.PlainTime.compare(now, time) >= 0;
  return quiet.from < quiet.to ? isAfter(quiet.from) && !isAfter(quiet.to) : isAfter(quiet.from) || !isAfter(quiet.to);
}

// On the night when clocks go back the same time comes twice.
function endOfQuiet(local: Temporal.ZonedDateTime, { to }: { to: string }): Temporal.ZonedDateTime {
  const plainTime = Temporal.PlainTime.from(to);
  const at = (day: Temporal.ZonedDateTime, disambiguation: "earlier" | "later") =>
    day.toPlainDate().toPlainDateTime(plainTime).toZonedDateTime(day.timeZoneId, { disambiguation });
  const ends = [at(local, "earlier"), at(local, "later"), at(local.add({ days: 1 }), "later")];
  return ends.find((end) => Temporal.ZonedDateTime.compare(end, local) > 0)!;
}

function isWorkedOn(local: Temporal.ZonedDateTime, { business }: EmailTimes): boolean {
  return business.days.includes(local.dayOfWeek) && !business.closed.includes(local.toPlainDate().toString());
}

function inZone(at: number, timeZone: string): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.fromEpochMilliseconds(at);
  try {
    return instant.toZonedDateTimeISO(timeZone);
  } catch {
    return instant.toZonedDateTimeISO("UTC");
  }
}
