import type { Action } from "./actions.ts";
import type { Role } from "../words/roles.ts";
import type { Step } from "../words/steps.ts";

/** Whose hand an action is: a working role with the order assigned, a manager, the customer, or Shopify and the app itself. */
export type Who = Exclude<Role, "admin"> | "customer" | "system";

/** What must be true of the item, and what the person must bring along. */
export type Need =
  | "readable photo"
  | "a photo that may be kept"
  | "placed"
  | "not placed"
  | "a line it may belong to"
  | "artfile"
  | "a picture for the customer"
  | "approved artfile"
  | "open revision"
  | "no open revision"
  | "somebody who makes changes"
  | "image approval"
  | "no image approval"
  | "not sent to printer"
  | "not sent to printer, or a manager"
  | "whole order ready"
  | "reason"
  | "note"
  | "tick for an older photo"
  | "note from a manager";

/** Where an action leads; "on" is the next step of the item's path, through the barrier. */
export type Leads =
  | "on"
  | "on or stays"
  | "on or back to review"
  | "stays"
  | "photo_review"
  | "photo_issue"
  | "rework"
  | "stays or drawn again"
  | "quality_control or rework"
  | "on after artwork"
  | "customer_approval"
  | "fulfilment"
  | "done"
  | "cancelled"
  | "chosen step";

/** One line of the table: who may do it, what it needs, where it leads. */
export type Rule = {
  /** The words on the button. */
  label: string;
  who: readonly Who[];
  needs: readonly Need[];
  leads: Leads;
  undoable: boolean;
  /** Also while the item waits for its siblings. */
  whileWaiting: boolean;
};

/** What can happen in each step: the one table that buttons, endpoints and rules read. */
export const WORKFLOW: Record<Step, Partial<Record<Action, Rule>>> = {
  photo_review: {
    approve_photo: may("Approve", ["image_processor"], "on", { needs: ["placed", "readable photo"], undoable: true }),
    // Also a photo that nobody could read: rejecting it is how the customer comes to hear of it.
    reject_photo: may("Reject", ["image_processor"], "photo_issue", { needs: ["reason"], undoable: true }),
    replace_photo: may("Replace photo", ["manager"], "photo_review", { whileWaiting: true }),
    ...placing(),
    ...byManagerOrShopify(),
  },
  photo_issue: {
    // "customer" stands for a manager in their place too, who then has to say how the customer told them.
    replace_photo: may("Attach a new photo", ["customer"], "photo_review", { needs: ["note from a manager"] }),
    keep_photo: may("Continue with the current photo", ["customer"], "on or back to review", {
      needs: ["placed", "readable photo", "a photo that may be kept", "note from a manager"],
    }),
    ...placing(),
    ...byManagerOrShopify(),
  },
  artwork: {
    // Also while it waits for its siblings: an artist who sees a mistake after handing in hands in again.
    submit_artfile: may("Update", ["artist"], "on", { needs: ["tick for an older photo"], whileWaiting: true }),
    push_back: may("Push back to Image Approval", ["artist"], "photo_review", {
      needs: ["image approval", "note"],
      undoable: true,
    }),
    // Where nobody looks at photos first, whoever draws from them asks the customer.
    reject_photo: may("Reject the photo", ["artist"], "photo_issue", {
      needs: ["no image approval", "reason"],
      undoable: true,
    }),
    replace_photo: may("Replace photo", ["manager"], "photo_review", { whileWaiting: true }),
    ...byManagerOrShopify(),
  },
  quality_control: {
    // What the customer asked for is forwarded or answered, never passed or rejected: otherwise nobody would have told them or the artist.
    pass_artfile: may("Approve", ["quality_controller"], "on", {
      needs: ["artfile", "no open revision"],
      undoable: true,
    }),
    reject_artfile: may("Reject", ["quality_controller"], "rework", {
      needs: ["no open revision", "somebody who makes changes", "note"],
      undoable: true,
    }),
    forward_revision: may("Forward to the artist", ["quality_controller"], "rework", {
      needs: ["open revision", "somebody who makes changes"],
      undoable: true,
    }),
    answer_revision: may("Answer the customer", ["quality_controller"], "customer_approval", {
      needs: ["open revision", "note"],
      undoable: true,
    }),
    ...replacing(),
    ...byManagerOrShopify(),
  },
  customer_approval: {
    // Neither can be undone: the customer has seen it done, and mail and hold follow at once.
    approve_artwork: may("Approve artwork", ["customer"], "on", {
      needs: ["artfile", "a picture for the customer", "note from a manager"],
      undoable: true,
    }),
    request_changes: may("Request changes", ["customer"], "quality_control or rework", {
      needs: ["artfile", "a picture for the customer", "note"],
    }),
    ...replacing(),
    ...byManagerOrShopify(),
  },
  fulfilment: {
    send_to_printer: may("Mark as sent to the printer", ["fulfiller"], "stays", {
      needs: ["approved artfile", "not sent to printer"],
      undoable: true,
    }),
    // Not undoable: it is done in Shopify, and the parcel's email has left from there.
    fulfil: may("Mark as fulfilled", ["fulfiller", "system"], "done", {
      needs: ["approved artfile", "whole order ready"],
    }),
    ...replacing(),
    ...byManagerOrShopify(),
  },
  done: {
    reprint: may("Reprint", ["fulfiller", "manager"], "fulfilment", {
      needs: ["approved artfile", "reason"],
      undoable: true,
    }),
    move: may("Move", ["manager"], "chosen step", { undoable: true }),
    // A download may end after its item: the photo is kept, and nothing moves.
    photo_arrived: may("Photo arrived", ["system"], "stays"),
  },
  cancelled: {
    move: may("Move", ["manager"], "chosen step", { undoable: true }),
    photo_arrived: may("Photo arrived", ["system"], "stays"),
    // To the beginning, whatever it had reached: the customer may have changed their mind about more than the line.
    reopen_in_shopify: may("Put back in Shopify", ["system"], "photo_review"),
  },
};

/** The line of the table for an action in a step; undefined where it cannot happen. */
export function ruleFor(step: Step, action: Action): Rule | undefined {
  return WORKFLOW[step][action];
}

/** The lines of the table for an action, over all steps. */
export function rulesOf(action: Action): Rule[] {
  return Object.values(WORKFLOW).flatMap((rules) => rules[action] ?? []);
}

/** Replacing photo or artfile after the drawing was finished. */
function replacing(): Partial<Record<Action, Rule>> {
  return {
    // Goes the whole way after drawing again, so that nothing is printed that was not checked and approved.
    replace_artfile: may("Replace artfile", ["artist", "manager"], "on after artwork", {
      needs: ["not sent to printer, or a manager", "tick for an older photo"],
      whileWaiting: true,
    }),
    replace_photo: may("Replace photo", ["manager"], "photo_review", {
      needs: ["not sent to printer"],
      whileWaiting: true,
    }),
  };
}

/** Saying which line the photos of an order belong to. That they are nobody's is said by cancelling the item. */
function placing(): Partial<Record<Action, Rule>> {
  return {
    place_photo: may("Say which line it belongs to", ["manager"], "on or stays", {
      needs: ["not placed", "a line it may belong to"],
      undoable: true,
    }),
  };
}

/** What can happen to every item that is not at its end. */
function byManagerOrShopify(): Partial<Record<Action, Rule>> {
  return {
    move: may("Move", ["manager"], "chosen step", { undoable: true, whileWaiting: true }),
    cancel: may("Cancel", ["manager"], "cancelled", { undoable: true, whileWaiting: true }),
    // "on" only where the review is skipped; elsewhere a person looks at it first.
    photo_arrived: may("Photo arrived", ["system"], "on or stays", { whileWaiting: true }),
    // Drawn for another variant: somebody looks at the artwork again, and the approval was for what it was.
    swap_in_shopify: may("Swapped in Shopify", ["system"], "stays or drawn again", { whileWaiting: true }),
    cancel_in_shopify: may("Cancelled in Shopify", ["system"], "cancelled", { whileWaiting: true }),
    // Also before approval: what has left the house is done, and managers get a task.
    fulfil_in_shopify: may("Fulfilled in Shopify", ["system"], "done", { whileWaiting: true }),
  };
}

function may(
  label: string,
  who: readonly Who[],
  leads: Leads,
  more: { needs?: readonly Need[]; undoable?: boolean; whileWaiting?: boolean } = {},
): Rule {
  return {
    label,
    who,
    leads,
    needs: more.needs ?? [],
    undoable: more.undoable ?? false,
    whileWaiting: more.whileWaiting ?? false,
  };
}
