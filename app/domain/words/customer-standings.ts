/** Where an item is, as its customer sees it. */
export const CUSTOMER_STANDINGS = [
  "photo_looked_at",
  "photo_needed",
  "being_drawn",
  "being_changed",
  "being_checked",
  "changes_asked",
  "being_prepared",
  "approval_needed",
  "waits_for_rest",
  "approved",
  "being_made",
  "done",
  "cancelled",
  "just_changed",
] as const;
export type CustomerStanding = (typeof CUSTOMER_STANDINGS)[number];
