import type { Item } from "../words/situation.ts";

/** Whether a manager has to see to an item because it has no photo at all; not while the customer is asked for one. */
export function lacksPhoto({ step, photoVersion }: Pick<Item, "step" | "photoVersion">): boolean {
  return step === "photo_review" && photoVersion === 0;
}

/** Whether a manager has to see to an item because nobody knows to which line its photos belong; not while the customer is asked for others. */
export function lacksPlace({ step, placeAmong }: Pick<Item, "step" | "placeAmong">): boolean {
  return step === "photo_review" && placeAmong.length > 0;
}
