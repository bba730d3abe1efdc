import type { Step } from "./steps.ts";

/** The kinds of things that a command brings along, with what each is. Texts are checked and cut to length at the door. */
type FieldValues = {
  text: string;
  "optional text": string;
  /** Which of the shop's rejection reasons. */
  reason: string;
  photos: readonly string[];
  step: Step;
  tick: boolean;
};
export type FieldKind = keyof FieldValues;
type OptionalKind = "optional text" | "photos" | "tick";

/** All that is said of one action besides what it does (`consequences.ts`) and where it can happen (`workflow.ts`). */
export type ActionSheet = {
  /** The doors it comes through: a button of a staff screen, a door of its own (with files, or by way of Shopify), or the app itself. */
  door: "button" | "own door" | "app";
  /** What a command brings along. */
  takes: Readonly<Record<string, FieldKind>>;
  /** Which of these is the note: it stands in the history, and a need for a note looks at it. */
  note?: string;
  /** Which of these is the reason that a need for a reason looks at. */
  reason?: string;
  /** The dialog that asks for the note, where that is all that a button has to ask for. */
  asks?: { title: string; label: string; isOptional?: true };
  /** The middle of its sentence in the history. */
  told: string;
  /** What the sentence names in brackets: the rejection reason or the file. */
  tellsOf?: "reason" | "file";
};

/** Every action on one sheet, in the words of the screens. */
export const ACTION_SHEETS = {
  approve_photo: { door: "button", takes: {}, told: "approved the photo" },
  reject_photo: {
    door: "button",
    takes: { reasonId: "reason", comment: "text", photoIds: "photos" },
    note: "comment",
    reason: "reasonId",
    told: "rejected the photo",
    tellsOf: "reason",
  },
  /** `isReadable: false` while its bytes are still to be checked: `photo_arrived` follows. */
  replace_photo: {
    door: "own door",
    takes: { note: "optional text", isReadable: "tick" },
    note: "note",
    told: "replaced the photo",
  },
  keep_photo: {
    door: "button",
    takes: { note: "optional text" },
    note: "note",
    asks: {
      title: "Continue with the current photo",
      label: "How did the customer tell you? This stays in the history.",
    },
    told: "chose to continue with the current photo",
  },
  submit_artfile: {
    door: "own door",
    takes: { olderPhotoAccepted: "tick" },
    told: "uploaded an artfile",
    tellsOf: "file",
  },
  push_back: {
    door: "button",
    takes: { note: "text" },
    note: "note",
    asks: { title: "Push back to Image Approval", label: "What is wrong with the photo?" },
    told: "pushed the photo back",
  },
  pass_artfile: { door: "button", takes: {}, told: "passed the artfile" },
  reject_artfile: {
    door: "button",
    takes: { instructions: "text" },
    note: "instructions",
    asks: { title: "Reject the artfile", label: "Instructions for the artist" },
    told: "rejected the artfile",
  },
  forward_revision: {
    door: "button",
    takes: { instructions: "optional text" },
    note: "instructions",
    asks: {
      title: "Forward to the artist",
      label: "Instructions for the artist, besides the customer's words (optional)",
      isOptional: true,
    },
    told: "forwarded the customer's request to the artist",
  },
  answer_revision: {
    door: "button",
    takes: { answer: "text" },
    note: "answer",
    asks: { title: "Answer the customer", label: "Your answer; it goes to the customer by email" },
    told: "answered the customer's request",
  },
  approve_artwork: {
    door: "button",
    takes: { note: "optional text" },
    note: "note",
    asks: {
      title: "Approve for the customer",
      label: "How did the customer tell you? For example: by phone, on Monday. This stays in the history.",
    },
    told: "approved the artwork",
  },
  request_changes: {
    door: "button",
    takes: { note: "text" },
    note: "note",
    asks: {
      title: "Request changes for the customer",
      label: "What does the customer want changed, and how did they tell you?",
    },
    told: "asked for changes",
  },
  replace_artfile: {
    door: "own door",
    takes: { olderPhotoAccepted: "tick" },
    told: "replaced the artfile",
    tellsOf: "file",
  },
  send_to_printer: { door: "button", takes: {}, told: "marked it as sent to the printer" },
  fulfil: { door: "own door", takes: {}, told: "fulfilled it" },
  reprint: {
    door: "button",
    takes: { cause: "text" },
    note: "cause",
    reason: "cause",
    asks: { title: "Reprint", label: "Why is it printed again?" },
    told: "opened it again for a reprint",
  },
  move: { door: "button", takes: { to: "step", note: "optional text" }, note: "note", told: "moved it by hand" },
  cancel: {
    door: "button",
    takes: { note: "optional text" },
    note: "note",
    asks: { title: "Cancel the item", label: "Why? (optional) Nothing is cancelled in Shopify.", isOptional: true },
    told: "cancelled it",
  },
  /** The photos of the newest version have been fetched and could be read. */
  photo_arrived: { door: "app", takes: {}, told: "received the photo" },
  cancel_in_shopify: { door: "app", takes: {}, told: "saw it cancelled in Shopify" },
  fulfil_in_shopify: { door: "app", takes: {}, told: "saw it fulfilled in Shopify" },
  /** A line that Shopify had removed, and the item with it, is part of the order again. */
  reopen_in_shopify: { door: "app", takes: {}, told: "saw it put back into the order in Shopify" },
} as const satisfies Record<string, ActionSheet>;

type Sheets = typeof ACTION_SHEETS;
export type Action = keyof Sheets;

/** What can be asked of an item. */
export const ACTIONS = Object.keys(ACTION_SHEETS) as Action[];

/** An action's sheet. */
export function actionSheet(action: Action): ActionSheet {
  return ACTION_SHEETS[action];
}

type Fields<T> = {
  [F in keyof T as T[F] extends OptionalKind ? never : F]: T[F] extends FieldKind ? FieldValues[T[F]] : never;
} & {
  [F in keyof T as T[F] extends OptionalKind ? F : never]?: T[F] extends FieldKind ? FieldValues[T[F]] : never;
};

/** One command with what it takes, by its action's sheet. */
export type Command = { [A in Action]: { action: A } & Fields<Sheets[A]["takes"]> }[Action];

/** What the person wrote in a command, whatever it is called there; null when nothing. */
export function noteOf(command: Command): string | null {
  return textOf(command, actionSheet(command.action).note) || null;
}

/** The reason that a command gives, whatever it is called there; empty when none. */
export function reasonOf(command: Command): string {
  return textOf(command, actionSheet(command.action).reason);
}

function textOf(command: Command, field: string | undefined): string {
  const value = field === undefined ? undefined : (command as Readonly<Record<string, unknown>>)[field];
  return typeof value === "string" ? value.trim() : "";
}
