const MINUTE_MS = 60_000;

/** How long is waited after each time that a photo's link said no: six hours in all. Apps for uploads move files after the order, and hosts have bad hours. */
const PAUSES_MS = [1, 2, 4, 8, 15, 30, 60, 120, 120].map((minutes) => minutes * MINUTE_MS);

/** How long to wait before a link is asked again that has said no so often, counted from 1; null when only a webhook of its order, or a person, has it asked once more. */
export function pauseAfter(askedTimes: number): number | null {
  return PAUSES_MS[askedTimes - 1] ?? null;
}
