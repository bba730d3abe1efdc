// The customer's page shows texts of any language and any length of lines as they were meant.
import { expect, test } from "vitest";
import type { CustomerItem } from "../../domain/screens/customer-order.ts";
import { orderPage } from "./order-page.ts";

const place = { localeRoot: "", path: "/apps/proofline", customerAccounts: null, appUrl: "https://app.example" };
const picture = {
  screen: null,
  middle: null,
  thumb: null,
  file: null,
  isComing: false,
  isGone: false,
  width: null,
  height: null,
};

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
    issue: { reason: "ضبابية", comment: "one\ntwo", hint: "", examples: [] },
    artwork: null,
    earlier: [],
    actions: ["replace_photo"],
    takesBack: null,
    ...but,
  };
  const order = { name: "#1", placedOn: "today", shopName: "Shop", items: [item, { ...item, itemId: "2", number: 2 }] };
  return orderPage(place, { order, token: "t", isLoggedIn: false, notice: null }).text;
}

test("a property name from right to left leaves the facts beside it where they are", () => {
  const page = pageOf({});
  expect(page).toContain("<bdi>Item 1 of 2</bdi> · <bdi>الصورة المرفوعة</bdi> · <bdi>2 copies</bdi>");
  expect(page).toContain("<bdi>صورة مرسومة</bdi>");
  expect(page).toContain('<h3 class="proofline-words" dir="auto">ضبابية</h3>');
});

test("a comment keeps its lines, and its language's direction", () =>
  expect(pageOf({})).toContain('<p class="proofline-words" dir="auto">one\ntwo</p>'));

const approvable = { standing: "approval_needed", actions: ["approve_artwork", "request_changes"] } as const;
const artwork = { ...picture, screen: "s", thumb: "t", version: 1, approvedOn: null, request: null, answer: null };
const askedWith = { ...approvable, actions: [...approvable.actions], artwork };

test("what an approval means, and for how long it can be taken back, is said beside one artwork, and once where all are approved at once", () => {
  const [each, ofAll = ""] = pageOf(askedWith)
    .split(/(?=<section )/)
    .reduce<[string, string]>(
      ([one, all], part) => (part.includes("proofline-all") ? [one, all + part] : [one + part, all]),
      ["", ""],
    );
  expect(each.match(/it is made exactly like this\. You can take that back for two minutes/g)).toHaveLength(2);
  expect(ofAll.match(/they are made exactly like this\. You can take that back for two minutes/g)).toHaveLength(1);
});

test("an approval is a form of its own with one button, and the way to ask for changes lies closed", () => {
  const page = pageOf(askedWith);
  const approvals =
    page.match(/<form(?:(?!<\/form>)[\s\S])*value="approve_artwork"(?:(?!<\/form>)[\s\S])*<\/form>/g) ?? [];
  expect(approvals).toHaveLength(3);
  for (const form of approvals) expect(form.match(/<button/g)).toHaveLength(1);
  for (const way of page.match(/<details class="proofline-way[^>]*>/g) ?? [""])
    expect(way).toMatch(/^<details(?!.*\sopen\b)/);
});

test("what was just approved says so, and by which button it is taken back and of how much", () => {
  const approved = { standing: "being_made", usualTime: "This usually takes a day.", artwork } as const;
  const page = pageOf({ ...approved, actions: [], takesBack: { actId: "act", items: 3 } });
  expect(page).toContain('name="approval" value="act"');
  expect(page).toContain("Take my approval of 3 items back");
  expect(page).not.toMatch(/Being made and packed|usually takes/);
  expect(pageOf({ ...approved, actions: [] })).not.toContain("approval");
});
