import { AsyncLocalStorage } from "node:async_hooks";

const hurried = new AsyncLocalStorage<true>();

/** Does something that holds a place which others wait for: a throttled request in it waits for a moment once, and throws `ShopifyBusy` then. */
export function inHurry<T>(work: () => Promise<T>): Promise<T> {
  return hurried.run(true, work);
}

/** Whether others wait for the place of whoever asks now. */
export function isInHurry(): boolean {
  return hurried.getStore() === true;
}
