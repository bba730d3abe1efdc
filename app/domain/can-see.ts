import { isManager } from "./access.ts";
import type { ActingMember } from "./actors.ts";
import { WORKING_ROLES, type Role, type WorkingRole } from "./roles.ts";
import type { Item, Situation } from "./situation.ts";

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
] as const;
export type Page = (typeof PAGES)[number];

/** What can be looked at or downloaded. */
export const FILE_KINDS = ["photo_rendition", "photo_original", "artfile", "artfile_rendition", "customer_address"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const EVERY_ROLE: readonly Role[] = ["manager", "image_processor", "artist", "quality_controller", "fulfiller"];

/** Who opens a page besides admins; home is everybody's and says so to a member without a role. */
const OPEN_TO: Record<Page, readonly Role[]> = {
  home: EVERY_ROLE,
  image_approval: ["manager", "image_processor"],
  image_issues: ["manager", "image_processor"],
  artfile_production: ["manager", "artist"],
  quality_control: ["manager", "quality_controller"],
  customer_approval: ["manager", "quality_controller"],
  fulfilment: ["manager", "fulfiller"],
  orders: ["manager"],
  order: EVERY_ROLE,
  search: EVERY_ROLE,
  team: [],
  flow_settings: [],
};

/** Which working roles see a kind of file, on orders assigned to them. */
const SHOWN_TO: Record<FileKind, readonly WorkingRole[]> = {
  photo_rendition: ["image_processor", "artist", "quality_controller"],
  photo_original: ["artist"],
  artfile: ["artist", "quality_controller", "fulfiller"],
  artfile_rendition: ["artist", "quality_controller", "fulfiller"],
  customer_address: ["fulfiller"],
};

/** Whether a member with these roles may open a page; what it lists is limited by `maySeeItem`. */
export function mayOpen(page: Page, roles: readonly Role[]): boolean {
  return page === "home" || roles.includes("admin") || OPEN_TO[page].some((role) => roles.includes(role));
}

/** Whether a member may see an item at all: managers every one, others those of orders assigned to them. */
export function maySeeItem(member: ActingMember, situation: Situation, item: Item): boolean {
  return isManager(member) || rolesAt(member, situation, item).length > 0;
}

/** Whether a member may see a file of an item, or its customer's address. */
export function maySeeFile(member: ActingMember, situation: Situation, item: Item, kind: FileKind): boolean {
  return isManager(member) || rolesAt(member, situation, item).some((role) => SHOWN_TO[kind].includes(role));
}

/** Whether search may look through customers' names and e-mail addresses for this member. */
export function mayFindByCustomer(roles: readonly Role[]): boolean {
  return roles.some((role) => role === "admin" || role === "manager" || role === "fulfiller");
}

/** The roles in which an item is theirs; a fulfiller sees it from fulfilment on. */
function rolesAt(member: ActingMember, { assignees }: Situation, item: Item): WorkingRole[] {
  const hasArrived = item.step === "fulfilment" || item.step === "done";
  return WORKING_ROLES.filter(
    (role) =>
      member.roles.includes(role) && assignees[role] === member.memberId && (role !== "fulfiller" || hasArrived),
  );
}
