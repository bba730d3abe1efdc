import type { Page } from "./pages.ts";
import type { CustomerStanding } from "./customer-standings.ts";
import type { EmailKind } from "./emails.ts";
import type { WorkingRole } from "./roles.ts";

/** The steps an item moves through, in their order. */
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

/** All that is said of one step, wherever it is needed; what can happen in it stands in `workflow.ts`. */
export type StepSheet = {
  /** Its name on the screen. */
  name: string;
  /** Whose work it is; null where it is the customer's or nobody's. */
  role: WorkingRole | null;
  /** On the customer's turn: whoever handed the item over is shown its queue. */
  handedOverBy?: WorkingRole;
  /** Where its items are worked on or listed; null where the page that shows any step does. */
  page: Page | null;
  /** Not on the straight way: as far along as that step. */
  beside?: Step;
  /** Nothing more is to be done: items come to their end in it. */
  isEnd?: true;
  /** Items of one order wait for each other before it. */
  isBarrier?: true;
  /** A flow may leave it out; this is what the settings page says about it. */
  skippable?: string;
  /** There is an artfile to work on. */
  hasArtfile?: true;
  /** Written to the customer when items enter it, unless a member moves them by hand. */
  onEntry?: EmailKind;
  /** The Shopify order tag while it speaks for an order. */
  tag: string;
  /** How long it usually takes in a shop that has set nothing; null where time does not count. */
  usualHours: number | null;
  /** What its customer reads. */
  forCustomer: CustomerStanding;
};

/** Every step on one sheet: the only place that says these things of a step. */
export const STEP_SHEETS = {
  photo_review: {
    name: "Image Approval",
    role: "image_processor",
    page: "image_approval",
    tag: "artwork: photo check",
    usualHours: 24,
    forCustomer: "photo_looked_at",
    skippable:
      "Somebody looks at every photo first. Without it, readable photos go on by themselves, and artists reject those they cannot draw from.",
  },
  photo_issue: {
    name: "Image/Order Issues",
    role: null,
    handedOverBy: "image_processor",
    page: "image_issues",
    beside: "photo_review",
    tag: "artwork: photo needed",
    usualHours: 72,
    forCustomer: "photo_needed",
  },
  artwork: {
    name: "Artfile Production",
    role: "artist",
    page: "artfile_production",
    isBarrier: true,
    tag: "artwork: in production",
    usualHours: 72,
    forCustomer: "being_drawn",
    skippable: "An artist draws. Without it, the photo is print-ready and becomes the artfile.",
  },
  quality_control: {
    name: "Artfile Quality Control",
    role: "quality_controller",
    page: "quality_control",
    isBarrier: true,
    hasArtfile: true,
    tag: "artwork: quality control",
    usualHours: 24,
    forCustomer: "being_checked",
    skippable: "Somebody checks every artfile. Without it, customers' requests go straight to the artist.",
  },
  customer_approval: {
    name: "Customer Approval",
    role: null,
    handedOverBy: "quality_controller",
    page: "customer_approval",
    isBarrier: true,
    hasArtfile: true,
    onEntry: "artwork_approval",
    tag: "artwork: waiting for approval",
    usualHours: 72,
    forCustomer: "approval_needed",
    skippable: "The customer decides on their page. Without it, artwork counts as approved.",
  },
  fulfilment: {
    name: "Fulfilment Queue",
    role: "fulfiller",
    page: "fulfilment",
    isBarrier: true,
    hasArtfile: true,
    tag: "artwork: approved",
    usualHours: 48,
    forCustomer: "being_made",
  },
  done: {
    name: "Done",
    role: null,
    page: "orders",
    isEnd: true,
    tag: "artwork: done",
    usualHours: null,
    forCustomer: "done",
  },
  cancelled: {
    name: "Cancelled",
    role: null,
    page: "orders",
    beside: "done",
    isEnd: true,
    tag: "artwork: cancelled",
    usualHours: null,
    forCustomer: "cancelled",
  },
} as const satisfies Record<Step, StepSheet>;

/** A step's sheet. */
export function sheetOf(step: Step): StepSheet {
  return STEP_SHEETS[step];
}

/** Tells a step's word from any other. */
export function isStep(word: unknown): word is Step {
  return STEPS.some((step) => step === word);
}

/** The same thing of every step. */
export function ofEveryStep<T>(read: (sheet: StepSheet, step: Step) => T): Record<Step, T> {
  return Object.fromEntries(STEPS.map((step) => [step, read(STEP_SHEETS[step], step)])) as Record<Step, T>;
}

/** The steps an item passes when nothing goes wrong and nothing is left out. */
export const STRAIGHT_WAY: readonly Step[] = STEPS.filter((step) => sheetOf(step).beside === undefined);

/** How far along a step is. */
export const PROGRESS = ofEveryStep(({ beside }, step) => STRAIGHT_WAY.indexOf(beside ?? step));

/** Whether a step lies between the customer's approval and the end. */
export function isAfterApproval(step: Step): boolean {
  return PROGRESS[step] > PROGRESS.customer_approval && PROGRESS[step] < PROGRESS.done;
}

export const STEP_NAMES = ofEveryStep(({ name }) => name);

/** Whose work a step is; null where it is the customer's or nobody's. */
export const STEP_ROLE = ofEveryStep(({ role }) => role);

/** Whose assignment decides who is shown a step's queue. */
export const QUEUE_ROLE = ofEveryStep(({ role, handedOverBy }) => role ?? handedOverBy ?? null);

/** Steps in which there is still something to do, and those in which items have come to their end. */
export const OPEN_STEPS: readonly Step[] = STEPS.filter((step) => !sheetOf(step).isEnd);
export const END_STEPS: readonly Step[] = STEPS.filter((step) => sheetOf(step).isEnd);

/** Whether items come to their end in a step. */
export function isEnd(step: Step): boolean {
  return END_STEPS.includes(step);
}

/** Steps in which it is the customer's turn. */
export const CUSTOMERS_STEPS: readonly Step[] = STEPS.filter((step) => sheetOf(step).handedOverBy !== undefined);

/** Where every item begins. */
export const FIRST_STEP = "photo_review" satisfies Step;

/** Steps that a flow may leave out. */
export type SkippableStep = { [S in Step]: (typeof STEP_SHEETS)[S] extends { skippable: string } ? S : never }[Step];
export const SKIPPABLE_STEPS = STEPS.filter((step): step is SkippableStep => sheetOf(step).skippable !== undefined);
