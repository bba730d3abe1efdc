import type { Step } from "./steps.ts";

/** What can be asked of an item, in the words of the screens. */
export const ACTIONS = [
  "approve_photo",
  "reject_photo",
  "replace_photo",
  "keep_photo",
  "submit_artfile",
  "push_back",
  "pass_artfile",
  "reject_artfile",
  "forward_revision",
  "answer_revision",
  "approve_artwork",
  "request_changes",
  "replace_artfile",
  "send_to_printer",
  "fulfil",
  "reprint",
  "move",
  "cancel",
  "photo_arrived",
  "cancel_in_shopify",
  "fulfil_in_shopify",
  "reopen_in_shopify",
] as const;
export type Action = (typeof ACTIONS)[number];

/** One command with what it needs; texts are checked and cut to length at the door. */
export type Command =
  | { action: "approve_photo" }
  | { action: "reject_photo"; reasonId: string; comment: string; photoIds?: readonly string[] }
  /** `isReadable: false` while its bytes are still to be checked: `photo_arrived` follows. */
  | { action: "replace_photo"; note?: string; isReadable?: boolean }
  | { action: "keep_photo"; note?: string }
  | { action: "submit_artfile"; olderPhotoAccepted?: boolean }
  | { action: "push_back"; note: string }
  | { action: "pass_artfile" }
  | { action: "reject_artfile"; instructions: string }
  | { action: "forward_revision"; instructions?: string }
  | { action: "answer_revision"; answer: string }
  | { action: "approve_artwork"; note?: string }
  | { action: "request_changes"; note: string }
  | { action: "replace_artfile"; olderPhotoAccepted?: boolean }
  | { action: "send_to_printer" }
  | { action: "fulfil" }
  | { action: "reprint"; cause: string }
  | { action: "move"; to: Step; note?: string }
  | { action: "cancel"; note?: string }
  /** The photos of the newest version have been fetched and could be read. */
  | { action: "photo_arrived" }
  | { action: "cancel_in_shopify" }
  | { action: "fulfil_in_shopify" }
  /** A line that Shopify had removed, and the item with it, is part of the order again. */
  | { action: "reopen_in_shopify" };
