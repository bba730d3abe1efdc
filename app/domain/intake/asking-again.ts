const MINUTE_MS = 60_000;

/** How long is waited after each time that a photo's link said no: six hours in all. Apps for uploads move files after the order, and hosts have bad hours. */
const PAUSES_MS = [1, 2, 4, 8, 15, 30, 60, 120, 120].map((minutes) => minutes * MINUTE_MS);

/** How long to wait before a link is asked again that has said no so often, counted from 1; null when only a webhook of its order, or a person, has it asked once more. */
export function pauseAfter(askedTimes: number): number | null {
  return PAUSES_MS[askedTimes - 1] ?? null;
}

/** How long a photo waits each time that there was no room to keep it, as often as it takes. */
export const PAUSE_WITHOUT_ROOM_MS = 10 * MINUTE_MS;

const FIRST_PATIENCE_MS = 6_000;
const LATER_PATIENCE_MS = 20_000;

/**
 * How long a photo's host may say nothing, or next to nothing, when it was asked in vain so often: shortly at first, because what waits for its place may be
 * at hosts that answer; slow ones are asked again beside them, with more patience.
 */
export function patienceAfter(askedTimes: number): number {
  return askedTimes === 0 ? FIRST_PATIENCE_MS : LATER_PATIENCE_MS;
}
