import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import { TAKE_BACK_WINDOW, type TakenBack } from "../../domain/workflow/undo.ts";
import type { CustomerDecision, CustomerOrder } from "../../domain/screens/customer-order.ts";
import { isCustomersTurn } from "../../domain/screens/customer-standing.ts";
import type { CustomerStanding } from "../../domain/words/customer-standings.ts";
import { PHOTO_PROBLEM_KINDS, PHOTO_PROBLEM_WORDS } from "../../domain/intake/photo-problems.ts";
import { otherCountWords } from "../../domain/files/photos-in-place.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import type { Notice } from "./frame.ts";

/** What the customer is told after a decision: what was done, what happens next, and what was not done and why. */
export function noticeOf(intent: CustomerDecision, outcome: ActOutcome, order: CustomerOrder): Notice {
  const decided = outcome.moved.filter(({ isSibling }) => !isSibling);
  const refused = outcome.refused.map(
    ({ itemId, refusal }) => `${nameOf(order, itemId)}${WHY_NOT[refusal] ?? NOT_NOW}`,
  );
  if (decided.length === 0)
    return {
      kind: "problem",
      title: "Nothing was decided",
      lines: [...new Set(refused), "Below you see how it stands now."],
    };
  const isApproval = intent === "approve_artwork";
  const standingOf = (itemId: string) => order.items.find((item) => item.itemId === itemId)?.standing;
  if (isApproval && decided.every(({ itemId }) => standingOf(itemId) === "approval_needed"))
    return {
      kind: "problem",
      title: "That approval does not count any more",
      lines: ["Below you see how it stands now."],
    };
  const names = decided.map(({ itemId }) => nameOf(order, itemId).replace(": ", "")).filter(Boolean);
  const left = order.items.filter(({ standing }) => isCustomersTurn(standing)).length;
  const next = left > 0 ? `${left === 1 ? "One more item is" : `${left} more items are`} waiting for you below.` : null;
  const done = order.items.length > 1 && names.length > 0 ? [`${DONE[intent]} ${LIST.format(names)}.`] : [];
  const isAllApproved = isApproval && order.items.every(({ standing }) => AFTER_APPROVAL.includes(standing));
  const after = isAllApproved ? "Everything is approved. We make and pack your order next." : NEXT[intent];
  const isTakeable = order.items.some((item) => item.takesBack && decided.some(({ itemId }) => itemId === item.itemId));
  return {
    kind: "done",
    title: THANKS[intent],
    lines: [...done, after, ...(isTakeable ? [TAKE_BACK] : []), ...refused, ...(next ? [next] : [])],
  };
}

/** What they are told after they took an approval back, or why it was not. */
export function takenBackNotice(outcome: TakenBack, order: CustomerOrder): Notice {
  if ("refused" in outcome)
    return {
      kind: "problem",
      title: "It could not be taken back",
      lines: [
        WHY_NOT_BACK[outcome.refused] ?? "It has changed since you approved it.",
        "Please write to us, by an answer to our email, if something is wrong with it.",
      ],
    };
  // Asked again by a page of before: what they have approved anew since stays approved.
  if (outcome.takenBack.some((id) => order.items.find(({ itemId }) => itemId === id)?.standing !== "approval_needed"))
    return {
      kind: "problem",
      title: "It had been taken back already",
      lines: ["It has changed since then. Below you see how it stands now."],
    };
  const names = outcome.takenBack.map((itemId) => nameOf(order, itemId).replace(": ", "")).filter(Boolean);
  return {
    kind: "done",
    title: "Your approval is taken back",
    lines: [
      names.length > 0
        ? `Nothing is made of ${LIST.format(names)} until you decide again.`
        : "Nothing is made until you decide again.",
      "You can approve it below, or ask for changes.",
    ],
  };
}

/** What the page says after a photo was sent, by the words in the address; null for any others. `hasArrived`: the photo that the address speaks of is there. */
export function photoNotice(query: URLSearchParams, { hasArrived }: { hasArrived: boolean }): Notice | null {
  if (query.get("said") === "photo" && hasArrived) {
    const [sent, marked] = ["sent", "marked"].map((name) => (/^\d{1,2}$/.exec(query.get(name) ?? "") ?? [])[0]);
    const counts = sent && marked ? otherCountWords(Number(sent), Number(marked)) : null;
    const next = "We will look at it next, and write to you if there is another question.";
    return {
      kind: "done",
      title: "Thank you, your new photo has arrived",
      lines: counts ? [counts, next] : [next],
    };
  }
  const why = PHOTO_PROBLEM_KINDS.find((kind) => kind === query.get("problem"));
  if (!why) return null;
  const file = /^\d{1,2}$/.test(query.get("file") ?? "") ? `File ${query.get("file")}: ` : "";
  return { kind: "problem", title: "Your photo could not be taken", lines: [`${file}${PHOTO_PROBLEM_WORDS[why]}`] };
}

const WHY_NOT_BACK: Partial<Record<Refusal, string>> = {
  undo_too_late: `The ${TAKE_BACK_WINDOW} are over, and we have begun to make it.`,
  order_cancelled: "This order was cancelled.",
};

const TAKE_BACK = `Changed your mind? For ${TAKE_BACK_WINDOW} you can take it back below.`;

const AFTER_APPROVAL: readonly CustomerStanding[] = ["being_made", "done", "cancelled"];

const THANKS: Record<CustomerDecision, string> = {
  approve_artwork: "Thank you for your approval",
  request_changes: "Thank you, we have your request",
  keep_photo: "Thank you, we continue with your photo",
};

const DONE: Record<CustomerDecision, string> = {
  approve_artwork: "You approved",
  request_changes: "You asked for changes to",
  keep_photo: "You chose to continue with the current photo of",
};

const NEXT: Record<CustomerDecision, string> = {
  approve_artwork: "As soon as everything in your order is approved, we make and pack it.",
  request_changes: "A person reads every request. We will email you when there is something new to look at.",
  keep_photo: "We will email you when there is something to look at.",
};

const CHANGED =
  "This has changed since you opened the page, so your decision was not taken. Please look at it once more.";
const NOT_NOW = "This cannot be decided any more, or not yet.";

/** Only the refusals that a customer's decision can meet; the others speak of staff. */
const WHY_NOT: Partial<Record<Refusal, string>> = {
  changed_meanwhile: CHANGED,
  wrong_step: CHANGED,
  no_readable_photo: "We have no photo that can be opened. Please send one.",
  photo_not_kept: "We cannot continue with this photo. Please send a new one.",
  no_picture: "There is no picture of this artwork yet. We will write to you as soon as there is.",
  needs_note: "Please write what you would like to have changed.",
  order_cancelled: "This order was cancelled.",
  unknown_item: "This is not part of your order.",
};

const LIST = new Intl.ListFormat("en-GB");

function nameOf(order: CustomerOrder, itemId: string): string {
  const item = order.items.find((one) => one.itemId === itemId);
  return item && order.items.length > 1 ? `Item ${item.number} (${item.product}): ` : "";
}
