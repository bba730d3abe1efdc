import { action } from "./action-sheet.ts";
import { isApproved } from "./approval.ts";
import { itemIn, write } from "./draft.ts";
import { closeItem, endRevision, instruct, voidApproval } from "./transition.ts";
import { reworkStep } from "../words/flow.ts";

/** What the app itself does to an item when something has arrived, or has changed in Shopify. */
export const APP_SHEETS = {
  /** The photos of the newest version have been fetched and could be read. */
  photo_arrived: action({
    door: "app",
    takes: {},
    told: "received the photo",
    does(draft, { itemId }) {
      write(draft, itemId, { hasReadablePhoto: true });
    },
  }),
  cancel_in_shopify: action({
    door: "app",
    takes: { note: "optional text" },
    note: "note",
    told: "saw it cancelled in Shopify",
    does: closeItem("cancelled"),
  }),
  /** Another line took the place of its own. */
  swap_in_shopify: action({
    door: "app",
    takes: { note: "text" },
    note: "note",
    told: "saw its line replaced by another one in Shopify",
    does(draft, { itemId }, { note }) {
      endRevision(draft, itemId);
      voidApproval(draft, itemId);
      const item = itemIn(draft, itemId);
      const isDrawn = item.artfileVersion > 0;
      // Where nobody draws it anew, an answer that the customer has not heard stays owed.
      const isOwed = item.reworkCause === "answered" && reworkStep(item) === null;
      write(draft, itemId, { sentToPrinter: false, ...(isDrawn && !isOwed ? { reworkCause: "customer" } : {}) });
      if (isDrawn) instruct(draft, itemId, note);
    },
  }),
  fulfil_in_shopify: action({
    door: "app",
    takes: {},
    told: "saw it fulfilled in Shopify",
    does(draft, target) {
      const item = itemIn(draft, target.itemId);
      const isMissed = !isApproved(item) && !draft.before.isInShadow;
      if (isMissed) draft.effects.push({ kind: "task_fulfilled_before_approval", itemId: item.id });
      closeItem("moved")(draft, target);
    },
  }),
  /** A line that Shopify had removed, and the item with it, is part of the order again. */
  reopen_in_shopify: action({
    door: "app",
    takes: {},
    told: "saw it put back into the order in Shopify",
    does(draft, { itemId }) {
      voidApproval(draft, itemId);
      write(draft, itemId, { sentToPrinter: false });
    },
  }),
};
