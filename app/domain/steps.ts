/** The steps an item moves through, in the words of the screens. */
export const STEPS = [
  "photo_review",
  "photo_issue",
  "artwork",
  "quality_control",
  "customer_approval",
  "fulfilment",
  "done",
  "cancelled",
] as const;
export type Step = (typeof STEPS)[number];

/** The name of each step on the screen. */
export const STEP_NAMES: Record<Step, string> = {
  photo_review: "Image Approval",
  photo_issue: "Image/Order Issues",
  artwork: "Artfile Production",
  quality_control: "Artfile Quality Control",
  customer_approval: "Customer Approval",
  fulfilment: "Fulfilment Queue",
  done: "Done",
  cancelled: "Cancelled",
};

/** Steps that a flow may leave out. */
export const SKIPPABLE_STEPS = ["photo_review", "artwork", "quality_control", "customer_approval"] as const;
export type SkippableStep = (typeof SKIPPABLE_STEPS)[number];

/** Steps before which the items of one order wait for each other. */
export const BARRIER_STEPS = ["artwork", "quality_control", "customer_approval", "fulfilment"] as const;
export type BarrierStep = (typeof BARRIER_STEPS)[number];

/** How far along a step is; an item that waits for the customer's photo is as far as one in review. */
export const PROGRESS: Record<Step, number> = {
  photo_review: 0,
  photo_issue: 0,
  artwork: 1,
  quality_control: 2,
  customer_approval: 3,
  fulfilment: 4,
  done: 5,
  cancelled: 5,
};
