const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
const MOST_ATTEMPTS = 80;

/** How long an unknown email waits for an event of the mail service before managers are asked, in ms. */
export const UNKNOWN_FOR_MS = 24 * 60 * MINUTE_MS;

/** How long to wait before an email that the mail service could not take is tried again after so many attempts, in ms: a minute, then twice as long each time, an hour at most. Null when it is not tried again. */
export function pauseAfter(attempts: number): number | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  return Math.min(MINUTE_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_PAUSE_MS);
}

/** Whether an email of which nobody knows whether it left has been waited for long enough. Times are in ms. */
export function isWaitedForEnough(sendingSince: number | null, now: number): boolean {
  return sendingSince === null || now - sendingSince >= UNKNOWN_FOR_MS;
}
