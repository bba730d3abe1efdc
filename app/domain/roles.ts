import type { Step } from "./steps.ts";

/** What a member may be; one member may hold several. */
export const ROLES = ["admin", "manager", "image_processor", "artist", "quality_controller", "fulfiller"] as const;
export type Role = (typeof ROLES)[number];

/** The name of each role on the screen. */
export const ROLE_NAMES: Record<Role, string> = {
  admin: "Admin",
  manager: "Manager",
  image_processor: "Image processor",
  artist: "Artist",
  quality_controller: "Quality controller",
  fulfiller: "Fulfiller",
};

/** Roles that orders are assigned to. */
export const WORKING_ROLES = ["image_processor", "artist", "quality_controller", "fulfiller"] as const;
export type WorkingRole = (typeof WORKING_ROLES)[number];

/** Whose work a step is; null where it is the customer's or nobody's. */
export const STEP_ROLE: Record<Step, WorkingRole | null> = {
  photo_review: "image_processor",
  photo_issue: null,
  artwork: "artist",
  quality_control: "quality_controller",
  customer_approval: null,
  fulfilment: "fulfiller",
  done: null,
  cancelled: null,
};

/** Whose assignment decides who is shown a step's queue; on the customer's turn, the one who handed the item over. */
export const QUEUE_ROLE: Record<Step, WorkingRole | null> = {
  ...STEP_ROLE,
  photo_issue: "image_processor",
  customer_approval: "quality_controller",
};
