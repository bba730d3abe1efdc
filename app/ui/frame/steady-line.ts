import { useSyncExternalStore } from "react";

/** The statuses that say no more than that the server is being changed, or that what stands before it has lost it. */
export const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);
const MOST_PAUSE_MS = 15_000;
/** A page that the server cannot draw is asked for so many times while the one before it stays in sight. */
const MOST_ERRORS = 4;

const ERROR = "The server met an error, so it may not have been done. Look at the page before you try again.";

let plainly: typeof window.fetch | undefined;
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

/** Asks once, without any of what follows: for what has a line of its own. */
export function fetchPlainly(input: string, init: RequestInit): Promise<Response> {
  return (plainly ?? window.fetch)(input, init);
}

/**
 * Lets no request of a page throw the page away: reading waits until the server is back, and so does what a page sends beside the acts' line,
 * which all may be sent twice. Takes its place in `fetch`, once, after App Bridge, which adds the session token there.
 */
export function steadyTheLine(): void {
  const plain = window.fetch.bind(window);
  plainly = plain;
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, window.location.href);
    const isOfPage = url.origin === window.location.origin && url.searchParams.has("_data");
    if (!isOfPage) return plain(input, init);
    const isReading = (init?.method ?? "GET").toUpperCase() === "GET";
    const ask = () => plain(input, init);
    return isReading ? read(ask, url, init?.signal) : send(ask, init?.signal);
  };
  window.addEventListener("online", askNow);
}

type Signal = AbortSignal | null | undefined;

function read(ask: () => Promise<Response>, url: URL, signal: Signal): Promise<Response> {
  let errors = 0;
  return reach(ask, signal, ({ status }) => status < 500 || !isShown(url) || ++errors >= MOST_ERRORS);
}

async function send(ask: () => Promise<Response>, signal: Signal): Promise<Response> {
  const answer = await reach(ask, signal, () => true);
  return answer.status < 500 ? answer : Response.json({ said: ERROR, isRefused: true });
}

async function reach(
  ask: () => Promise<Response>,
  signal: Signal,
  isEnough: (answer: Response) => boolean,
): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const answer = await answerOf(ask, signal);
    if (answer && !AWAY.has(answer.status) && isEnough(answer)) {
      setAway(false);
      return answer;
    }
    setAway(true);
    await sleep(pauseAfter(tries), signal);
  }
}

async function answerOf(ask: () => Promise<Response>, signal: Signal): Promise<Response | null> {
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

/** Waits before the next try, longer after each, and no longer than until the line is back or `signal` aborts; it never fails. */
export async function pause(tries: number, signal?: AbortSignal): Promise<void> {
  await sleep(pauseAfter(tries), signal).catch(() => undefined);
}

function pauseAfter(tries: number): number {
  return Math.min(1_000 * 2 ** tries, MOST_PAUSE_MS);
}

function sleep(ms: number, signal: Signal): Promise<void> {
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
    if (signal?.aborted) return stop();
    signal?.addEventListener("abort", stop);
  });
}

function setAway(to: boolean): void {
  if (isAway === to) return;
  isAway = to;
  for (const listener of listeners) listener();
}
