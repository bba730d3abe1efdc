import { waitsFor } from "./barrier.ts";
import type { Item, Situation } from "../words/situation.ts";
import { isEnd, STEP_NAMES, STEP_ROLE } from "../words/steps.ts";

/** Why an item is where it is: the named reasons of Home. */
export const STANDINGS = [
  "ended",
  "order_cancelled",
  "not_started",
  "waits_for_siblings",
  "waits_for_photo",
  "with_customer",
  "with_member",
  "waits_for_assignment",
] as const;
export type Standing = (typeof STANDINGS)[number];

/** Each standing in words for people. */
export const STANDING_WORDS: Record<Standing, string> = {
  ended: "At its end",
  order_cancelled: "The order was cancelled or deleted in Shopify",
  not_started: "The shop has not started with this order",
  waits_for_siblings: "Waits for other items of the order",
  waits_for_photo: "Waits for a readable photo",
  with_customer: "Waits for the customer",
  with_member: "Waits for the member it is assigned to",
  waits_for_assignment: "Waits for someone to be assigned",
};

type Known = {
  nameOf: (memberId: string) => string | undefined;
  /** Until when its customer can take their approval back, in words. */
  takenBackUntil?: string | undefined;
};

/** Why an item stands still as a sentence without its full stop, with the names of members and the numbers of siblings. */
export function tellStanding(item: Item, situation: Situation, { nameOf, takenBackUntil }: Known): string {
  if (takenBackUntil) return `Approved just now: the customer can take it back until ${takenBackUntil}`;
  const siblings = waitsFor(item, situation).map(({ itemNumber, step }) => `item ${itemNumber} (${STEP_NAMES[step]})`);
  if (siblings.length > 0) return `Waits for ${siblings.join(", ")}`;
  const standing = standingOf(item, situation);
  const role = STEP_ROLE[item.step];
  const name = standing === "with_member" && role !== null ? nameOf(situation.assignees[role] ?? "") : undefined;
  return name === undefined ? STANDING_WORDS[standing] : `Waits for ${name}`;
}

/** The one reason why an item stands still. */
export function standingOf(item: Item, situation: Situation): Standing {
  if (isEnd(item.step)) return "ended";
  if (situation.cancelledInShopify) return "order_cancelled";
  if (situation.isInShadow) return "not_started";
  if (waitsFor(item, situation).length > 0) return "waits_for_siblings";
  const role = STEP_ROLE[item.step];
  if (role === null) return "with_customer";
  const memberId = situation.assignees[role];
  if (memberId === undefined) return "waits_for_assignment";
  if (item.step === "photo_review" && !item.hasReadablePhoto) return "waits_for_photo";
  return "with_member";
}
