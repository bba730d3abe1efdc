import type { CustomerStanding } from "../words/customer-standings.ts";
import type { Action } from "../workflow/actions.ts";

/** A picture as the customer's page shows it; addresses are absolute. `screen` is null while there is none, `isComing` says that there will be. */
export type CustomerPicture = {
  screen: string | null;
  /** Null with files of before it was made. */
  middle: string | null;
  thumb: string | null;
  /** A photo's file itself, where there is no picture of it to look at; never a print file. */
  file: string | null;
  isComing: boolean;
  /** Its file was deleted, so long after the order's end as the shop keeps it. */
  isGone: boolean;
  width: number | null;
  height: number | null;
};

/** What the customer may do with an item, in the words of the rules and the order of their page. */
export const CUSTOMER_ACTIONS = [
  "replace_photo",
  "keep_photo",
  "approve_artwork",
  "request_changes",
] as const satisfies readonly Action[];
export type CustomerAction = (typeof CUSTOMER_ACTIONS)[number];

/** What they decide by a form of their page; a new photo comes in by a door of its own. */
export type CustomerDecision = Exclude<CustomerAction, "replace_photo">;

/** What a form of their page is for: a decision, or taking an approval back. */
export type CustomerIntent = CustomerDecision | "take_back";

/** A version of the artwork, with what the customer said about it and what the shop answered. Times are in words. */
export type CustomerArtwork = CustomerPicture & {
  version: number;
  approvedOn: string | null;
  request: string | null;
  answer: string | null;
};

/** Why a photo was sent back: the shop's words on it, the member's own, what makes a photo that works, and examples of both. */
export type CustomerIssue = {
  reason: string;
  comment: string;
  hint: string;
  examples: (CustomerPicture & { place: "good" | "bad"; alt: string })[];
};

/** An item as its customer sees it; texts are plain. */
export type CustomerItem = {
  itemId: string;
  changeCount: number;
  number: number;
  product: string;
  variant: string | null;
  /** The photo property, where one line of the order has several. */
  part: string | null;
  copies: number;
  standing: CustomerStanding;
  usualTime: string | null;
  /** Those of the newest version; the marked ones are meant by the issue. */
  photos: (CustomerPicture & { isMarked: boolean })[];
  issue: CustomerIssue | null;
  artwork: CustomerArtwork | null;
  earlier: CustomerArtwork[];
  actions: CustomerAction[];
  /** The approval that they can still take back, by its act, and of how many items it then is. */
  takesBack: { actId: string; items: number } | null;
};

/** An order as its customer sees it. */
export type CustomerOrder = { name: string; placedOn: string; shopName: string; items: CustomerItem[] };

/** A line of a logged-in customer's list. `shopifyOrderId` is its address. */
export type CustomerOrderLine = {
  shopifyOrderId: string;
  name: string;
  placedOn: string;
  products: string[];
  items: number;
  waiting: number;
};
