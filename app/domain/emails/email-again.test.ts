import { describe, expect, test } from "vitest";
import { item, member, order } from "../workflow/given.fixture.ts";
import { REFUSAL_WORDS } from "../words/refusals.ts";
import { itemsToWriteOf, whyNotAgain } from "./email-again.ts";

const ADDRESS = "ida@shop.test";
const waiting = order([item(1, { step: "photo_issue" }), item(2, { step: "artwork" })]);

describe("an email is sent again", () => {
  test("by whoever works with that step and sees an item of the order", () => {
    for (const role of ["manager", "admin", "image_processor"] as const)
      expect(whyNotAgain(waiting, member(role), "order_issue", ADDRESS)).toBeNull();
    expect(whyNotAgain(waiting, member("artist"), "order_issue", ADDRESS)).toBe(REFUSAL_WORDS.not_your_role);
    const another = { ...member("image_processor"), memberId: "another" };
    expect(whyNotAgain(waiting, another, "order_issue", ADDRESS)).toBe(REFUSAL_WORDS.unknown_item);
  });

  test("about an order of the shop that is not cancelled", () => {
    expect(whyNotAgain(null, member("manager"), "order_issue", ADDRESS)).toBe(REFUSAL_WORDS.unknown_item);
    const cancelled = { ...waiting, cancelledInShopify: true };
    expect(whyNotAgain(cancelled, member("manager"), "order_issue", ADDRESS)).toBe(REFUSAL_WORDS.order_cancelled);
  });

  test("while an item waits for its customer about just that", () => {
    expect(whyNotAgain(waiting, member("manager"), "artwork_approval", ADDRESS)).toBe(REFUSAL_WORDS.wrong_step);
    const onItsWay = order([item(1, { step: "photo_issue", readyFor: "artwork" })]);
    expect(whyNotAgain(onItsWay, member("manager"), "order_issue", ADDRESS)).toBe(REFUSAL_WORDS.wrong_step);
  });

  test("to an address, or the answer says where to add one", () => {
    for (const address of [null, ""])
      expect(whyNotAgain(waiting, member("manager"), "order_issue", address)).toMatch(/no e-mail address.*Shopify/);
  });

  test("and speaks of the items that wait, of no other", () => {
    const several = order([
      item(1, { step: "customer_approval" }),
      item(2, { step: "customer_approval", readyFor: "fulfilment" }),
      item(3, { step: "photo_issue" }),
      item(4, { step: "customer_approval" }),
    ]);
    expect(itemsToWriteOf(several, "artwork_approval")).toEqual(["item-1", "item-4"]);
    expect(itemsToWriteOf(several, "order_issue")).toEqual(["item-3"]);
  });
});
