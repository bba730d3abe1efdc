import { mayOpen } from "../../../app/domain/team/can-see.ts";
import type { Page } from "../../../app/domain/words/pages.ts";
import type { Role } from "../../../app/domain/words/roles.ts";
import type { Hand } from "./doors.ts";

/** Who knocks: a member by their role, and everybody who is none. */
export type Standing = Role | "no_role" | "left" | "nobody" | "customer" | "forged";

/** The status that each of them is answered with, for a request that asks for nothing yet. */
type Answers = (who: Standing) => number;

/** A route file: an address that leads to it, and who gets past its loader and its action. */
export type Listed = { path: string; params?: Record<string, string> } & Partial<Record<Hand, Answers>>;

const NO_ID = "00000000-0000-4000-8000-000000000000";

/** Every file of app/routes. A new one is listed here first: who may come in is decided before it is written. */
export const LISTED: Record<string, Listed> = {
  _index: { path: "/", loader: everybody(302) },
  app: { path: "/app", loader: staff(200) },
  "app.$": {
    path: "/app/nowhere",
    params: { "*": "nowhere" },
    loader: (who) => (who === "left" ? 404 : staff(404)(who)),
  },
  "app._index": { path: "/app", loader: page("home", 200), action: page("home", 200) },
  "app.access-log": {
    path: "/app/access-log",
    loader: (who) => OUTSIDE[who] ?? (who === "admin" || who === "manager" ? 200 : 403),
  },
  // It tells what became of an act only to whoever did it.
  "app.acts": { path: "/app/acts", loader: staff(200), action: staff(400) },
  "app.image-approval": {
    path: "/app/image-approval",
    loader: page("image_approval", 200),
    action: page("image_approval", 200),
  },
  // 400: it is not said for what, and as of when.
  "app.lists.$step": {
    path: "/app/lists/photo_review",
    params: { step: "photo_review" },
    loader: page("image_approval", 400),
  },
  "app.live": { path: "/app/live", loader: staff(200) },
  "reminders.$token": {
    path: "/reminders/forged",
    params: { token: "forged" },
    loader: everybody(404),
    action: everybody(404),
  },
  "live.$token": { path: "/live/forged", params: { token: "forged" }, loader: everybody(204) },
  "app.image-issues": { path: "/app/image-issues", loader: page("image_issues", 200) },
  "app.artfile-production": {
    path: "/app/artfile-production",
    loader: page("artfile_production", 200),
    action: page("artfile_production", 400),
  },
  "app.quality-control": { path: "/app/quality-control", loader: page("quality_control", 200) },
  "app.customer-approval": {
    path: "/app/customer-approval",
    loader: page("customer_approval", 200),
    action: page("customer_approval", 200),
  },
  "app.fulfilment": { path: "/app/fulfilment", loader: page("fulfilment", 200), action: page("fulfilment", 200) },
  "app.orders._index": { path: "/app/orders", loader: page("orders", 200), action: page("orders", 200) },
  // An order that there is not: access-leaks asks for those that there are.
  "app.orders.$orderId": {
    path: `/app/orders/${NO_ID}`,
    params: { orderId: NO_ID },
    loader: page("order", 404),
    action: page("order", 200),
  },
  // In a frame of Shopify's own page: what a member may not see of an order is left out of the answer.
  "app.order-block.$shopifyOrderId": {
    path: "/app/order-block/1",
    params: { shopifyOrderId: "1" },
    loader: page("order", 200),
    action: page("order", 200),
  },
  "app.replace-artfile": { path: "/app/replace-artfile", action: staff(200) },
  "app.replace-photo": { path: "/app/replace-photo", action: staff(400) },
  "app.search": { path: "/app/search", loader: page("search", 200) },
  "app.settings.flow": {
    path: "/app/settings/flow",
    loader: page("flow_settings", 200),
    action: page("flow_settings", 200),
  },
  "app.settings.emails._index": {
    path: "/app/settings/emails",
    loader: page("email_templates", 200),
    action: page("email_templates", 200),
  },
  "app.settings.emails.$kind": {
    path: "/app/settings/emails/order_issue",
    params: { kind: "order_issue" },
    loader: page("email_templates", 200),
    action: page("email_templates", 200),
  },
  // 400: no form with a picture.
  "app.settings.pictures": { path: "/app/settings/pictures", action: page("flow_settings", 400) },
  "app.settings.log": { path: "/app/settings/log", loader: page("settings_log", 200) },
  "app.settings.leave": { path: "/app/settings/leave", loader: page("leave", 200), action: page("leave", 200) },
  "app.steps.$step": {
    path: "/app/steps/quality_control",
    params: { step: "quality_control" },
    loader: page("quality_control", 200),
  },
  "app.tasks.$taskId": { path: `/app/tasks/${NO_ID}`, params: { taskId: NO_ID }, loader: staff(404) },
  "app.team": { path: "/app/team", loader: page("team", 200), action: page("team", 200) },
  "app.zips": { path: "/app/zips", action: staff(400) },
  "artfiles.upload": { path: "/artfiles/upload", action: page("artfile_production", 400) },
  // 404: there is no such upload; 400: it is not said what is asked.
  "artfiles.direct": {
    path: "/artfiles/direct",
    loader: page("artfile_production", 404),
    action: page("artfile_production", 400),
  },
  // 405: files are never read back here; 412: a post that does not speak tus.
  "uploads.$": {
    path: "/uploads",
    params: { "*": "" },
    loader: page("artfile_production", 405),
    action: page("artfile_production", 412),
  },
  "auth.$": { path: "/auth/login", params: { "*": "login" }, loader: everybody(200) },
  "downloads.$token": { path: "/downloads/forged", params: { token: "forged" }, loader: everybody(404) },
  "files.$token": { path: "/files/forged", params: { token: "forged" }, loader: everybody(404) },
  // Asked by the extension in customer accounts: whoever may not see an order gets the same nothing as where there is none.
  "customer-account.orders._index": { path: "/customer-account/orders", loader: everybody(200) },
  "customer-account.orders.$orderId": {
    path: "/customer-account/orders/1",
    params: { orderId: "1" },
    loader: everybody(200),
  },
  "customer.photo": { path: "/customer/photo", loader: everybody(405), action: everybody(404) },
  // Only the token of an order's link lets in: customer-uploads tells of that.
  "customer.uploads.$": {
    path: "/customer/uploads",
    params: { "*": "" },
    loader: everybody(403),
    action: everybody(403),
  },
  "proxy._index": { path: "/proxy", loader: proxied(200) },
  "proxy.$": { path: "/proxy/nowhere", params: { "*": "nowhere" }, loader: proxied(404) },
  "proxy.o.$token": {
    path: "/proxy/o/forged",
    params: { token: "forged" },
    loader: proxied(404),
    action: proxied(404),
  },
  "proxy.order.$orderId": { path: "/proxy/order/1", params: { orderId: "1" }, loader: proxied(404) },
  "proxy.waiting": { path: "/proxy/waiting", loader: proxied(200) },
  healthz: { path: "/healthz", loader: everybody(200) },
  livez: { path: "/livez", loader: everybody(200) },
  readyz: { path: "/readyz", loader: everybody(200) },
  // Only who holds the key that signs them gets in: webhook-route and emails tell of that.
};

/** Everybody is answered alike. */
function everybody(status: number): Answers {
  return () => status;
}

/** Only what Shopify has signed as coming through the shop gets in; a session token of the admin is no such proof. */
function proxied(status: number): Answers {
  return (who) => (who === "customer" ? status : 401);
}

/** Members get in, with a role or without; a stranger is led to the log-in, a forged session token is refused. */
function staff(status: number): Answers {
  return (who) => OUTSIDE[who] ?? status;
}

/** Members whose roles open the page get in. */
function page(name: Page, status: number): Answers {
  return (who) => OUTSIDE[who] ?? (mayOpen(name, who === "no_role" ? [] : [who as Role]) ? status : 403);
}

const OUTSIDE: Partial<Record<Standing, number>> = { left: 403, nobody: 302, customer: 302, forged: 401 };
