import type { ItemCard } from "./item-card.ts";
import type { OtherLine } from "./order-facts-shown.ts";

/** Where the fulfilment of an order stands that Shopify was asked for. */
export const FULFILMENT_STATES = ["asked", "fulfilled", "refused"] as const;

/** An order of the fulfilment queue as the screen shows it. Times are ISO. */
export type FulfilmentCard = {
  orderId: string;
  orderName: string;
  placedAt: string;
  /** Since when its first item has been here. */
  since: string;
  folderId: string | null;
  note: string | null;
  customerName: string | null;
  customerEmail: string | null;
  /** The lines of the shipping address; empty when Shopify tells none. */
  address: string[];
  items: ItemCard[];
  /** Lines without artwork that are still to be shipped. */
  otherLines: OtherLine[];
  /** A zip of its artfiles. */
  download: string;
  /** Why it cannot be fulfilled now, in a sentence; null when it can. */
  cannotFulfil: string | null;
  /** What became of the last time it was marked as fulfilled: Shopify is still being asked, or refused and said why. */
  asked: { state: "asked" | "refused"; sentence: string; at: string } | null;
};

/** A sub-folder of the queue with the number of its orders in the queue. */
export type FolderCount = { id: string; name: string; count: number };
