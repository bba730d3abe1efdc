import { isSkipped, requestStep } from "../words/flow.ts";
import { isAfterApproval, PROGRESS } from "../words/steps.ts";
import { action, type ActionSheet, type Fields } from "./action-sheet.ts";
import { APP_SHEETS } from "./actions-of-app.ts";
import { itemIn, write } from "./draft.ts";
import {
  addArtfile,
  approve,
  closeItem,
  endIssue,
  endRevision,
  instruct,
  passSkipped,
  takePhotoAsArtfile,
  voidApproval,
} from "./transition.ts";

/** Every action on one sheet, in the words of the screens. */
export const ACTION_SHEETS = {
  approve_photo: action({ door: "button", takes: {}, told: "approved the photo" }),
  reject_photo: action({
    door: "button",
    takes: { reasonId: "reason", comment: "text", photoIds: "photos" },
    note: "comment",
    reason: "reasonId",
    told: "rejected the photo",
    tellsOf: "reason",
    does(draft, { itemId }, { reasonId, comment, photoIds = [] }) {
      write(draft, itemId, { photoKept: false });
      draft.effects.push({ kind: "open_issue", itemId, reasonId, comment: comment.trim(), photoIds });
      draft.emails.add("order_issue");
    },
  }),
  /** `isReadable: false` while its bytes are still to be checked: `photo_arrived` follows. */
  replace_photo: action({
    door: "own door",
    aside: true,
    takes: { note: "optional text", isReadable: "tick" },
    note: "note",
    told: "replaced the photo",
    does(draft, { itemId }, { isReadable = true }) {
      const version = itemIn(draft, itemId).photoVersion + 1;
      endIssue(draft, itemId, "new_photo");
      endRevision(draft, itemId);
      voidApproval(draft, itemId);
      write(draft, itemId, { photoVersion: version, hasReadablePhoto: isReadable, photoKept: false });
      draft.effects.push({ kind: "add_photo", itemId, version });
    },
  }),
  keep_photo: action({
    door: "button",
    takes: { note: "optional text" },
    note: "note",
    asks: {
      title: "Continue with the current photo",
      label: "How did the customer tell you? This stays in the history.",
    },
    told: "chose to continue with the current photo",
    does(draft, { itemId }) {
      endIssue(draft, itemId, "kept");
      write(draft, itemId, { photoKept: true });
    },
  }),
  /** The photos were found on the order itself, and several lines can want them. */
  place_photo: action({
    door: "button",
    takes: { lineId: "line" },
    told: "said which line of the order the photo belongs to",
    tellsOf: "line",
    does(draft, { itemId }, { lineId }) {
      draft.effects.push({ kind: "place_item", itemId, lineId });
      write(draft, itemId, { placeAmong: [] });
    },
  }),
  submit_artfile: action({
    door: "own door",
    takes: { olderPhotoAccepted: "tick" },
    told: "uploaded an artfile",
    tellsOf: "file",
    does: addArtfile,
  }),
  push_back: action({
    door: "button",
    aside: true,
    takes: { note: "text" },
    note: "note",
    asks: { title: "Push back to Image Approval", label: "What is wrong with the photo?" },
    told: "pushed the photo back",
  }),
  pass_artfile: action({ door: "button", takes: {}, told: "passed the artfile" }),
  reject_artfile: action({
    door: "button",
    takes: { instructions: "text" },
    note: "instructions",
    asks: { title: "Reject the artfile", label: "Instructions for the artist" },
    told: "rejected the artfile",
    does(draft, { itemId }, { instructions }) {
      write(draft, itemId, { reworkCause: "quality_control" });
      instruct(draft, itemId, instructions);
    },
  }),
  forward_revision: action({
    door: "button",
    takes: { instructions: "optional text" },
    note: "instructions",
    asks: {
      title: "Forward to the artist",
      label: "Instructions for the artist, besides the customer's words (optional)",
      isOptional: true,
    },
    told: "forwarded the customer's request to the artist",
    does(draft, { itemId }, { instructions = "" }) {
      write(draft, itemId, { hasOpenRevision: false, reworkCause: "customer" });
      draft.effects.push({ kind: "forward_revision", itemId, instructions: instructions.trim() || null });
      instruct(draft, itemId, instructions);
    },
  }),
  answer_revision: action({
    door: "button",
    takes: { answer: "text" },
    note: "answer",
    asks: { title: "Answer the customer", label: "Your answer; it goes to the customer by email" },
    told: "answered the customer's request",
    does(draft, { itemId }, { answer }) {
      write(draft, itemId, { hasOpenRevision: false, reworkCause: "answered" });
      draft.effects.push({ kind: "answer_revision", itemId, answer: answer.trim() });
    },
  }),
  /** `thanks: false`: a member who acts for the customer does not have them thanked by email. */
  approve_artwork: action({
    door: "button",
    takes: { note: "optional text", thanks: "tick" },
    note: "note",
    asks: {
      title: "Approve for the customer",
      label: "How did the customer tell you? For example: by phone, on Monday. This stays in the history.",
      tick: { field: "thanks", label: "Thank the customer by email once all of the order is approved" },
    },
    told: "approved the artwork",
    does(draft, { itemId }, command, actor) {
      approve(draft, itemId, actor.kind === "member" ? "manager" : "customer", written(command.note));
    },
  }),
  request_changes: action({
    door: "button",
    takes: { note: "text" },
    note: "note",
    asks: {
      title: "Request changes for the customer",
      label: "What does the customer want changed, and how did they tell you?",
    },
    told: "asked for changes",
    does(draft, { itemId }, command) {
      const item = itemIn(draft, itemId);
      const note = command.note.trim();
      const isChecked = requestStep(item) === "quality_control";
      write(draft, itemId, { reworkCause: "customer", hasOpenRevision: isChecked });
      draft.effects.push({ kind: "open_revision", itemId, artfileVersion: item.artfileVersion, note });
      if (isChecked) return;
      draft.effects.push({ kind: "forward_revision", itemId, instructions: null });
      instruct(draft, itemId, note);
    },
  }),
  replace_artfile: action({
    door: "own door",
    aside: true,
    takes: { olderPhotoAccepted: "tick" },
    told: "replaced the artfile",
    tellsOf: "file",
    does(draft, target) {
      write(draft, target.itemId, { sentToPrinter: false });
      addArtfile(draft, target);
    },
  }),
  send_to_printer: action({
    door: "button",
    takes: {},
    told: "marked it as sent to the printer",
    does(draft, { itemId }) {
      write(draft, itemId, { sentToPrinter: true });
    },
  }),
  fulfil: action({ door: "own door", takes: {}, told: "fulfilled it" }),
  reprint: action({
    door: "button",
    takes: { cause: "text" },
    note: "cause",
    reason: "cause",
    asks: { title: "Reprint", label: "Why is it printed again?" },
    told: "opened it again for a reprint",
    does(draft, { itemId }) {
      write(draft, itemId, { sentToPrinter: false });
    },
  }),
  move: action({
    door: "button",
    aside: true,
    takes: { to: "step", note: "optional text" },
    note: "note",
    told: "moved it by hand",
    does(draft, { itemId }, command) {
      const item = itemIn(draft, itemId);
      const { to } = command;
      draft.movedByHand.add(itemId);
      if (to !== "photo_issue") endIssue(draft, itemId, "moved");
      if (to !== "quality_control") endRevision(draft, itemId);
      if (PROGRESS[to] <= PROGRESS.customer_approval) voidApproval(draft, itemId);
      if (PROGRESS[to] < PROGRESS.fulfilment) write(draft, itemId, { sentToPrinter: false });
      passSkipped(draft, itemId, item.step, to);
      const needsFile =
        isSkipped(item.skips, "artwork") && item.artfileVersion === 0 && PROGRESS[to] > PROGRESS.artwork;
      if (needsFile && to !== "done") takePhotoAsArtfile(draft, itemId);
      if (isAfterApproval(to))
        approve(draft, itemId, isSkipped(item.skips, "customer_approval") ? "flow" : "manager", written(command.note));
    },
  }),
  cancel: action({
    door: "button",
    aside: true,
    takes: { note: "optional text" },
    note: "note",
    asks: { title: "Cancel the item", label: "Why? (optional) Nothing is cancelled in Shopify.", isOptional: true },
    told: "cancelled it",
    does: closeItem("cancelled"),
  }),
  ...APP_SHEETS,
};

type Sheets = typeof ACTION_SHEETS;
export type Action = keyof Sheets;

/** What can be asked of an item. */
export const ACTIONS = Object.keys(ACTION_SHEETS) as Action[];

/** An action's sheet; what it does takes its own command only, which `Command` holds together and a sheet in hand cannot. */
export function actionSheet(action: Action): ActionSheet {
  return ACTION_SHEETS[action] as unknown as ActionSheet;
}

/** One command with what it takes, by its action's sheet. */
export type Command = { [A in Action]: { action: A } & Fields<Sheets[A]["takes"]> }[Action];

/** What the person wrote in a command, whatever it is called there; null when nothing. */
export function noteOf(command: Command): string | null {
  return written(fieldOf(command, actionSheet(command.action).note));
}

/** The reason that a command gives, whatever it is called there; null when none. */
export function reasonOf(command: Command): string | null {
  return written(fieldOf(command, actionSheet(command.action).reason));
}

/** Which of the shop's rejection reasons a command names; null for a command that takes none. */
export function rejectionReasonOf(command: Command): string | null {
  const { takes } = actionSheet(command.action);
  const reasonId = fieldOf(
    command,
    Object.keys(takes).find((field) => takes[field] === "reason"),
  );
  return typeof reasonId === "string" ? reasonId : null;
}

function fieldOf(command: Command, field: string | undefined): unknown {
  return field === undefined ? undefined : (command as Readonly<Record<string, unknown>>)[field];
}

function written(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
