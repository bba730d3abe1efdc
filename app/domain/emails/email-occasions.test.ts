import { UNDO_WINDOW_MS } from "../workflow/undo.ts";
import { describe, expect, test } from "vitest";
import {
  emailStillCalledFor,
  JOIN_WINDOW_MS,
  mayStillJoin,
  occasionOf,
  orderIssueDueAgain,
  orderIssueSendAt,
  sendAt,
  stillCalledFor,
} from "./email-occasions.ts";
import { item, order } from "../workflow/given.fixture.ts";

const seconds = 1_000;
const minutes = 60 * seconds;

describe("one email per order, kind and round", () => {
  const queued = { round: 1, state: "queued", firstRaisedAt: 0, sendAt: 2 * minutes } as const;

  test("the first occasion is round one", () => {
    expect(occasionOf("artwork_approval", null, 0)).toEqual({ round: 1, joins: false });
  });

  test("issues within two minutes join in one email, later ones are a round of their own", () => {
    expect(occasionOf("order_issue", queued, 2 * minutes)).toEqual({ round: 1, joins: true });
    expect(occasionOf("order_issue", queued, 2 * minutes + 1)).toEqual({ round: 2, joins: false });
  });

  test("the two minutes count from the first issue of the email", () => {
    const later = { ...queued, firstRaisedAt: 60 * minutes };
    expect(occasionOf("order_issue", later, 62 * minutes)).toEqual({ round: 1, joins: true });
  });

  test("artworks join the email that still waits, however long it does", () => {
    expect(occasionOf("artwork_approval", queued, 60 * minutes)).toEqual({ round: 1, joins: true });
  });

  test("an issue that can still be taken back joins none that leaves at this moment, and what leaves at once does", () => {
    const due = { ...queued, sendAt: seconds };
    expect(occasionOf("order_issue", due, 2 * seconds, true)).toEqual({ round: 2, joins: false });
    expect(occasionOf("order_issue", due, 2 * seconds, false)).toEqual({ round: 1, joins: true });
  });

  test("what has been sent is never joined", () => {
    expect(occasionOf("order_issue", { ...queued, state: "sent" }, seconds)).toEqual({ round: 2, joins: false });
    expect(occasionOf("artwork_approval", { ...queued, state: "withdrawn" }, seconds)).toEqual({
      round: 2,
      joins: false,
    });
  });
});

describe("when an email leaves", () => {
  test("not before the act can no longer be undone", () => {
    expect(sendAt(0, 10 * seconds)).toBe(10 * seconds);
    expect(sendAt(0, null)).toBe(0);
  });

  test("an order issue waits up to two minutes for items that are still in review", () => {
    const first = { firstRaisedAt: 0, lastRaisedAt: 0, undoableUntil: 10 * seconds };
    expect(orderIssueSendAt({ ...first, mayStillJoin: true })).toBe(2 * minutes);
    expect(orderIssueSendAt({ ...first, mayStillJoin: false })).toBe(10 * seconds);
  });

  test("and one that joined at the last moment can still be undone", () => {
    const last = { firstRaisedAt: 0, lastRaisedAt: 119 * seconds, undoableUntil: 129 * seconds, mayStillJoin: true };
    expect(orderIssueSendAt(last)).toBe(129 * seconds);
  });

  test("one that is due is not put off any more, whatever is still in review", () => {
    const due = { sendAt: 1 * seconds, firstRaisedAt: 0, now: 2 * seconds };
    expect(orderIssueDueAgain({ ...due, mayStillJoin: true })).toBe(1 * seconds);
  });

  test("an item that was approved and waits for its siblings cannot join any more", () => {
    expect(mayStillJoin(order([item(1, { step: "photo_issue" }), item(2, { readyFor: "artwork" })]))).toBe(false);
    expect(mayStillJoin(order([item(1, { step: "photo_issue" }), item(2)]))).toBe(true);
  });
});

describe("an email whose reason is gone is withdrawn", () => {
  test("when the issue is over, or the order cancelled", () => {
    const open = order([item(1, { step: "photo_issue" })]);
    expect(stillCalledFor("order_issue", open)).toBe(true);
    expect(stillCalledFor("order_issue", order([item(1)]))).toBe(false);
    expect(stillCalledFor("order_issue", { ...open, cancelledInShopify: true })).toBe(false);
  });

  test("when the artworks are decided", () => {
    expect(stillCalledFor("approval_reminder", order([item(1, { step: "customer_approval" })]))).toBe(true);
    expect(
      stillCalledFor("approval_reminder", order([item(1, { step: "customer_approval", readyFor: "fulfilment" })])),
    ).toBe(false);
  });
});

describe("an email that waits to be sent still has its reason", () => {
  const [first, second] = [item(1, { step: "photo_issue" }), item(2, { step: "artwork" })];
  const now = order([first, second]);

  test("as long as one of the items that it speaks of is where it was", () => {
    expect(stillCalledFor("order_issue", now)).toBe(true);
    expect(emailStillCalledFor({ kind: "order_issue", itemIds: [first.id, second.id] }, now)).toBe(true);
    expect(emailStillCalledFor({ kind: "order_issue", itemIds: [second.id] }, now)).toBe(false);
    expect(emailStillCalledFor({ kind: "order_issue", itemIds: [] }, now)).toBe(false);
  });

  test("as long as any item of the order is there, when it speaks of the whole order", () => {
    expect(emailStillCalledFor({ kind: "order_issue_reminder", itemIds: [] }, now)).toBe(true);
    expect(emailStillCalledFor({ kind: "order_issue_reminder", itemIds: [] }, order([second]))).toBe(false);
  });

  test("when it thanks for the approval, as long as all is approved", () => {
    const approved = item(1, { step: "customer_approval", readyFor: "fulfilment", approvedArtfileVersion: 1 });
    expect(stillCalledFor("approved", order([approved]))).toBe(true);
    expect(stillCalledFor("approved", order([approved, item(2, { step: "customer_approval" })]))).toBe(false);
  });

  test("never once the order is cancelled in Shopify", () => {
    const cancelled = { ...now, cancelledInShopify: true };
    expect(emailStillCalledFor({ kind: "order_issue", itemIds: [first.id] }, cancelled)).toBe(false);
  });
});

describe("an order-issue email that waits", () => {
  const waiting = { firstRaisedAt: 1_000, sendAt: 1_000 + JOIN_WINDOW_MS, now: 20_000 };

  test("is brought forward once no item is left that could join it, but not before undo is over", () => {
    expect(orderIssueDueAgain({ ...waiting, mayStillJoin: false })).toBe(20_000 + UNDO_WINDOW_MS);
  });

  test("that leaves sooner anyhow stays as it is", () => {
    expect(orderIssueDueAgain({ ...waiting, sendAt: 21_000, mayStillJoin: false })).toBe(21_000);
  });

  test("waits for the whole joining time again once an item could join it again", () => {
    expect(orderIssueDueAgain({ ...waiting, sendAt: 25_000, mayStillJoin: true })).toBe(1_000 + JOIN_WINDOW_MS);
  });

  test("never leaves sooner because an item could join it", () => {
    expect(orderIssueDueAgain({ ...waiting, sendAt: 500_000, mayStillJoin: true })).toBe(500_000);
  });
});
