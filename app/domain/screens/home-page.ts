import type { Machinery } from "./machinery.ts";
import type { UnsettledCause } from "../fulfilment/unsettled.ts";
import type { StepCount } from "./step-count.ts";
import type { StartShown } from "../shop/start-shown.ts";
import type { StoreFacts } from "./store-facts.ts";
import type { Stored } from "../files/retention.ts";
import type { Step } from "../words/steps.ts";
import type { TaskAnswer } from "./tasks.ts";

/** A thing that managers are asked to look at. Times are ISO. */
export type TaskCard = {
  id: string;
  title: string;
  advice: string;
  said: string;
  orderId: string | null;
  orderName: string | null;
  /** Where a task is about many orders: the first of them, and how many there are. */
  orders: { id: string; name: string }[];
  orderCount: number;
  /** How the list of orders is narrowed to these orders; null where the task is about one, or the list has no such filter. */
  list: { unsettled: UnsettledCause } | "lifted" | null;
  /** The words of the buttons that are not those of their answers. */
  words: Partial<Record<TaskAnswer, string>>;
  at: string;
  answers: TaskAnswer[];
  hasFile: boolean;
};

/** An item that stands still, and why. */
export type StuckCard = {
  itemId: string;
  orderId: string;
  orderName: string;
  itemNumber: number;
  step: Step;
  since: string;
  why: string;
};

/** What the whole shop has in hand: for managers and admins. */
export type ShopOverview = {
  steps: StepCount[];
  /** How many items stand still, in how many orders, and the first of them. */
  stuck: { cards: StuckCard[]; count: number; orders: number };
  tasks: { cards: TaskCard[]; count: number };
  /** Orders of which something should be held in Shopify and has not been for more than five minutes. */
  unheld: number;
  /** No order has come yet: what to do first. */
  isNew: boolean;
  machinery: Machinery;
  start: StartShown;
  store: StoreFacts;
  /** Null until it was counted for the first time, in a night. */
  stored: Stored | null;
};

/** What the home page tells a member: their own open work by step, and for managers the whole shop. */
export type HomePage = {
  mine: { step: Step; count: number }[];
  /** Whose orders the pages of `mine` have to be narrowed to; null where they list no others. */
  whose: string | null;
  overview: ShopOverview | null;
};
