import type { Command } from "../words/commands.ts";
import { itemIn, write, type Draft } from "./draft.ts";
import { isSkipped } from "../words/flow.ts";
import { goOn, goTo } from "./transition.ts";
import type { Leads } from "./workflow.ts";

/** Brings an item to where its line of the table leads. */
export function lead(draft: Draft, itemId: string, leads: Leads, command: Command): void {
  WAYS[leads](draft, itemId, command);
}

const WAYS: Record<Leads, (draft: Draft, itemId: string, command: Command) => void> = {
  on: (draft, itemId) => goOn(draft, itemId, itemIn(draft, itemId).step),
  "on or stays": (draft, itemId) => {
    const { step, readyFor } = itemIn(draft, itemId);
    if (step === "photo_review" && readyFor === null) passReview(draft, itemId);
  },
  "on or back to review": (draft, itemId) => {
    if (draft.after.flow.keepPhotoLeads === "on") goOn(draft, itemId, "photo_review");
    else goTo(draft, itemId, "photo_review");
  },
  stays: () => {},
  photo_review: (draft, itemId, command) => {
    goTo(draft, itemId, "photo_review");
    if (command.action === "replace_photo" || command.action === "reopen_in_shopify") passReview(draft, itemId);
  },
  photo_issue: (draft, itemId) => goTo(draft, itemId, "photo_issue"),
  rework: goToRework,
  "quality_control or rework": (draft, itemId) => {
    if (isSkipped(itemIn(draft, itemId).skips, "quality_control")) goToRework(draft, itemId);
    else goTo(draft, itemId, "quality_control");
  },
  "on after artwork": (draft, itemId) => goOn(draft, itemId, "artwork"),
  customer_approval: (draft, itemId) => write(draft, itemId, { readyFor: "customer_approval" }),
  fulfilment: (draft, itemId) => goTo(draft, itemId, "fulfilment"),
  done: (draft, itemId) => goTo(draft, itemId, "done"),
  cancelled: (draft, itemId) => goTo(draft, itemId, "cancelled"),
  "chosen step": (draft, itemId, command) => {
    if (command.action === "move") goTo(draft, itemId, command.to);
  },
};

/** A review that the flow leaves out is passed as soon as the photo can be read. */
function passReview(draft: Draft, itemId: string): void {
  const { skips, hasReadablePhoto } = itemIn(draft, itemId);
  if (isSkipped(skips, "photo_review") && hasReadablePhoto) goOn(draft, itemId, "photo_review");
}

/** Back to the artist; a print-ready photo, which nobody draws, goes back to where photos are looked at. */
function goToRework(draft: Draft, itemId: string): void {
  goTo(draft, itemId, isSkipped(itemIn(draft, itemId).skips, "artwork") ? "photo_review" : "artwork");
}
