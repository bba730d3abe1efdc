import { ACTIONS, actionSheet, type Action } from "./actions.ts";
import { STEP_NAMES, type Step } from "../words/steps.ts";

/** Everything that a history can tell: what was done to an item, and what happened around it. */
export const HISTORY_EVENTS = [
  ...ACTIONS,
  "moved_on",
  "undone",
  "item_made",
  "item_added",
  "copies_changed",
  "photo_failed",
  "assigned",
  "waits_for_artist",
  "email_queued",
  "email_sent",
  "email_bounced",
  "email_withdrawn",
  "link_renewed",
  "reminders_stopped",
  "sorted_into_folder",
  "address_changed",
  "started_with",
  "deleted_in_shopify",
  "files_deleted",
  "line_replaced",
  "hold_placed",
  "hold_released",
  "hold_lifted",
  "hold_asked_again",
  "fulfilment_asked",
  "fulfilment_refused",
] as const;
export type HistoryEvent = (typeof HISTORY_EVENTS)[number];

/** What a sentence may speak of; all texts are plain and already cut to length. */
export type Told = {
  /** The member's name, "The customer" or "Proofline". */
  who: string;
  fromStep: Step | null;
  toStep: Step | null;
  readyFor: Step | null;
  note: string | null;
  /** Name of the rejection reason, the member, the email, the folder, the file or the count, as the event has it. */
  subject: string | null;
  forCustomer: boolean;
};

/** One row of history as a sentence for people. Of an item whose way leaves out the step that it begins at, waiting for its photo, that step is not told. */
export function tell(event: HistoryEvent, told: Told, skips: readonly Step[] = []): string {
  const isLeftOut = told.fromStep === null && told.toStep !== null && skips.includes(told.toStep);
  const place = told.forCustomer ? " for the customer" : "";
  const note = told.note === null || told.note === "" ? "" : `: “${told.note}”`;
  return `${told.who} ${HISTORY_SENTENCES[event](told)}${place}${isLeftOut ? "" : goesOn(told)}${note}`;
}

/** Who sent an item back to photo review from a later step, and why; null when that is not how it came there, or nobody said why. */
export function tellSentBack(event: HistoryEvent, told: Told): string | null {
  const isFromLater = told.fromStep !== "photo_review" && told.fromStep !== "photo_issue";
  return told.note && isFromLater ? tell(event, { ...told, toStep: told.fromStep }) : null;
}

/** The middle of each sentence: what was done. */
const HISTORY_SENTENCES: Record<HistoryEvent, (told: Told) => string> = {
  ...(Object.fromEntries(ACTIONS.map((action) => [action, sentenceOf(action)])) as Record<
    Action,
    (told: Told) => string
  >),
  moved_on: () => "let it through with the rest of the order",
  undone: ({ subject }) => `took it back${subject === null ? "" : ` (${subject})`}`,
  item_made: () => "made the item from the order",
  item_added: () => "added the item after an order edit",
  copies_changed: ({ subject }) => `changed the copies${subject === null ? "" : ` to ${subject}`}`,
  photo_failed: ({ subject }) => `could not read the photo${subject === null ? "" : ` (${subject})`}`,
  assigned: ({ subject }) => `assigned the order${subject === null ? "" : ` to ${subject}`}`,
  waits_for_artist: () => "found no artist with free capacity",
  email_queued: ({ subject }) => `queued the email ${subject ?? ""}`.trimEnd(),
  email_sent: ({ subject }) => `sent the email ${subject ?? ""}`.trimEnd(),
  email_bounced: ({ subject }) => `was told that the email ${subject ?? ""} bounced`.replace("  ", " "),
  email_withdrawn: ({ subject }) => `withdrew the email ${subject ?? ""}`.trimEnd(),
  link_renewed: () => "made a new link for the customer",
  reminders_stopped: () => "wants no more reminders about this order",
  sorted_into_folder: ({ subject }) => `sorted the order into ${subject ?? "no folder"}`,
  deleted_in_shopify: () => "learned that the order was deleted in Shopify",
  files_deleted: ({ subject }) => `deleted ${subject ?? "files"} whose time after the order’s end was over`,
  line_replaced: ({ subject }) => `took it to the line ${subject ?? "that is left"} after an order edit`,
  started_with: () => "started with the order",
  address_changed: () => "received a new shipping address",
  hold_placed: () => "placed a fulfilment hold",
  hold_released: () => "released the fulfilment hold",
  hold_lifted: () => "noticed that somebody lifted the fulfilment hold in Shopify",
  hold_asked_again: () => "asked to have it held again in Shopify",
  fulfilment_asked: () => "asked Shopify to fulfil it",
  fulfilment_refused: ({ subject }) => `was refused by Shopify${subject === null ? "" : ` (${subject})`}`,
};

function goesOn({ fromStep, toStep, readyFor }: Told): string {
  if (readyFor !== null) return `; it waits to enter ${STEP_NAMES[readyFor]}`;
  return toStep === null || toStep === fromStep ? "" : `; it went to ${STEP_NAMES[toStep]}`;
}

function sentenceOf(action: Action): (told: Told) => string {
  const { told, tellsOf } = actionSheet(action);
  return ({ subject }) => (tellsOf && subject !== null ? `${told} (${subject})` : told);
}
