import { expect, test } from "vitest";
import { item, order } from "./given.fixture.ts";
import { STANDING_WORDS, STANDINGS, standingOf, tellStanding } from "./standing.ts";

test.each([
  ["ended", [item(1, { step: "done" })], {}],
  ["order_cancelled", [item(1)], { cancelledInShopify: true }],
  ["not_started", [item(1)], { isInShadow: true }],
  ["waits_for_siblings", [item(1, { readyFor: "artwork" }), item(2)], {}],
  ["waits_for_photo", [item(1, { hasReadablePhoto: false })], {}],
  ["with_customer", [item(1, { step: "photo_issue" })], {}],
  ["ended", [item(1, { step: "cancelled" })], { cancelledInShopify: true }],
  ["with_member", [item(1)], {}],
  ["with_member", [item(1, { step: "artwork" })], {}],
  ["with_member", [item(1, { step: "artwork", hasReadablePhoto: false })], {}],
  ["waits_for_assignment", [item(1, { step: "artwork" })], { assignees: {} }],
] as const)("an item that stands still says why: %s", (standing, items, but) => {
  expect(standingOf(items[0], order(items, {}, but))).toBe(standing);
});

test("why an item stands still is told with names and numbers where there are any", () => {
  const names: Partial<Record<string, string>> = { artist: "Ana" };
  const told = (one: Parameters<typeof tellStanding>[0], ...others: (typeof one)[]) =>
    tellStanding(one, order([one, ...others]), { nameOf: (memberId) => names[memberId] });
  const artwork = { step: "artwork" } as const;
  expect(told(item(1, { readyFor: "artwork" }), item(2), item(3, { step: "photo_issue" }))).toBe(
    "Waits for item 2 (Image Approval), item 3 (Image/Order Issues)",
  );
  expect(told(item(1, artwork))).toBe("Waits for Ana");
  expect(told(item(1, { step: "quality_control" }))).toBe("Waits for the member it is assigned to");
  expect(told(item(1, { step: "customer_approval" }))).toBe("Waits for the customer");
  expect(
    tellStanding(item(1, artwork), order([item(1, artwork)], {}, { assignees: {} }), { nameOf: () => "Ana" }),
  ).toBe("Waits for someone to be assigned");
});

test("what a customer can take back still says until when", () => {
  const shipping = item(1, { step: "fulfilment" });
  const known = { nameOf: () => "Finn", takenBackUntil: "27 Nov, 10:41" };
  expect(tellStanding(shipping, order([shipping]), known)).toBe(
    "Approved just now: the customer can take it back until 27 Nov, 10:41",
  );
});

test("every standing has words", () => {
  for (const standing of STANDINGS) expect(STANDING_WORDS[standing]).toMatch(/^[A-Z].*\w$/);
});
