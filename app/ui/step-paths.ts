import type { Step } from "../domain/steps.ts";
import { PAGE_LINKS } from "./page-links.ts";

/** Where the items of a step are worked on or listed. */
export const STEP_PATHS: Record<Step, string> = {
  photo_review: PAGE_LINKS.image_approval.path,
  photo_issue: PAGE_LINKS.image_issues.path,
  artwork: PAGE_LINKS.artfile_production.path,
  quality_control: PAGE_LINKS.quality_control.path,
  customer_approval: PAGE_LINKS.customer_approval.path,
  fulfilment: PAGE_LINKS.fulfilment.path,
  done: `${PAGE_LINKS.orders.path}?step=done`,
  cancelled: `${PAGE_LINKS.orders.path}?step=cancelled`,
};
