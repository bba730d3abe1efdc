import type { Move } from "../workflow/needs.ts";
import type { WorkingRole } from "../words/roles.ts";
import type { Step } from "../words/steps.ts";

/** What the list of orders shows: those with an open item, those at their end, those in shadow, or all. */
export const ORDERS_STATES = ["open", "ended", "shadow", "all"] as const;
export type OrdersState = (typeof ORDERS_STATES)[number];

/** An item in the list of orders, as little as the list needs. */
export type ItemInLine = {
  itemId: string;
  changeCount: number;
  itemNumber: number;
  step: Step;
  isWaiting: boolean;
  isOverdue: boolean;
  /** Where a manager can move it by hand. */
  moves: Move[];
};

/** One order in the list of orders or in a search. Times are ISO; the customer is null for those who do not deal with customers. */
export type OrderLine = {
  orderId: string;
  orderName: string;
  placedAt: string;
  customerName: string | null;
  products: string[];
  items: ItemInLine[];
  assignees: { role: WorkingRole; name: string }[];
  isEnded: boolean;
  /** The shop has not started with it. */
  isInShadow: boolean;
};
