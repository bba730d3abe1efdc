import type { Item } from "../words/situation.ts";

/** Whether a manager has to see to it that the customer, whose turn it would be, gets a picture of the artwork to decide by. */
export function lacksPicture({
  step,
  readyFor,
  hasNoPicture,
}: Pick<Item, "step" | "readyFor"> & Partial<Pick<Item, "hasNoPicture">>): boolean {
  return step === "customer_approval" && readyFor === null && hasNoPicture === true;
}
