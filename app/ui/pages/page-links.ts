import type { Page } from "../../domain/words/pages.ts";

/** Every page of the menu in its order; the page of one order has no place there. */
export const PAGE_LINKS: Record<Exclude<Page, "order">, { name: string; path: string }> = {
  home: { name: "Home", path: "/app" },
  image_approval: { name: "Image Approval", path: "/app/image-approval" },
  image_issues: { name: "Image/Order Issues", path: "/app/image-issues" },
  artfile_production: { name: "Artfile Production", path: "/app/artfile-production" },
  quality_control: { name: "Artfile Quality Control", path: "/app/quality-control" },
  customer_approval: { name: "Customer Approval", path: "/app/customer-approval" },
  fulfilment: { name: "Fulfilment Queue", path: "/app/fulfilment" },
  orders: { name: "Orders", path: "/app/orders" },
  search: { name: "Search", path: "/app/search" },
  team: { name: "Team", path: "/app/team" },
  flow_settings: { name: "Order flow settings", path: "/app/settings/flow" },
  email_templates: { name: "Email Templates", path: "/app/settings/emails" },
  settings_log: { name: "Settings log", path: "/app/settings/log" },
  leave: { name: "Before you leave", path: "/app/settings/leave" },
};
