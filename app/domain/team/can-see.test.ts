import { describe, expect, test } from "vitest";
import { FILE_KINDS } from "../words/file-kinds.ts";
import { mayFindByCustomer, mayOpen, maySeeFile, maySeeItem } from "./can-see.ts";
import { PAGES } from "../words/pages.ts";
import { item, member, order } from "../workflow/given.fixture.ts";
import { ROLES, type Role } from "../words/roles.ts";
import { STEPS, STRAIGHT_WAY, type Step } from "../words/steps.ts";

describe("pages", () => {
  test.each<[Role, string[]]>([
    ["admin", [...PAGES]],
    [
      "manager",
      PAGES.filter((page) => !["team", "flow_settings", "email_templates", "settings_log", "leave"].includes(page)),
    ],
    ["image_processor", ["home", "image_approval", "image_issues", "order", "search"]],
    ["artist", ["home", "artfile_production", "order", "search"]],
    ["quality_controller", ["home", "quality_control", "customer_approval", "order", "search"]],
    ["fulfiller", ["home", "fulfilment", "order", "search"]],
  ])("%s opens only the pages of the role", (role, pages) => {
    expect(PAGES.filter((page) => mayOpen(page, [role]))).toEqual(pages);
  });

  test("a member without a role sees the home page, which says so", () => {
    expect(PAGES.filter((page) => mayOpen(page, []))).toEqual(["home"]);
  });
});

describe("items and files", () => {
  const one = item(1, { step: "fulfilment" });
  const now = order([one]);

  test.each<[Role, string[]]>([
    ["admin", [...FILE_KINDS]],
    ["manager", [...FILE_KINDS]],
    ["image_processor", ["photo_rendition"]],
    ["artist", ["photo_rendition", "photo_original", "artfile", "artfile_rendition"]],
    ["quality_controller", ["photo_rendition", "artfile", "artfile_rendition"]],
    ["fulfiller", ["artfile", "artfile_rendition", "customer_address"]],
  ])("%s sees of an assigned order what the role needs", (role, kinds) => {
    expect(FILE_KINDS.filter((kind) => maySeeFile(member(role), now, one, kind))).toEqual(kinds);
  });

  test("an order of somebody else shows nothing", () => {
    const theirs = { ...now, assignees: { artist: "somebody-else" } };
    expect(maySeeItem(member("artist"), theirs, one)).toBe(false);
    expect(FILE_KINDS.filter((kind) => maySeeFile(member("artist"), theirs, one, kind))).toEqual([]);
  });

  test("a manager sees every item, whoever works on it, anybody else those of orders assigned to them", () => {
    const nobodys = { ...now, assignees: {} };
    expect(maySeeItem(member("manager"), nobodys, one)).toBe(true);
    expect(maySeeItem(member("admin"), nobodys, one)).toBe(true);
    expect(maySeeItem(member("artist"), nobodys, one)).toBe(false);
    expect(maySeeItem(member("artist"), now, one)).toBe(true);
  });

  test("a fulfiller sees an order only from fulfilment on", () => {
    const at = (step: Step) => maySeeItem(member("fulfiller"), order([item(1, { step })]), item(1, { step }));
    expect(STEPS.filter(at)).toEqual(STRAIGHT_WAY.slice(STRAIGHT_WAY.indexOf("fulfilment")));
  });

  test("everybody else sees an order that is assigned to them in every step", () => {
    const early = item(1, { step: "photo_review" });
    expect(maySeeItem(member("artist"), order([early]), early)).toBe(true);
  });

  test("a role that was taken away shows nothing any more, though the order is still assigned", () => {
    expect(maySeeItem({ kind: "member", memberId: "artist", roles: ["fulfiller"] }, now, one)).toBe(false);
  });

  test("only who deals with customers searches by customer", () => {
    expect(ROLES.filter((role) => mayFindByCustomer([role]))).toEqual(["admin", "manager", "fulfiller"]);
    expect(mayFindByCustomer(["image_processor", "fulfiller"])).toBe(true);
    expect(mayFindByCustomer([])).toBe(false);
  });
});
