import type { SkippableStep } from "./steps.ts";

/** The shop's settings that say which steps exist and in what manner items move. */
export type Flow = {
  /** Steps the whole shop leaves out. */
  skips: readonly SkippableStep[];
  /** Together: the items of an order wait for each other before each step. Independently: only before fulfilment. */
  manner: "together" | "independently";
  /** Fulfilment takes items one by one (only with `independently`). */
  partialShipping: boolean;
  /** Where "continue with the current photo" leads. */
  keepPhotoLeads: "on" | "back_to_review";
};

/** The flow of a shop that has not changed anything. */
export const DEFAULT_FLOW: Flow = {
  skips: [],
  manner: "together",
  partialShipping: false,
  keepPhotoLeads: "on",
};
