import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { STEPS } from "../words/steps.ts";
import { decide, isRefused } from "./decide.ts";
import { anyLife } from "./lifecycle.fixture.ts";
import { live, seen } from "./lives.fixture.ts";
import { movesOf } from "./needs.ts";
import { act, CUSTOMER, item, member, next, order, steps, SYSTEM } from "./given.fixture.ts";

const manager = member("manager");

describe("moving by hand", () => {
  test("writes to nobody", () => {
    const now = order([item(1, { step: "quality_control" })]);
    expect(act(now, manager, { action: "move", to: "customer_approval" }, 1)).toMatchObject({ emails: [] });
    expect(act(now, manager, { action: "move", to: "photo_issue" }, 1)).toMatchObject({ emails: [], effects: [] });
  });

  test("takes an item past its barrier, and lets through siblings that waited only for it", () => {
    const now = order([item(1, { step: "artwork", readyFor: "quality_control" }), item(2, { artfileVersion: 1 })]);
    expect(steps(next(now, manager, { action: "move", to: "quality_control" }, 2))).toEqual([
      "quality_control",
      "quality_control",
    ]);
  });

  test("needs an artfile where one is looked at or printed", () => {
    expect(act(order([item(1)]), manager, { action: "move", to: "quality_control" }, 1)).toMatchObject({
      refused: "no_artfile",
    });
  });

  test("into fulfilment without an approval needs a note and counts as the manager's approval", () => {
    const now = order([item(1, { step: "quality_control" })]);
    expect(act(now, manager, { action: "move", to: "fulfilment" }, 1)).toMatchObject({ refused: "needs_note" });
    expect(act(now, manager, { action: "move", to: "fulfilment", note: "Approved by phone" }, 1)).toMatchObject({
      effects: [{ kind: "record_approval", by: "manager", note: "Approved by phone" }, { kind: "order_approved" }],
      emails: [],
    });
  });

  test("back before the customer's approval voids it", () => {
    const now = order([item(1, { step: "fulfilment", approvedArtfileVersion: 1, sentToPrinter: true })]);
    expect(next(now, manager, { action: "move", to: "artwork" }, 1).items[0]).toMatchObject({
      approvedArtfileVersion: null,
      sentToPrinter: false,
    });
  });

  test("is not for those who only work on items, and cannot cancel", () => {
    expect(act(order([item(1)]), member("artist"), { action: "move", to: "artwork" }, 1)).toMatchObject({
      refused: "not_your_role",
    });
    expect(act(order([item(1)]), manager, { action: "move", to: "cancelled" }, 1)).toMatchObject({
      refused: "wrong_step",
    });
    expect(act(order([item(1)]), manager, { action: "move", to: "photo_review" }, 1)).toMatchObject({
      refused: "already_there",
    });
  });
});

describe("where an item may be moved", () => {
  test("is offered as the rules decide, with the note they ask for", () => {
    const offer = fc.property(anyLife, ({ start, happenings }) => {
      const now = live({ ...start, cancelledInShopify: false }, happenings, () => undefined);
      for (const one of now.items) {
        for (const to of STEPS) {
          const move = movesOf(one).find((offered) => offered.to === to);
          const bare = decide(now, manager, { action: "move", to }, [seen(one)]);
          const refusal = isRefused(bare) ? bare.refused : null;
          expect([to, refusal]).toEqual([to, move ? (move.needsNote ? "needs_note" : null) : refusal]);
          if (refusal === null) expect(move).toBeDefined();
        }
      }
    });
    fc.assert(offer, { numRuns: 60 });
  });

  test("leaves out where it is, where it is cancelled, and what needs an artfile it does not have", () => {
    expect(movesOf(item(1, { step: "artwork" })).map(({ to }) => to)).toEqual(["photo_review", "photo_issue", "done"]);
  });

  test("knows a flow in which the photo will do, and one that approves by itself", () => {
    const skips = ["artwork", "customer_approval"] as const;
    expect(movesOf(item(1, { skips }))).toContainEqual({ to: "fulfilment", needsNote: false });
    expect(movesOf(item(1, { skips: ["artwork"] }))).toContainEqual({ to: "fulfilment", needsNote: true });
    expect(movesOf(item(1)).map(({ to }) => to)).not.toContain("fulfilment");
  });
});

describe("who may act", () => {
  test("a member acts only on orders assigned to them", () => {
    const now = order([item(1)], {}, { assignees: { image_processor: "somebody-else" } });
    expect(act(now, member("image_processor"), { action: "approve_photo" }, 1)).toMatchObject({
      refused: "not_assigned_to_you",
    });
    expect(steps(next(now, member("admin"), { action: "approve_photo" }, 1))).toEqual(["artwork"]);
  });

  test("a manager is no image processor, unless they hold the role and have the order", () => {
    const approve = { action: "approve_photo" } as const;
    expect(act(order([item(1)]), manager, approve, 1)).toMatchObject({ refused: "not_your_role" });
    const theirs = order([item(1)], {}, { assignees: { image_processor: "manager" } });
    expect(steps(next(theirs, member("manager", "image_processor"), approve, 1))).toEqual(["artwork"]);
  });

  test("a manager acts for the customer only with a note, and the history is marked", () => {
    const now = order([item(1, { step: "customer_approval" })]);
    expect(act(now, manager, { action: "approve_artwork" }, 1)).toMatchObject({ refused: "needs_note" });
    expect(act(now, manager, { action: "approve_artwork", note: "By phone" }, 1)).toMatchObject({
      events: [{ forCustomer: true, note: "By phone" }],
      emails: ["approved"],
    });
  });

  test("a customer on an old page is told that things have changed", () => {
    const now = next(order([item(1, { step: "customer_approval" })]), manager, { action: "move", to: "artwork" }, 1);
    const seen = [{ itemId: "item-1", changeCount: 0 }];
    expect(decide(now, CUSTOMER, { action: "approve_artwork" }, seen)).toMatchObject({ refused: "changed_meanwhile" });
  });
});

describe("Shopify", () => {
  test("a fulfilment before approval ends the item and becomes a task for managers", () => {
    const decision = act(order([item(1, { step: "artwork" })]), SYSTEM, { action: "fulfil_in_shopify" }, 1);
    expect(decision).toMatchObject({
      changes: [{ set: { step: "done" } }],
      effects: [{ kind: "task_fulfilled_before_approval" }, { kind: "order_approved" }],
      emails: [],
    });
  });

  test("a reprint needs a cause and opens the item again for the printer", () => {
    const now = order([item(1, { step: "done", approvedArtfileVersion: 1, sentToPrinter: true })]);
    expect(act(now, member("fulfiller"), { action: "reprint", cause: " " }, 1)).toMatchObject({
      refused: "needs_reason",
    });
    const again = next(now, member("fulfiller"), { action: "reprint", cause: "Torn in the mail" }, 1);
    expect(again.items[0]).toMatchObject({ step: "fulfilment", sentToPrinter: false });
  });

  test("cancellation wins over any open step and never touches what is done", () => {
    const open = [
      "photo_review",
      "photo_issue",
      "artwork",
      "quality_control",
      "customer_approval",
      "fulfilment",
    ] as const;
    for (const step of open) {
      expect(steps(next(order([item(1, { step })]), SYSTEM, { action: "cancel_in_shopify" }, 1))).toEqual([
        "cancelled",
      ]);
    }
    expect(act(order([item(1, { step: "done" })]), SYSTEM, { action: "cancel_in_shopify" }, 1)).toMatchObject({
      refused: "wrong_step",
    });
  });
});
