import { expect, test } from "vitest";
import { item, order } from "./given.fixture.ts";
import { standingOf } from "./standing.ts";

test.each([
  ["ended", [item(1, { step: "done" })], {}],
  ["order_cancelled", [item(1)], { cancelledInShopify: true }],
  ["waits_for_siblings", [item(1, { readyFor: "artwork" }), item(2)], {}],
  ["waits_for_photo", [item(1, { hasReadablePhoto: false })], {}],
  ["with_customer", [item(1, { step: "photo_issue" })], {}],
  ["with_member", [item(1, { step: "artwork" })], {}],
  ["waits_for_assignment", [item(1, { step: "artwork" })], { assignees: {} }],
] as const)("an item that stands still says why: %s", (standing, items, but) => {
  expect(standingOf(items[0], order(items, {}, but))).toBe(standing);
});
