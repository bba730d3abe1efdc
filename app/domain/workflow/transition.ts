import { isApproved } from "./approval.ts";
import { opens } from "./barrier.ts";
import { itemIn, write, type ApprovedBy, type Draft, type IssueEnding, type Target } from "./draft.ts";
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
  const { step: from, reworkCause } = itemIn(draft, itemId);
  const isAnswered = reworkCause === "answered";
  const isByHand = draft.movedByHand.has(itemId);
  write(draft, itemId, { step, readyFor: null });
  // Put where it stands, by hand or as its line was swapped, it waits no more, but the customer still has to hear the answer.
  const isStillOwed = isAnswered && step === from;
  if ((isAnswered && !isStillOwed) || PROGRESS[step] >= PROGRESS.customer_approval)
    write(draft, itemId, { reworkCause: null });
  const { onEntry } = sheetOf(step);
  if (onEntry && !isByHand) draft.emails.add(isAnswered ? "return_to_customer" : onEntry);
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
  write(draft, itemId, { artfileVersion: version, artfilePhotoVersion: item.photoVersion, hasNoPicture: false });
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

/** A new version of the artfile, made from the newest photo unless the target names another. */
export function addArtfile(draft: Draft, { itemId, fromPhotoVersion }: Target): void {
  const item = itemIn(draft, itemId);
  const version = item.artfileVersion + 1;
  const photoVersion = Math.min(fromPhotoVersion ?? item.photoVersion, item.photoVersion);
  voidApproval(draft, itemId);
  write(draft, itemId, { artfileVersion: version, artfilePhotoVersion: photoVersion, hasNoPicture: false });
  draft.effects.push({ kind: "add_artfile", itemId, version, photoVersion });
}

/** Tells the artist what to do, with the reason why the item is back. */
export function instruct(draft: Draft, itemId: string, instructions: string): void {
  const cause = itemIn(draft, itemId).reworkCause;
  draft.effects.push({ kind: "instruct_artist", itemId, cause, instructions: instructions.trim() });
}

/** What ends with an item that comes to its end. */
export function closeItem(ending: IssueEnding): (draft: Draft, target: Target) => void {
  return (draft, { itemId }) => {
    endIssue(draft, itemId, ending);
    endRevision(draft, itemId);
  };
}

/** Ends the open issue of an item that stands in it. */
export function endIssue(draft: Draft, itemId: string, ending: IssueEnding): void {
  const { step, readyFor } = itemIn(draft, itemId);
  if (step === "photo_issue" && readyFor === null) draft.effects.push({ kind: "close_issue", itemId, ending });
}

/** Takes back a customer's request that nobody has answered, where there is one. */
export function endRevision(draft: Draft, itemId: string): void {
  if (!itemIn(draft, itemId).hasOpenRevision) return;
  write(draft, itemId, { hasOpenRevision: false });
  draft.effects.push({ kind: "close_revision", itemId });
}
