import type { CustomerStanding } from "../words/customer-standings.ts";
import { lacksPicture } from "../workflow/lacks-picture.ts";
import type { Item } from "../words/situation.ts";
import { CUSTOMERS_STEPS, isAfterApproval, sheetOf, type Step } from "../words/steps.ts";

/** Each standing in plain words: what is going on, and what it means for the customer. */
export const CUSTOMER_STANDING_WORDS: Record<CustomerStanding, { title: string; meaning: string }> = {
  photo_looked_at: {
    title: "We are looking at your photo",
    meaning: "A person looks at every photo before we begin. There is nothing you need to do.",
  },
  photo_needed: { title: "We need your help", meaning: "Please look at what we found and tell us what to do." },
  being_drawn: { title: "Your artwork is being made", meaning: "There is nothing you need to do." },
  being_changed: {
    title: "Your changes are being made",
    meaning: "The artist has your request. There is nothing you need to do.",
  },
  being_checked: { title: "We are checking the artwork", meaning: "There is nothing you need to do." },
  changes_asked: { title: "We have your request for changes", meaning: "We will look at it and write back to you." },
  being_prepared: {
    title: "Your artwork is being prepared",
    meaning: "We will write to you as soon as there is a picture for you to look at. There is nothing you need to do.",
  },
  approval_needed: {
    title: "Ready for you to look at",
    meaning: "Please look at the artwork and tell us whether we may make it like this.",
  },
  waits_for_rest: {
    title: "Waits for the rest of your order",
    meaning: "This one is ready and goes on together with the others.",
  },
  approved: { title: "Approved", meaning: "It will be made as soon as the rest of your order is ready too." },
  being_made: { title: "Being made and packed", meaning: "There is nothing you need to do." },
  done: { title: "Finished", meaning: "It is on its way to you." },
  cancelled: { title: "Cancelled", meaning: "Nothing more will happen with it." },
  just_changed: {
    title: "We are working on it right now",
    meaning: "Reload this page in a moment to see what is new.",
  },
};

type Seen = Pick<Item, "step" | "readyFor" | "reworkCause" | "hasOpenRevision"> & Partial<Pick<Item, "hasNoPicture">>;

/** Where an item is for its customer; `isSettled` is false while the member who acted last may still take it back. */
export function customerStanding(item: Seen, isSettled: boolean): CustomerStanding {
  if (!isSettled) return "just_changed";
  if (item.readyFor !== null) return isAfterApproval(item.readyFor) ? "approved" : "waits_for_rest";
  if (item.step === "quality_control" && item.hasOpenRevision) return "changes_asked";
  if (item.step === "photo_review" && item.reworkCause === "customer") return "changes_asked";
  if (item.step === "artwork" && item.reworkCause === "customer") return "being_changed";
  if (lacksPicture(item)) return "being_prepared";
  return sheetOf(item.step).forCustomer;
}

/** Whether it is the customer's turn. */
export function isCustomersTurn(standing: CustomerStanding): boolean {
  return CUSTOMERS_STEPS.some((step) => sheetOf(step).forCustomer === standing);
}

/** What the usual time is told of: the step itself, or what follows the customer's own turn. */
const TIMED: Record<CustomerStanding, { step: Step; before: string } | null> = {
  photo_looked_at: { step: "photo_review", before: "This usually takes" },
  photo_needed: { step: "photo_review", before: "Once you have answered, we usually go on within" },
  being_drawn: { step: "artwork", before: "This usually takes" },
  being_changed: { step: "artwork", before: "This usually takes" },
  being_checked: { step: "quality_control", before: "This usually takes" },
  changes_asked: { step: "quality_control", before: "You usually hear from us within" },
  being_prepared: null,
  approval_needed: { step: "fulfilment", before: "Once everything is approved, making and packing usually takes" },
  waits_for_rest: null,
  approved: { step: "fulfilment", before: "Making and packing usually takes" },
  being_made: { step: "fulfilment", before: "This usually takes" },
  done: null,
  cancelled: null,
  just_changed: null,
};

/** The usual time in a sentence, from the shop's usual hours of each step; null where time does not count. */
export function usualTime(standing: CustomerStanding, usual: Record<Step, number | null>): string | null {
  const timed = TIMED[standing];
  const hours = timed && usual[timed.step];
  return timed && hours ? `${timed.before} ${roughly(hours)}.` : null;
}

function roughly(hours: number): string {
  if (hours < 1.5) return "about an hour";
  if (hours < 20) return `about ${Math.round(hours)} hours`;
  const days = Math.round(hours / 24);
  return days <= 1 ? "about a day" : `about ${days} days`;
}
