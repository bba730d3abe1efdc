import type { Action, Command } from "../../domain/words/commands.ts";
import { STEP_PATHS } from "../pages/step-paths.ts";

/** What a button asks for before its action is done. */
export type Ask =
  | { kind: "nothing"; command: Command }
  | { kind: "note"; title: string; label: string; isRequired: boolean; command: (note: string) => Command }
  | { kind: "rejection" }
  | { kind: "step" }
  | { kind: "photo" }
  | { kind: "artfile" }
  /** It is done on a page of its own. */
  | { kind: "page"; path: string; label: string }
  /** No button: the app does it. */
  | { kind: "never" };

/** What each action asks for, with the words of its dialog. */
export const ACT_ASKS: Record<Action, Ask> = {
  approve_photo: { kind: "nothing", command: { action: "approve_photo" } },
  reject_photo: { kind: "rejection" },
  replace_photo: { kind: "photo" },
  keep_photo: note(
    "Continue with the current photo",
    "How did the customer tell you? This stays in the history.",
    (text) => ({ action: "keep_photo", note: text }),
  ),
  submit_artfile: { kind: "page", path: STEP_PATHS.artwork, label: "Upload the artfile" },
  push_back: note("Push back to Image Approval", "What is wrong with the photo?", (text) => ({
    action: "push_back",
    note: text,
  })),
  pass_artfile: { kind: "nothing", command: { action: "pass_artfile" } },
  reject_artfile: note("Reject the artfile", "Instructions for the artist", (text) => ({
    action: "reject_artfile",
    instructions: text,
  })),
  forward_revision: {
    ...note(
      "Forward to the artist",
      "Instructions for the artist, besides the customer's words (optional)",
      (text) => ({ action: "forward_revision", instructions: text }),
    ),
    isRequired: false,
  },
  answer_revision: note("Answer the customer", "Your answer; it goes to the customer by email", (text) => ({
    action: "answer_revision",
    answer: text,
  })),
  approve_artwork: note(
    "Approve for the customer",
    "How did the customer tell you? For example: by phone, on Monday. This stays in the history.",
    (text) => ({ action: "approve_artwork", note: text }),
  ),
  request_changes: note(
    "Request changes for the customer",
    "What does the customer want changed, and how did they tell you?",
    (text) => ({ action: "request_changes", note: text }),
  ),
  replace_artfile: { kind: "artfile" },
  send_to_printer: { kind: "nothing", command: { action: "send_to_printer" } },
  fulfil: { kind: "page", path: STEP_PATHS.fulfilment, label: "Print and ship" },
  reprint: note("Reprint", "Why is it printed again?", (text) => ({ action: "reprint", cause: text })),
  move: { kind: "step" },
  cancel: {
    ...note("Cancel the item", "Why? (optional) Nothing is cancelled in Shopify.", (text) => ({
      action: "cancel",
      note: text,
    })),
    isRequired: false,
  },
  photo_arrived: { kind: "never" },
  cancel_in_shopify: { kind: "never" },
  reopen_in_shopify: { kind: "never" },
  fulfil_in_shopify: { kind: "never" },
};

function note(title: string, label: string, command: (note: string) => Command) {
  return { kind: "note" as const, title, label, isRequired: true, command };
}
