import { AsyncLocalStorage } from "node:async_hooks";

const requests = new AsyncLocalStorage<Map<string, unknown>>();

/** Does what answers one request from outside: the loaders of a page and of the frame above it are one request, and ask once for what both need. */
export function asOneRequest<T>(work: () => T): T {
  return requests.run(new Map(), work);
}

/** What is remembered until the request is answered; null outside of one, where nothing is. */
export function requestMemory(): Map<string, unknown> | null {
  return requests.getStore() ?? null;
}
