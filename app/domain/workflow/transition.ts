import { isApproved } from "./approval.ts";
import { opens } from "./barrier.ts";
import { itemIn, write, type Draft } from "./draft.ts";
import type { ApprovedBy } from "./decision.ts";
import { isSkipped, stepAfter } from "../words/flow.ts";
import { PROGRESS, sheetOf, type Step } from "../words/steps.ts";

/** Sends an item on from a step to the next one of its path: forward it waits at the barrier, back it goes at once. */
export function goOn(draft: Draft, itemId: string, from: Step): void {
  const item = itemIn(draft, itemId);
  const next = stepAfter(item, from);
  passSkipped(draft, itemId, from, next);
  if (PROGRESS[next] > PROGRESS[item.step]) write(draft, itemId, { readyFor: next });
  else goTo(draft, itemId, next);
}

/** Puts an item into a step at once, past every barrier. */
export function goTo(draft: Draft, itemId: string, step: Step): void {
  const isAnswered = itemIn(draft, itemId).reworkCause === "answered";
  write(draft, itemId, { step, readyFor: null });
  if (isAnswered || PROGRESS[step] >= PROGRESS.customer_approval) write(draft, itemId, { reworkCause: null });
  const { onEntry } = sheetOf(step);
  if (onEntry && !draft.movedByHand.has(itemId)) draft.emails.add(isAnswered ? "return_to_customer" : onEntry);
}

/** Lets through every item whose barrier is open. One pass is enough: an item that waits already counts as arrived. */
export function letThrough(draft: Draft): void {
  for (const { id, readyFor } of draft.after.items) {
    if (readyFor !== null && opens(readyFor, draft.after)) goTo(draft, id, readyFor);
  }
}

/** What skipped steps do on the way: a print-ready photo becomes the artfile, and the flow approves in the customer's place. */
export function passSkipped(draft: Draft, itemId: string, from: Step, to: Step): void {
  const { skips } = itemIn(draft, itemId);
  const passes = (step: Step) =>
    isSkipped(skips, step) && PROGRESS[from] < PROGRESS[step] && PROGRESS[step] < PROGRESS[to];
  if (passes("artwork")) takePhotoAsArtfile(draft, itemId);
  if (passes("customer_approval")) approve(draft, itemId, "flow", null);
}

/** Makes the newest photo the artfile, unless the newest artfile was already made from it. */
export function takePhotoAsArtfile(draft: Draft, itemId: string): void {
  const item = itemIn(draft, itemId);
  const isThere = item.artfileVersion > 0 && item.artfilePhotoVersion === item.photoVersion;
  if (isThere || !item.hasReadablePhoto) return;
  const version = item.artfileVersion + 1;
  voidApproval(draft, itemId);
  write(draft, itemId, { artfileVersion: version, artfilePhotoVersion: item.photoVersion });
  draft.effects.push({ kind: "photo_becomes_artfile", itemId, version, photoVersion: item.photoVersion });
}

/** Records that the newest artfile of an item is approved, once. */
export function approve(draft: Draft, itemId: string, by: ApprovedBy, note: string | null): void {
  const item = itemIn(draft, itemId);
  if (item.artfileVersion === 0 || isApproved(item)) return;
  write(draft, itemId, { approvedArtfileVersion: item.artfileVersion });
  draft.effects.push({ kind: "record_approval", itemId, artfileVersion: item.artfileVersion, by, note });
}

/** Takes an approval away, where there is one. */
export function voidApproval(draft: Draft, itemId: string): void {
  const { approvedArtfileVersion } = itemIn(draft, itemId);
  if (approvedArtfileVersion === null) return;
  write(draft, itemId, { approvedArtfileVersion: null });
  draft.effects.push({ kind: "void_approval", itemId, artfileVersion: approvedArtfileVersion });
}
