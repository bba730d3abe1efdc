import type { Actor } from "../words/actors.ts";
import { isApproved } from "./approval.ts";
import { noteOf, type Action, type Command } from "../words/commands.ts";
import type { IssueEnding, Target } from "./decision.ts";
import { itemIn, write, type Draft } from "./draft.ts";
import { isSkipped } from "../words/flow.ts";
import { PROGRESS } from "../words/steps.ts";
import { approve, passSkipped, takePhotoAsArtfile, voidApproval } from "./transition.ts";

/** One action on one item: where its rows are written, before the item goes where the table leads it. */
type Consequence<A extends Action> = (
  draft: Draft,
  target: Target,
  command: Extract<Command, { action: A }>,
  actor: Actor,
) => void;

/** Lets an action take effect on the draft, all but the step it leads to. */
export function takeEffect(draft: Draft, target: Target, command: Command, actor: Actor): void {
  const consequence = CONSEQUENCES[command.action] as Consequence<Action>;
  consequence(draft, target, command, actor);
}

const CONSEQUENCES: { [A in Action]: Consequence<A> } = {
  approve_photo: () => {},
  reject_photo(draft, { itemId }, { reasonId, comment, photoIds = [] }) {
    write(draft, itemId, { photoKept: false });
    draft.effects.push({ kind: "open_issue", itemId, reasonId, comment: comment.trim(), photoIds });
    draft.emails.add("order_issue");
  },
  replace_photo(draft, { itemId }, { isReadable = true }) {
    const version = itemIn(draft, itemId).photoVersion + 1;
    endIssue(draft, itemId, "new_photo");
    endRevision(draft, itemId);
    voidApproval(draft, itemId);
    write(draft, itemId, { photoVersion: version, hasReadablePhoto: isReadable, photoKept: false });
    draft.effects.push({ kind: "add_photo", itemId, version });
  },
  keep_photo(draft, { itemId }) {
    endIssue(draft, itemId, "kept");
    write(draft, itemId, { photoKept: true });
  },
  submit_artfile: addArtfile,
  push_back: () => {},
  pass_artfile: () => {},
  reject_artfile(draft, { itemId }, { instructions }) {
    write(draft, itemId, { reworkCause: "quality_control" });
    instruct(draft, itemId, instructions);
  },
  forward_revision(draft, { itemId }, { instructions = "" }) {
    write(draft, itemId, { hasOpenRevision: false, reworkCause: "customer" });
    draft.effects.push({ kind: "forward_revision", itemId, instructions: instructions.trim() || null });
    instruct(draft, itemId, instructions);
  },
  answer_revision(draft, { itemId }, { answer }) {
    write(draft, itemId, { hasOpenRevision: false, reworkCause: "answered" });
    draft.effects.push({ kind: "answer_revision", itemId, answer: answer.trim() });
  },
  approve_artwork(draft, { itemId }, command, actor) {
    approve(draft, itemId, actor.kind === "member" ? "manager" : "customer", noteOf(command));
  },
  request_changes(draft, { itemId }, command) {
    const item = itemIn(draft, itemId);
    const note = command.note.trim();
    const isChecked = !isSkipped(item.skips, "quality_control");
    write(draft, itemId, { reworkCause: "customer", hasOpenRevision: isChecked });
    draft.effects.push({ kind: "open_revision", itemId, artfileVersion: item.artfileVersion, note });
    if (isChecked) return;
    draft.effects.push({ kind: "forward_revision", itemId, instructions: null });
    instruct(draft, itemId, note);
  },
  replace_artfile(draft, target) {
    write(draft, target.itemId, { sentToPrinter: false });
    addArtfile(draft, target);
  },
  send_to_printer(draft, { itemId }) {
    write(draft, itemId, { sentToPrinter: true });
  },
  fulfil: () => {},
  reprint(draft, { itemId }) {
    write(draft, itemId, { sentToPrinter: false });
  },
  move(draft, { itemId }, command) {
    const item = itemIn(draft, itemId);
    const { to } = command;
    draft.movedByHand.add(itemId);
    if (to !== "photo_issue") endIssue(draft, itemId, "moved");
    if (to !== "quality_control") endRevision(draft, itemId);
    if (PROGRESS[to] <= PROGRESS.customer_approval) voidApproval(draft, itemId);
    if (PROGRESS[to] < PROGRESS.fulfilment) write(draft, itemId, { sentToPrinter: false });
    passSkipped(draft, itemId, item.step, to);
    const needsFile = isSkipped(item.skips, "artwork") && item.artfileVersion === 0 && PROGRESS[to] > PROGRESS.artwork;
    if (needsFile && to !== "done") takePhotoAsArtfile(draft, itemId);
    if (to === "fulfilment")
      approve(draft, itemId, isSkipped(item.skips, "customer_approval") ? "flow" : "manager", noteOf(command));
  },
  cancel: close("cancelled"),
  photo_arrived(draft, { itemId }) {
    write(draft, itemId, { hasReadablePhoto: true });
  },
  cancel_in_shopify: close("cancelled"),
  fulfil_in_shopify(draft, target) {
    const item = itemIn(draft, target.itemId);
    if (!isApproved(item)) draft.effects.push({ kind: "task_fulfilled_before_approval", itemId: item.id });
    close("moved")(draft, target);
  },
  reopen_in_shopify(draft, { itemId }) {
    voidApproval(draft, itemId);
    write(draft, itemId, { sentToPrinter: false });
  },
};

function addArtfile(draft: Draft, { itemId, fromPhotoVersion }: Target): void {
  const item = itemIn(draft, itemId);
  const version = item.artfileVersion + 1;
  const photoVersion = Math.min(fromPhotoVersion ?? item.photoVersion, item.photoVersion);
  voidApproval(draft, itemId);
  write(draft, itemId, { artfileVersion: version, artfilePhotoVersion: photoVersion });
  draft.effects.push({ kind: "add_artfile", itemId, version, photoVersion });
}

function instruct(draft: Draft, itemId: string, instructions: string): void {
  const cause = itemIn(draft, itemId).reworkCause;
  draft.effects.push({ kind: "instruct_artist", itemId, cause, instructions: instructions.trim() });
}

function close(ending: IssueEnding): (draft: Draft, target: Target) => void {
  return (draft, { itemId }) => {
    endIssue(draft, itemId, ending);
    endRevision(draft, itemId);
  };
}

function endIssue(draft: Draft, itemId: string, ending: IssueEnding): void {
  const { step, readyFor } = itemIn(draft, itemId);
  if (step === "photo_issue" && readyFor === null) draft.effects.push({ kind: "close_issue", itemId, ending });
}

function endRevision(draft: Draft, itemId: string): void {
  if (!itemIn(draft, itemId).hasOpenRevision) return;
  write(draft, itemId, { hasOpenRevision: false });
  draft.effects.push({ kind: "close_revision", itemId });
}
