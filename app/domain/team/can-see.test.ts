import { describe, expect, test } from "vitest";
import { FILE_KINDS } from "../words/file-kinds.ts";
import { mayFindByCustomer, mayOpen, maySeeFile, maySeeItem } from "./can-see.ts";
import { PAGES } from "../words/pages.ts";
import { item, member, order } from "../workflow/given.fixture.ts";
import type { Role } from "../words/roles.ts";

describe("pages", () => {
  test.each<[Role, string[]]>([
    ["admin", [...PAGES]],
    ["manager", PAGES.filter((page) => page !== "team" && page !== "flow_settings")],
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

  test("a fulfiller sees an order only from fulfilment on", () => {
    const early = item(1, { step: "artwork" });
    expect(maySeeItem(member("fulfiller"), order([early]), early)).toBe(false);
  });

  test("a role that was taken away shows nothing any more, though the order is still assigned", () => {
    expect(maySeeItem({ kind: "member", memberId: "artist", roles: ["fulfiller"] }, now, one)).toBe(false);
  });

  test("image processors do not search by customer", () => {
    expect(mayFindByCustomer(["image_processor", "artist"])).toBe(false);
    expect(mayFindByCustomer(["fulfiller"])).toBe(true);
  });
});
