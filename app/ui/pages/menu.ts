import { mayOpen, mayOpenStep } from "../../domain/team/can-see.ts";
import { PAGES, type Page } from "../../domain/words/pages.ts";
import type { Role } from "../../domain/words/roles.ts";
import { sheetOf, STEP_NAMES, STEPS } from "../../domain/words/steps.ts";
import { PAGE_LINKS } from "./page-links.ts";
import { STEP_PATHS } from "./step-paths.ts";

type MenuLink = { name: string; path: string };

/** The menu of a member with these roles, without Home: the steps in their order, then the other pages. */
export function menuFor(roles: readonly Role[]): MenuLink[] {
  const named = (page: Page) => (page === "order" || page === "home" || !mayOpen(page, roles) ? [] : PAGE_LINKS[page]);
  const links = STEPS.flatMap((step): MenuLink | MenuLink[] => {
    const { page } = sheetOf(step);
    if (page !== null) return named(page);
    return mayOpenStep(step, roles) ? { name: STEP_NAMES[step], path: STEP_PATHS[step] } : [];
  });
  return [...new Map([...links, ...PAGES.flatMap(named)].map((link) => [link.path, link])).values()];
}
