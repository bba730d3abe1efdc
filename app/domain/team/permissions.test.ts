import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../words/roles.ts";
import { DEEDS, mayDo, type Deed } from "./permissions.ts";

const WHO: Record<Deed, readonly Role[]> = {
  set_flow: ["admin"],
  set_guideline: ["admin"],
  set_usual_hours: ["admin"],
  set_resending: ["admin"],
  set_retention: ["admin"],
  set_emails: ["admin"],
  change_reasons: ["admin"],
  change_team: ["admin"],
  start_shop: ["admin"],
  leave: ["admin"],
  reassign_orders: ["admin", "manager"],
  sort_into_folders: ["admin", "manager", "fulfiller"],
  answer_tasks: ["admin", "manager"],
  open_task_files: ["admin", "manager"],
  read_access_log: ["admin", "manager"],
  hold_again: ["admin", "manager"],
};

describe("outside acts on items", () => {
  test.each(DEEDS)("%s is for these roles and no other", (deed) => {
    expect(ROLES.filter((role) => mayDo(deed, { roles: [role] }))).toEqual(WHO[deed]);
  });

  test("a member without a role may do nothing", () => {
    expect(DEEDS.filter((deed) => mayDo(deed, { roles: [] }))).toEqual([]);
  });

  test("one of several roles is enough", () => {
    expect(mayDo("sort_into_folders", { roles: ["artist", "fulfiller"] })).toBe(true);
  });
});
