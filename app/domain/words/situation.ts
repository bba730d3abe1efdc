import type { Flow } from "./flow.ts";
import type { WorkingRole } from "./roles.ts";
import type { SkippableStep, Step } from "./steps.ts";

/**
 * Why an item is back in `artwork`, or null when it is new work. It names the cause, not the last step. `answered`: the customer's
 * request was answered instead, and the item is not with the customer again yet.
 */
export type ReworkCause = (typeof REWORK_CAUSES)[number] | null;

export const REWORK_CAUSES = ["quality_control", "customer", "answered"] as const;

/** An item as the rules see it. */
export type Item = {
  id: string;
  /** 1, 2, 3… inside the order; never changes. */
  number: number;
  step: Step;
  /** Set when the item has finished its step and waits at the barrier before this one. */
  readyFor: Step | null;
  /** Counts the changes of the row: a command names the count its person saw. */
  changeCount: number;
  /** Steps that this item leaves out: the shop's and those of its product rule, resolved when the order came in. */
  skips: readonly SkippableStep[];
  /** A photo of the newest version could be read. */
  hasReadablePhoto: boolean;
  /** Newest photo version; 0 when there is none. */
  photoVersion: number;
  /** Newest committed artfile version; 0 when there is none. */
  artfileVersion: number;
  /** Photo version the newest artfile was made from; 0 when there is none. */
  artfilePhotoVersion: number;
  /** No picture could be made of the newest artfile (a PDF, PSD, AI …): its customer has nothing to decide by. */
  hasNoPicture: boolean;
  reworkCause: ReworkCause;
  /** A customer's request for changes that quality control has not yet forwarded or answered. */
  hasOpenRevision: boolean;
  /** The artfile version that the customer (or a manager for them, or the flow) approved; null when none is. */
  approvedArtfileVersion: number | null;
  /** The customer chose to continue with the current photo in spite of the issue. */
  photoKept: boolean;
  /** It waits for the customer under a reason for which the shop does not continue with the photo. */
  mustReplacePhoto: boolean;
  sentToPrinter: boolean;
  /** The order lines that its photos may belong to, while nobody has said which; empty where that is known. */
  placeAmong: readonly string[];
};

/** Who works on an order, by role; absent where nobody is assigned. */
export type Assignees = Partial<Record<WorkingRole, string>>;

/** Everything the rules need to decide about one order: all its items, its flow, its members. */
export type Situation = {
  orderId: string;
  orderName: string;
  flow: Flow;
  items: readonly Item[];
  assignees: Assignees;
  /** Closed in Shopify: no item may be worked on any more. */
  cancelledInShopify: boolean;
  /** The shop has not started with it: it is kept, and nobody works on it. */
  isInShadow: boolean;
};
