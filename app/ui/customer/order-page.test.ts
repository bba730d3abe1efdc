// The customer's page shows texts of any language and any length of lines as they were meant.
import { expect, test } from "vitest";
import type { CustomerItem } from "../../domain/screens/customer-order.ts";
import { orderPage } from "./order-page.ts";

const place = { localeRoot: "", path: "/apps/proofline", customerAccounts: null, appUrl: "https://app.example" };
const picture = { screen: null, middle: null, thumb: null, file: null, isComing: false, width: null, height: null };

function pageOf(but: Partial<CustomerItem>): string {
  const item: CustomerItem = {
    itemId: "1",
    changeCount: 0,
    number: 1,
    product: "صورة مرسومة",
    variant: "A",
    part: "الصورة المرفوعة",
    copies: 2,
    standing: "photo_needed",
    usualTime: null,
    photos: [{ ...picture, isMarked: true }],
    issue: { reason: "ضبابية", comment: "one\ntwo" },
    artwork: null,
    earlier: [],
    actions: ["replace_photo"],
    ...but,
  };
  const order = { name: "#1", placedOn: "today", shopName: "Shop", items: [item, { ...item, itemId: "2", number: 2 }] };
  return orderPage(place, { order, token: "t", isLoggedIn: false, notice: null }).text;
}

test("a property name from right to left leaves the facts beside it where they are", () => {
  const page = pageOf({});
  expect(page).toContain("<bdi>Item 1 of 2</bdi> · <bdi>الصورة المرفوعة</bdi> · <bdi>2 copies</bdi>");
  expect(page).toContain("<bdi>صورة مرسومة</bdi>");
  expect(page).toContain('<h3 dir="auto">ضبابية</h3>');
});

test("a comment keeps its lines, and its language's direction", () =>
  expect(pageOf({})).toContain('<p class="proofline-words" dir="auto">one\ntwo</p>'));

test("what cannot be taken back is said of one artwork beside it, and of several where all are approved at once", () => {
  const artwork = { ...picture, screen: "s", thumb: "t", version: 1, approvedOn: null, request: null, answer: null };
  const [each, ofAll = ""] = pageOf({ standing: "approval_needed", artwork, actions: ["approve_artwork"] })
    .split(/(?=<section )/)
    .reduce<[string, string]>(
      ([one, all], part) => (part.includes("proofline-all") ? [one, all + part] : [one + part, all]),
      ["", ""],
    );
  expect(each.match(/once it is approved/g)).toHaveLength(2);
  expect(each).not.toContain("once they are approved");
  expect(ofAll.match(/once they are approved/g)).toHaveLength(1);
  expect(ofAll).not.toContain("once it is approved");
});

test("an approval lies closed behind its question, and is sent by nothing but its own button", () => {
  const artwork = { ...picture, screen: "s", version: 1, approvedOn: null, request: null, answer: null };
  const page = pageOf({ standing: "approval_needed", artwork, actions: ["approve_artwork", "request_changes"] });
  const ways = page.match(/<details class="proofline-way[^>]*>/g) ?? [];
  expect(ways.length).toBeGreaterThanOrEqual(4);
  for (const way of ways) expect(way).not.toMatch(/\sopen\b/);
});
