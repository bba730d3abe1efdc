import { describe, expect, test } from "vitest";
import { ROLES, WORKING_ROLES } from "../../domain/words/roles.ts";
import { QUEUE_ROLE, sheetOf, STEPS } from "../../domain/words/steps.ts";
import { menuFor } from "./menu.ts";
import { PAGE_LINKS } from "./page-links.ts";
import { STEP_PATHS } from "./step-paths.ts";

describe("the menu", () => {
  test("of an admin has the steps in their order, then the other pages, each once", () => {
    const paths = menuFor(["admin"]).map(({ path }) => path);
    const steps = STEPS.filter((step) => sheetOf(step).page !== "orders").map((step) => STEP_PATHS[step]);
    expect(paths.slice(0, steps.length)).toEqual(steps);
    const others = Object.values(PAGE_LINKS).map(({ path }) => path);
    expect(paths.slice(steps.length)).toEqual(others.filter((path) => path !== "/app" && !steps.includes(path)));
  });

  test("leads every role to the steps that are its work", () => {
    for (const role of WORKING_ROLES) {
      const paths = menuFor([role]).map(({ path }) => path);
      const theirs = STEPS.filter((step) => QUEUE_ROLE[step] === role);
      expect(theirs).not.toEqual([]);
      expect(paths.slice(0, theirs.length)).toEqual(theirs.map((step) => STEP_PATHS[step]));
      const others = paths.slice(theirs.length);
      expect(others).toContain("/app/search");
      for (const step of STEPS) expect(others).not.toContain(STEP_PATHS[step]);
    }
  });

  test("of somebody without a role is empty, and no role sees more than an admin", () => {
    expect(menuFor([])).toEqual([]);
    const all = menuFor(["admin"]).map(({ path }) => path);
    for (const role of ROLES) expect(all).toEqual(expect.arrayContaining(menuFor([role]).map(({ path }) => path)));
  });
});
