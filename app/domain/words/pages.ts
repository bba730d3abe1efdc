/** Every page of the admin. */
export const PAGES = [
  "home",
  "image_approval",
  "image_issues",
  "artfile_production",
  "quality_control",
  "customer_approval",
  "fulfilment",
  "orders",
  "order",
  "search",
  "team",
  "flow_settings",
  "email_templates",
  "settings_log",
  "leave",
] as const;
export type Page = (typeof PAGES)[number];

/** The pages on which the items of a step are worked on. */
export type StepPage =
  "image_approval" | "image_issues" | "artfile_production" | "quality_control" | "customer_approval" | "fulfilment";
