import type { Step } from "../words/steps.ts";

/** An issue that is over, as the screens show it. Times are ISO. */
export type EndedIssue = {
  id: string;
  orderId: string;
  orderName: string;
  itemNumber: number;
  productTitle: string;
  reason: string;
  openedAt: string;
  endedAt: string;
  /** What the customer did, or what became of it, in a sentence. */
  ending: string;
  step: Step;
};

/** How an issue came to its end, in words; a text from the database that is none of these says nothing. */
export const ISSUE_ENDING_WORDS: Partial<Record<string, string>> = {
  new_photo: "A new photo was attached",
  kept: "The customer continues with the current photo",
  moved: "A manager moved the item by hand",
  cancelled: "The item was cancelled",
};

/** Issues that ended within so many days are shown. */
export const ENDED_ISSUES_DAYS = 14;
