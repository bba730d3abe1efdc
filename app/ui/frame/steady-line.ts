import { useSyncExternalStore } from "react";

/** The statuses that say no more than that the server is being changed, or that what stands before it has lost it. */
export const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);
const MOST_PAUSE_MS = 15_000;
/** A page that the server cannot draw is asked for so many times while the one before it stays in sight. */
const MOST_ERRORS = 4;

const UNKNOWN =
  "The server was not reached, so nobody knows yet whether it was done. Look at the page before you try again.";
const ERROR = "The server met an error, so it may not have been done. Look at the page before you try again.";

let isAway = false;
const listeners = new Set<() => void>();
const sleepers = new Set<() => void>();

/** Whether the page waits for a server that cannot be reached. */
export function useIsAway(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => isAway,
    () => false,
  );
}

/** Asks again now, and not after the pause. */
export function askNow(): void {
  for (const wake of [...sleepers]) wake();
}

/**
 * Lets no request of a page throw the page away: reading waits until the server is back, and what was sent without an answer is answered in
 * words that every form of the app shows. Takes its place in `fetch`, once, after App Bridge, which adds the session token there.
 */
export function steadyTheLine(): void {
  const plain = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, window.location.href);
    const isOfPage = url.origin === window.location.origin && url.searchParams.has("_data");
    if (!isOfPage) return plain(input, init);
    const isReading = (init?.method ?? "GET").toUpperCase() === "GET";
    return isReading ? read(() => plain(input, init), url, init?.signal) : send(() => plain(input, init), init?.signal);
  };
  window.addEventListener("online", askNow);
}

async function read(ask: () => Promise<Response>, url: URL, signal: AbortSignal | null | undefined): Promise<Response> {
  for (let tries = 0, errors = 0; ; tries += 1) {
    const answer = await answerOf(ask, signal);
    if (answer && answer.status >= 500 && !AWAY.has(answer.status)) errors += 1;
    const isEnough = answer && (answer.status < 500 || !isShown(url) || errors >= MOST_ERRORS);
    if (isEnough && !AWAY.has(answer.status)) {
      setAway(false);
      return answer;
    }
    setAway(true);
    await sleep(Math.min(1_000 * 2 ** tries, MOST_PAUSE_MS), signal);
  }
}

async function send(ask: () => Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  const answer = await answerOf(ask, signal);
  if (answer && answer.status < 500) return answer;
  const sentence = answer && !AWAY.has(answer.status) ? ERROR : UNKNOWN;
  // What the pages' forms read: a sentence under either name, and that it was not done.
  return Response.json({ kind: "wrong", sentence, said: sentence, isRefused: true });
}

async function answerOf(
  ask: () => Promise<Response>,
  signal: AbortSignal | null | undefined,
): Promise<Response | null> {
  try {
    return await ask();
  } catch (fault) {
    if (signal?.aborted) throw fault;
    return null;
  }
}

// Read anew, and not gone to: what is in sight is worth more than an error in its place.
function isShown(url: URL): boolean {
  return url.pathname === window.location.pathname;
}

function sleep(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      sleepers.delete(end);
      signal?.removeEventListener("abort", stop);
      resolve();
    };
    const stop = () => {
      end();
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(end, ms);
    sleepers.add(end);
    signal?.addEventListener("abort", stop);
  });
}

function setAway(to: boolean): void {
  if (isAway === to) return;
  isAway = to;
  for (const listener of listeners) listener();
}
