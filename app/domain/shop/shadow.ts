import type { Action } from "../workflow/actions.ts";
import type { Refusal } from "../words/refusals.ts";

/**
 * In shadow an order is read and kept, and nothing else: its items stand in no queue, count nowhere, are given to nobody and are never late,
 * because both their clocks (`stepSince`, `visibleAt`) are here, at the end of all days, until the shop starts with them.
 */
export const NOT_BEGUN = new Date("9999-12-31T00:00:00.000Z");

/** How a shop has started. `startedAt` null: it has not. `startsFrom`: orders placed before it stay in shadow; null: none does. */
export type Start = { startedAt: Date | null; startsFrom: Date | null };

/** An order that was placed just before the shop started may be told of just after: it counts as a new one. */
const ON_ITS_WAY_MS = 10 * 60 * 1000;

/** Whether a shop works on an order that it is told of for the first time; if not, the order comes in in shadow. */
export function worksOn({ startedAt, startsFrom }: Start, placedAt: Date): boolean {
  if (startedAt === null) return false;
  return startsFrom === null || placedAt.getTime() >= startsFrom.getTime() - ON_ITS_WAY_MS;
}

/** What Shopify itself does to an order, which its items follow in shadow too. */
const FOLLOWED: readonly Action[] = ["cancel_in_shopify", "fulfil_in_shopify", "reopen_in_shopify", "swap_in_shopify"];

/** Why an action cannot happen to an order in shadow; null when it can, or the order is in none. */
export function shadowRefusal({ isInShadow }: { isInShadow: boolean }, action: Action): Refusal | null {
  return isInShadow && !FOLLOWED.includes(action) ? "not_started" : null;
}

/** How a shop starts: with orders to come alone, with some of those in shadow too, or with all of them. */
export const STARTS = ["new", "picked", "all"] as const;
export type StartWith = (typeof STARTS)[number];

/** Away for longer than so many days, a shop that comes back has seen to the orders placed meanwhile in another way: they are in shadow. */
const BACK_WITHIN_DAYS = 7;

/** How a shop that comes back goes on from how it had started: as it was after some days, else with the orders from now on. */
export function startAfterReturn(before: Start, leftAt: Date, now: Date): Start {
  const days = (now.getTime() - leftAt.getTime()) / 86_400_000;
  return before.startedAt !== null && days > BACK_WITHIN_DAYS ? { ...before, startsFrom: now } : before;
}

/** What a shop has in shadow that it could start with. */
export type InShadow = {
  orders: number;
  /** Lines in Shopify that would be held. */
  lines: number;
  items: number;
  /** Photos that are kept here, that are on their way, and that could not be had. */
  photosKept: number;
  photosComing: number;
  photosFailed: number;
  /** Items without a photo that can be read, none of theirs being on its way. */
  withoutPhoto: number;
};
