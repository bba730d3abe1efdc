import { ofEveryStep } from "../../domain/words/steps.ts";
import { PAGE_LINKS } from "./page-links.ts";

/** Where the items of a step are worked on or listed. */
export const STEP_PATHS = ofEveryStep(({ page }, step) =>
  page === null
    ? `/app/steps/${step}`
    : page === "orders"
      ? `${PAGE_LINKS.orders.path}?step=${step}`
      : page === "order"
        ? ""
        : PAGE_LINKS[page].path,
);
