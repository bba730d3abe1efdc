import type { EmailKind, EmailState } from "../words/emails.ts";

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
const MOST_ATTEMPTS = 80;

/** How long an unknown email waits for an event of the mail service before managers are asked, in ms. */
export const UNKNOWN_FOR_MS = 60 * MINUTE_MS;

/** After how many minutes an unknown email may leave once more by itself, where a shop wants that. */
export const RESEND_AFTER_MINUTES = { least: 30, most: 1440 } as const;

/** How long to wait before an email that the mail service could not take is tried again after so many attempts, in ms: a minute, then twice as long each time, an hour at most. Null when it is not tried again. */
export function pauseAfter(attempts: number): number | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  return Math.min(MINUTE_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_PAUSE_MS);
}

/** An email of which nobody knows whether it left: since when, whether it left once more before, and after how many minutes the shop lets it. */
export type UnknownEmail = { since: number; wasSentAgain: boolean; resendAfter: number | null };

/** What is done about an unknown email now, and when it is looked at next (null: not by itself). Times are in ms. */
export function nextOfUnknown(
  { since, wasSentAgain, resendAfter }: UnknownEmail,
  now: number,
): { does: "wait" | "ask_managers" | "send_again"; lookAt: number | null } {
  const asksAt = since + UNKNOWN_FOR_MS;
  const sendsAt = wasSentAgain || resendAfter === null ? null : since + resendAfter * MINUTE_MS;
  if (sendsAt !== null && now >= sendsAt) return { does: "send_again", lookAt: null };
  if (now >= asksAt) return { does: "ask_managers", lookAt: sendsAt };
  return { does: "wait", lookAt: sendsAt === null ? asksAt : Math.min(asksAt, sendsAt) };
}

/** The failure of an email that found no address. */
export const WITHOUT_ADDRESS = "email_without_address";

/** The failure of an email whose kind the shop had switched off before it left. */
export const SWITCHED_OFF = "Switched off in Email Templates.";

/** An email as far as it says whether it lacked an address. */
export type MaybeUnaddressed = {
  id: string;
  kind: EmailKind;
  round: number;
  state: EmailState;
  failure: string | null;
  itemIds: readonly string[];
};

/**
 * What of an order's emails leaves now that it has an address: of each kind the newest, if it found none, about the items of those before
 * it that found none either; these count as withdrawn. Where a newer one went another way, nothing leaves.
 */
export function unaddressedAgain(emails: readonly MaybeUnaddressed[]): {
  leave: { id: string; itemIds: string[] }[];
  withdraw: string[];
} {
  const counted = emails.filter(({ state }) => state !== "withdrawn").toSorted((a, b) => b.round - a.round);
  const lacks = ({ state, failure }: MaybeUnaddressed) => state === "failed" && failure === WITHOUT_ADDRESS;
  const newest = counted.filter((one, at) => counted.findIndex(({ kind }) => kind === one.kind) === at);
  const chains = newest.filter(lacks).map((one) => counted.filter((other) => other.kind === one.kind && lacks(other)));
  return {
    leave: chains.map((chain) => ({
      id: chain[0]!.id,
      itemIds: [...new Set(chain.flatMap(({ itemIds }) => itemIds))],
    })),
    withdraw: chains.flatMap((chain) => chain.slice(1).map(({ id }) => id)),
  };
}
