/** So long a form may have been on its way before it is done; after that it would take newer values of others away. */
const LATEST_MS = 15 * 60_000;

/** Whether a form was on its way for so long (ms, as its browser says) that it is not done any more. */
export function isTooLate(waitedMs: number | undefined): boolean {
  return (waitedMs ?? 0) > LATEST_MS;
}
