import type { HoldShown } from "../fulfilment/hold-shown.ts";
import type { EmailCard } from "../emails/email-card.ts";
import type { ItemCard, PhotoCard } from "./item-card.ts";
import type { ShownFacts } from "./order-facts-shown.ts";
import type { WorkingRole } from "../words/roles.ts";

/** An item on the page of its order, with the photos it had before and why it stands where it is. */
export type OrderItem = { card: ItemCard; earlierPhotos: PhotoCard[]; standing: string; isOverdue: boolean };

/** One sentence of an order's history; `itemNumber` is null where it speaks of the whole order. Times are ISO. */
export type HistorySentence = { id: string; at: string; itemNumber: number | null; sentence: string };

/** Somebody who could have orders in a role. */
export type Assignable = { id: string; name: string; roles: WorkingRole[]; isAway: boolean };

/** Everything that a member may know of one order; what they may not is null or left out. */
export type OrderPage = {
  orderId: string;
  orderName: string;
  placedAt: string;
  note: string | null;
  /** Where the order stands in the Shopify admin; for those who deal with customers. */
  shopifyAddress: string | null;
  customer: {
    name: string | null;
    email: string | null;
    address: string[];
    /** Shopify asked to forget them: nothing of the person is here. */
    isForgotten: boolean;
  } | null;
  facts: ShownFacts;
  folderName: string | null;
  isCancelledInShopify: boolean;
  isDeletedInShopify: boolean;
  isFulfilledInShopify: boolean;
  /** The shop has not started with it. */
  isInShadow: boolean;
  isWaitingForArtist: boolean;
  /** How it is held in Shopify; null where nothing is to say. */
  hold: HoldShown | null;
  assignees: Partial<Record<WorkingRole, { id: string; name: string }>>;
  items: OrderItem[];
  emails: EmailCard[];
  history: HistorySentence[];
  /** An item waits for the customer, and the member may write to them again. */
  mayRemind: boolean;
  /** Whom a manager may give the order to; empty for everybody else. */
  assignable: Assignable[];
};
