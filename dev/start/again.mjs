// Plain JavaScript: `npm start` begins under any Node from 20 on.

const FIRST_PAUSE_MS = 1_000;
const PAUSE_AT_MOST_MS = 30_000;
const AGAIN_AT_MOST = 10;
/** A process of this age has worked: it did not end because of how it was started. */
const WORKED_MS = 10_000;

/**
 * Says, each time a process has ended unasked after so many milliseconds, how long to wait before it is started again; null when it is not:
 * it never worked, so that what is wrong with its start is told at once, or it ended ten times in a row without having worked in between.
 * @returns {(ranMs: number) => number | null}
 */
export function restarts() {
  let hasWorked = false;
  let inARow = 0;
  return (ranMs) => {
    if (ranMs >= WORKED_MS) {
      hasWorked = true;
      inARow = 0;
    }
    if (!hasWorked || inARow >= AGAIN_AT_MOST) return null;
    inARow += 1;
    return Math.min(FIRST_PAUSE_MS * 2 ** (inARow - 1), PAUSE_AT_MOST_MS);
  };
}

/**
 * The one sentence for the terminal.
 * @param {string} name
 * @param {number} pauseMs
 */
export function toldAgain(name, pauseMs) {
  return `The ${name} process ended by itself and is started again in ${pauseMs / 1_000} s.`;
}
