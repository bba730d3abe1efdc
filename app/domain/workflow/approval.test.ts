import { describe, expect, test } from "vitest";
import { isApproved, isFullyApproved, isOrderApproved, isOrderEnded } from "./approval.ts";
import { act, CUSTOMER, item, member, order, SYSTEM } from "./given.fixture.ts";
import type { Item } from "../words/situation.ts";

const approved = { step: "customer_approval", readyFor: "fulfilment", approvedArtfileVersion: 1 } as const;
const open = { step: "customer_approval" } as const;
const cancelled = { step: "cancelled" } as const;
const done = { step: "done" } as const;
const flowApproves = { step: "quality_control", skips: ["customer_approval"] } as const;
const of = (...items: Partial<Item>[]) => order(items.map((but, at) => item(at + 1, but)));

describe("approved is", () => {
  test("an item whose newest artfile was approved, not an older one and not none", () => {
    expect(isApproved(item(1, { artfileVersion: 2, approvedArtfileVersion: 2 }))).toBe(true);
    expect(isApproved(item(1, { artfileVersion: 2, approvedArtfileVersion: 1 }))).toBe(false);
    expect(isApproved(item(1, { artfileVersion: 0, approvedArtfileVersion: 0 }))).toBe(false);
    expect(isApproved(item(1, open))).toBe(false);
  });

  test("an order with nothing left to approve; what is cancelled or done does not count", () => {
    expect(isOrderApproved(of(approved, cancelled, done))).toBe(true);
    expect(isOrderApproved(of(approved, open))).toBe(false);
    expect(isOrderApproved(of(cancelled))).toBe(true);
  });

  test("all that was the customer's to approve, when there was something", () => {
    expect(isFullyApproved(of(approved, cancelled, flowApproves))).toBe(true);
    expect(isFullyApproved(of(approved, done))).toBe(true);
    expect(isFullyApproved(of(approved, open))).toBe(false);
    expect(isFullyApproved(of(flowApproves))).toBe(false);
    expect(isFullyApproved(of(cancelled))).toBe(false);
  });
});

test("an order has ended when each of its items is done or cancelled", () => {
  expect(isOrderEnded(of(done, cancelled))).toBe(true);
  expect(isOrderEnded(of(done, open))).toBe(false);
  expect(isOrderEnded(of(cancelled, approved))).toBe(false);
});

describe("the email that thanks for the approval is written", () => {
  const cancel = (...items: Partial<Item>[]) => act(of(...items), member("manager"), { action: "cancel" }, 1);

  test("with the last approval, not before", () => {
    expect(act(of(open), CUSTOMER, { action: "approve_artwork" }, 1)).toMatchObject({ emails: ["approved"] });
    expect(act(of(open, open), CUSTOMER, { action: "approve_artwork" }, 1)).toMatchObject({ emails: [] });
  });

  test("for who acted for the customer unless they said not to, and always for what the customer did", () => {
    const said = (by: Parameters<typeof act>[1], thanks?: boolean) =>
      act(
        of(open),
        by,
        { action: "approve_artwork", note: "By phone", ...(thanks === undefined ? {} : { thanks }) },
        1,
      );
    expect(said(member("manager"))).toMatchObject({ emails: ["approved"] });
    expect(said(member("manager"), true)).toMatchObject({ emails: ["approved"] });
    expect(said(member("manager"), false)).toMatchObject({ emails: [] });
    expect(said(CUSTOMER, false)).toMatchObject({ emails: ["approved"] });
  });

  test("when the item that the approved ones waited for is cancelled, here or in Shopify", () => {
    expect(cancel(open, approved)).toMatchObject({ emails: ["approved"] });
    expect(cancel(open, approved, { ...flowApproves, step: "done" })).toMatchObject({ emails: ["approved"] });
    expect(act(of(open, approved), SYSTEM, { action: "cancel_in_shopify" }, 1)).toMatchObject({ emails: ["approved"] });
  });

  test("not when what is cancelled held up nothing that is approved", () => {
    expect(cancel(open, open)).toMatchObject({ emails: [] });
    expect(cancel(open, approved, open)).toMatchObject({ emails: [] });
    expect(cancel(open, { ...approved, step: "fulfilment", readyFor: null })).toMatchObject({ emails: [] });
    expect(cancel(open, { ...flowApproves, readyFor: "fulfilment", approvedArtfileVersion: 1 })).toMatchObject({
      emails: [],
    });
    expect(cancel(open, flowApproves)).toMatchObject({ emails: [] });
    expect(cancel(open, approved, flowApproves)).toMatchObject({ emails: [] });
  });

  test("not for anything else that lets an approved item on", () => {
    const move = { action: "move", to: "fulfilment", note: "By phone" } as const;
    expect(act(of(open, approved), member("manager"), move, 1)).toMatchObject({ emails: [] });
  });
});
