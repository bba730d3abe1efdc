/** What it means that Shopify answers nothing for an order that we know. */
export type Unseen = "hidden" | "look_again" | "deleted";

/** Shopify hides orders of more than 60 days from apps that may not read all of them; a day less, because its clock is not ours. */
const SHOWN_FOR_MS = 59 * 24 * 60 * 60 * 1000;

/** How long after a first look in vain it is looked for once more, in ms. */
export const SECOND_LOOK_MS = 10 * 60 * 1000;

/**
 * Whether an order that Shopify does not show is deleted there. One that may be hidden for its age is never taken for a deleted one,
 * and one look in vain is none: Shopify may be late in showing what it has.
 */
export function whatUnseenMeans(order: { placedAt: number; now: number; wasUnseen: boolean }): Unseen {
  if (order.now - order.placedAt >= SHOWN_FOR_MS) return "hidden";
  return order.wasUnseen ? "deleted" : "look_again";
}
