/** Every "no" that the rules expect; `REFUSAL_WORDS` says each in a sentence for people. */
export const REFUSALS = [
  "changed_meanwhile",
  "not_your_role",
  "not_assigned_to_you",
  "wrong_step",
  "waits_for_siblings",
  "no_readable_photo",
  "no_artfile",
  "artfile_of_older_photo",
  "needs_reason",
  "needs_note",
  "no_open_revision",
  "revision_open",
  "already_sent_to_printer",
  "not_approved",
  "order_cancelled",
  "not_undoable",
  "undo_too_late",
  "unknown_item",
  "step_is_skipped",
] as const;
export type Refusal = (typeof REFUSALS)[number];
