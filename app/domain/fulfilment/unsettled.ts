/** Why something of an order is not as it has to be in Shopify. */
export const UNSETTLED_CAUSES = [
  "not_routed",
  "cannot_be_held",
  "held_together",
  "refused",
  "not_visible",
  "not_allowed",
  "unreachable",
  "not_fulfilled",
] as const;
export type UnsettledCause = (typeof UNSETTLED_CAUSES)[number];

/** Each cause in a plain sentence for managers, with what to do where they can do something. */
export const CAUSE_WORDS: Record<UnsettledCause, string> = {
  not_routed: "Shopify has not said yet from where these orders ship, so that nothing could be held.",
  cannot_be_held: "Shopify lets nobody hold them now, because their fulfilment is scheduled or under way.",
  held_together:
    "Lines that may ship are held together with lines that may not, and Shopify takes nothing apart that is on hold. Release the hold in the Shopify admin: the app then holds only what is not approved.",
  refused: "Shopify refused what the app asked for.",
  not_visible:
    "Shopify does not show these orders to the app any more; those of more than 60 days ago are hidden from apps without a permission.",
  not_allowed:
    "Shopify does not let the app do it. Open the app's page in Shopify's settings and accept what it asks for.",
  unreachable: "Shopify could not be reached.",
  not_fulfilled:
    "What was marked as fulfilled here is not fulfilled in Shopify. The app goes on asking for it; what cannot wait, fulfil in the Shopify admin.",
};

const TOLD_AFTER = 4;

/** After how many tries in vain managers are told of this cause: at once of what no further try changes. */
export function toldAfter(cause: UnsettledCause): number {
  return cause === "held_together" ? 1 : TOLD_AFTER;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30 * 60_000;
const MOST_TRIES = 12;

/** How long to wait until it is compared again what is not settled yet, in ms: two seconds, then twice as long each time; null when it is left to the round over all orders. */
export function pauseAfter(tries: number): number | null {
  return tries >= MOST_TRIES ? null : Math.min(FIRST_PAUSE_MS * 2 ** tries, LONGEST_PAUSE_MS);
}

/**
 * Whether a task is opened now about an order that was compared in vain so many times: when it has waited long enough, when its cause is
 * another one, and at every turn of the round after that, so that a task put away while nothing has changed comes back.
 */
export function isToldNow(cause: UnsettledCause, tries: number, before: UnsettledCause | null): boolean {
  const after = toldAfter(cause);
  return tries >= after && (tries === after || cause !== before || tries > MOST_TRIES);
}

/** Of an order that cannot be read now: whether something of it may be open that has to be held. What was seen to be unheld still is. */
export function mayBeUnheld(order: { holds: readonly unknown[]; unheldSince: Date | null }): boolean {
  return order.holds.length === 0 || order.unheldSince !== null;
}
