import { describe, expect, it } from "vitest";
import { enrolmentOf, isAsShopifySays, type ShopifyUser } from "./enrolment.ts";

const user: ShopifyUser = {
  id: "77",
  firstName: "Ida",
  lastName: "Imhof",
  email: "Ida@Shop.example",
  emailVerified: true,
  accountOwner: false,
};
const known = { id: "k", name: "Ida", email: "old@shop.example", roles: ["artist" as const], isEnrolled: true };
const invited = {
  id: "i",
  name: "ida",
  email: "ida@shop.example",
  roles: ["fulfiller" as const, "artist" as const],
  isEnrolled: false,
  shopifyUserId: null,
  hasLeft: false,
};

it("a stranger gets a row without a role", () => {
  expect(enrolmentOf(user, null, null)).toEqual({
    rowId: null,
    goneRowId: null,
    isFirstTime: true,
    shopifyUserId: "77",
    name: "Ida Imhof",
    email: "ida@shop.example",
    roles: [],
    isOwner: false,
  });
});

it("the store's owner is an admin, once", () => {
  const owner = { ...user, accountOwner: true };
  expect(enrolmentOf(owner, null, null)).toMatchObject({ roles: ["admin"], isOwner: true });
  expect(enrolmentOf(owner, { ...known, roles: ["admin"] }, null).roles).toEqual(["admin"]);
});

it("somebody who is known stays who they are, with their new address", () => {
  const again = enrolmentOf(user, known, null);
  expect(again).toMatchObject({ rowId: "k", goneRowId: null, isFirstTime: false, email: "ida@shop.example" });
  expect(enrolmentOf({ ...user, email: null }, known, null).email).toBe("old@shop.example");
});

describe("an invitation to the address", () => {
  it("becomes the row of a stranger", () => {
    const taken = enrolmentOf(user, null, invited);
    expect(taken).toMatchObject({ rowId: "i", goneRowId: null, isFirstTime: true, roles: ["fulfiller", "artist"] });
  });

  it("becomes part of the row of somebody who is known", () => {
    const taken = enrolmentOf(user, known, invited);
    expect(taken).toMatchObject({ rowId: "k", goneRowId: "i", isFirstTime: false, roles: ["artist", "fulfiller"] });
    expect(taken.email).toBe("ida@shop.example");
  });

  it.each([
    ["that Shopify has not verified", { ...user, emailVerified: false }, invited],
    ["of which Shopify does not say", { ...user, emailVerified: undefined }, invited],
    ["that belongs to somebody who came", user, { ...invited, shopifyUserId: "78" }],
    ["of somebody who has left", user, { ...invited, hasLeft: true }],
  ])("%s is left alone, and so is the address", (_, who, row) => {
    expect(enrolmentOf(who, null, row)).toMatchObject({ rowId: null, goneRowId: null, roles: [], email: null });
    expect(enrolmentOf(who, known, row)).toMatchObject({ rowId: "k", roles: ["artist"], email: "old@shop.example" });
  });
});

it("an address that is one's own already is kept", () => {
  const own = { ...known, email: "ida@shop.example", shopifyUserId: "77", hasLeft: false };
  expect(enrolmentOf(user, own, own)).toMatchObject({ rowId: "k", goneRowId: null, email: "ida@shop.example" });
});

describe("a member stands as Shopify says", () => {
  const owner = { isEnrolled: true, isOwner: true, roles: ["admin" as const] };
  const other = { isEnrolled: true, isOwner: false, roles: [] };

  it("when they have come before, and own the store or not as they did", () => {
    expect(isAsShopifySays(owner, { accountOwner: true })).toBe(true);
    expect(isAsShopifySays(other, { accountOwner: false })).toBe(true);
  });

  it.each([
    ["with an invitation that they have not taken up", { ...other, isEnrolled: false }, false],
    ["when the store has become theirs", other, true],
    ["when the store is theirs no more", owner, false],
    ["as an owner who is no admin", { ...owner, roles: [] }, true],
  ])("but not %s", (_, member, accountOwner) => {
    expect(isAsShopifySays(member, { accountOwner })).toBe(false);
  });
});
