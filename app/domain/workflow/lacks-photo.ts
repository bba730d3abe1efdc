import type { Item } from "../words/situation.ts";

/** Whether a manager has to see to an item because it has no photo at all, or one of which nobody knows the line; not while the customer is asked for one. */
export function lacksPhoto({
  step,
  photoVersion,
  placeAmong,
}: Pick<Item, "step" | "photoVersion" | "placeAmong">): boolean {
  return step === "photo_review" && (photoVersion === 0 || placeAmong.length > 0);
}
