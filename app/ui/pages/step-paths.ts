import { ofEveryStep, sheetOf, type Step } from "../../domain/words/steps.ts";
import type { Page } from "../../domain/words/pages.ts";
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

/** Pages of steps that can be narrowed to one member's orders. */
const NARROWED: readonly (Page | null)[] = ["image_approval", "artfile_production", "quality_control"];

/** Where the items of a step are listed, narrowed to one member's orders where a member is named. */
export function stepPathOf(step: Step, memberId: string | null): string {
  if (memberId === null) return STEP_PATHS[step];
  return `${NARROWED.includes(sheetOf(step).page) ? STEP_PATHS[step] : `/app/steps/${step}`}?who=${memberId}`;
}
