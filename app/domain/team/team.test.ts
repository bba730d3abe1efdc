import { expect, it } from "vitest";
import type { Role } from "../words/roles.ts";
import { assignableOf, loneAdminAmong, MAX_CAPACITY, rolesOnceGiven, rolesOnceInvited, wholeCapacity } from "./team.ts";

it("a member has exactly the roles they are given, in the order of the roles; the owner stays an admin", () => {
  expect(rolesOnceGiven(["fulfiller", "manager"], false)).toEqual(["manager", "fulfiller"]);
  expect(rolesOnceGiven(["fulfiller"], true)).toEqual(["admin", "fulfiller"]);
  expect(rolesOnceGiven([], false)).toEqual([]);
});

it("an invitation takes no role away", () => {
  expect(rolesOnceInvited(["fulfiller"], ["artist", "fulfiller"])).toEqual(["artist", "fulfiller"]);
});

it.each([
  [12.4, 12],
  [-3, 0],
  [Number.NaN, 0],
  [1e9, MAX_CAPACITY],
])("a capacity of %s is kept as %s", (asked, kept) => {
  expect(wholeCapacity(asked)).toBe(kept);
});

it("orders are given to those who have come, are still there and work in a role", () => {
  const ana = { id: "ana", roles: ["manager" as const, "artist" as const], hasLeft: false, isEnrolled: true };
  const others = [
    { ...ana, hasLeft: true },
    { ...ana, isEnrolled: false },
    { ...ana, roles: ["manager" as const] },
  ];
  expect(assignableOf([ana, ...others])).toEqual([{ member: ana, roles: ["artist"] }]);
});

it.each<[string, Partial<Worker>[], string | null]>([
  ["an admin", [{}], "0"],
  ["an admin who is also something else", [{ roles: ["artist", "admin"] }], "0"],
  ["an artist", [{ roles: ["artist"] }], null],
  ["nobody", [], null],
  ["an admin and an artist", [{}, { roles: ["artist"] }], null],
  [
    "an admin, and others who left, were invited or have no role",
    [{ hasLeft: true }, { isEnrolled: false }, { roles: [] }, {}],
    "3",
  ],
])("of %s working in a shop, all work is theirs: %j", (_who, members, id) => {
  const worker: Worker = { roles: ["admin"], hasLeft: false, isEnrolled: true };
  expect(loneAdminAmong(members.map((one, at) => ({ id: String(at), ...worker, ...one })))).toBe(id);
});

type Worker = { roles: Role[]; hasLeft: boolean; isEnrolled: boolean };
