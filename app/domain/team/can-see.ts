import { isManager } from "../workflow/needs.ts";
import type { ActingMember } from "../words/actors.ts";
import type { FileKind } from "../words/file-kinds.ts";
import type { Page, StepPage } from "../words/pages.ts";
import { ROLES, roleSheet, WORKING_ROLES, type Role, type WorkingRole } from "../words/roles.ts";
import type { Item, Situation } from "../words/situation.ts";
import { PROGRESS, QUEUE_ROLE, sheetOf, STEPS, type Step } from "../words/steps.ts";

/** The pages that are no step's: who opens them besides admins. */
const OTHER_PAGES: Record<Exclude<Page, StepPage>, readonly Role[]> = {
  home: ROLES,
  orders: ["manager"],
  order: ROLES,
  search: ROLES,
  team: [],
  flow_settings: [],
  email_templates: [],
  settings_log: [],
  leave: [],
};

/** A step's page is for managers and for whoever works in the step or handed it over. */
function openTo(page: Page): readonly Role[] {
  if (page in OTHER_PAGES) return OTHER_PAGES[page as keyof typeof OTHER_PAGES];
  return ["manager", ...STEPS.filter((step) => sheetOf(step).page === page).flatMap((step) => QUEUE_ROLE[step] ?? [])];
}

/** Whether a member with these roles may open a page; what it lists is limited by `maySeeItem`. */
export function mayOpen(page: Page, roles: readonly Role[]): boolean {
  return page === "home" || roles.includes("admin") || openTo(page).some((role) => roles.includes(role));
}

/** Whether a member with these roles may open the page on which the items of a step are worked on. */
export function mayOpenStep(step: Step, roles: readonly Role[]): boolean {
  const { page } = sheetOf(step);
  if (page !== null) return mayOpen(page, roles);
  return roles.some((role) => role === "admin" || role === "manager" || role === QUEUE_ROLE[step]);
}

/** Whether a member may see an item at all: managers every one, others those of orders assigned to them. */
export function maySeeItem(member: ActingMember, situation: Situation, item: Item): boolean {
  return isManager(member) || rolesAt(member, situation, item).length > 0;
}

/** Whether a member may see a file of an item, or its customer's address. */
export function maySeeFile(member: ActingMember, situation: Situation, item: Item, kind: FileKind): boolean {
  return isManager(member) || rolesAt(member, situation, item).some((role) => roleSheet(role).sees.includes(kind));
}

/** Whether a member may have the links of photos asked again, of those items whose photos they see. */
export function mayFetchPhotos({ roles }: Pick<ActingMember, "roles">): boolean {
  return isManager({ roles }) || roles.includes("image_processor");
}

/** Whether search may look through customers' names and e-mail addresses for this member. */
export function mayFindByCustomer(roles: readonly Role[]): boolean {
  return isManager({ roles }) || roles.some((role) => roleSheet(role).sees.includes("customer_address"));
}

/** The roles in which an item is theirs; a fulfiller sees it from fulfilment on. */
function rolesAt(member: ActingMember, { assignees }: Situation, item: Item): WorkingRole[] {
  const hasArrived = PROGRESS[item.step] >= PROGRESS.fulfilment && item.step !== "cancelled";
  return WORKING_ROLES.filter(
    (role) =>
      member.roles.includes(role) && assignees[role] === member.memberId && (role !== "fulfiller" || hasArrived),
  );
}
