import { describe, expect, test } from "vitest";
import { waitsFor } from "./barrier.ts";
import { letThroughAll, isRefused } from "./decide.ts";
import { SKIPPABLE_STEPS } from "../words/steps.ts";
import {
  act,
  after,
  CUSTOMER,
  item,
  LAST_CHECK,
  member,
  next,
  order,
  passLastCheck,
  steps,
  SYSTEM,
} from "./given.fixture.ts";

const approvePhoto = { action: "approve_photo" } as const;

describe("together", () => {
  test("an approved photo waits for its siblings and says which", () => {
    const now = next(order([item(1), item(2)]), member("image_processor"), approvePhoto, 1);
    expect(steps(now)).toEqual(["photo_review > artwork", "photo_review"]);
    expect(now.items.map((one) => waitsFor(one, now))).toEqual([[{ itemNumber: 2, step: "photo_review" }], []]);
  });

  test("the last approval lets the waiting siblings through, and their history says so", () => {
    const now = next(order([item(1), item(2)]), member("image_processor"), approvePhoto, 1);
    const decision = act(now, member("image_processor"), approvePhoto, 2);
    expect(steps(after(now, decision))).toEqual(["artwork", "artwork"]);
    expect(isRefused(decision) ? [] : decision.events.map(({ itemId, event }) => [itemId, event])).toEqual([
      ["item-1", "moved_on"],
      ["item-2", "approve_photo"],
    ]);
  });

  test("a whole selection goes on at once", () => {
    expect(steps(next(order([item(1), item(2)]), member("image_processor"), approvePhoto, 1, 2))).toEqual([
      "artwork",
      "artwork",
    ]);
  });

  test("the customer is written to once, when the whole order has come to them", () => {
    const now = order([item(1, { step: LAST_CHECK }), item(2, { step: LAST_CHECK })]);
    const first = passLastCheck(now, 1);
    const second = passLastCheck(after(now, first), 2);
    expect([first, second].map((one) => (isRefused(one) ? one : one.emails))).toEqual([[], ["artwork_approval"]]);
  });

  test("a cancelled line leaves the barrier and opens it", () => {
    const now = order([item(1, { step: "artwork", readyFor: "quality_control" }), item(2)]);
    expect(steps(next(now, SYSTEM, { action: "cancel_in_shopify" }, 2))).toEqual(["quality_control", "cancelled"]);
  });

  test("an approved item keeps its approval and waits while its sibling is drawn again", () => {
    let now = order([item(1, { step: "customer_approval" }), item(2, { step: "customer_approval" })]);
    now = next(now, CUSTOMER, { action: "approve_artwork" }, 1);
    now = next(now, CUSTOMER, { action: "request_changes", note: "Greener" }, 2);
    expect(steps(now)).toEqual(["customer_approval > fulfilment", "quality_control"]);
    expect(now.items[0]?.approvedArtfileVersion).toBe(1);
    expect(act(now, CUSTOMER, { action: "request_changes", note: "Me too" }, 1)).toMatchObject({
      refused: "waits_for_siblings",
    });
  });

  test("the last approval of an order writes the approved email and releases the order", () => {
    let now = order([item(1, { step: "customer_approval" }), item(2, { step: "customer_approval" })]);
    now = next(now, CUSTOMER, { action: "approve_artwork" }, 1);
    expect(act(now, CUSTOMER, { action: "approve_artwork" }, 2)).toMatchObject({
      emails: ["approved"],
      effects: [{ kind: "record_approval" }, { kind: "order_approved" }],
    });
  });

  test("fulfilment waits for a line that an order edit added", () => {
    const ready = { step: "fulfilment", approvedArtfileVersion: 1 } as const;
    const now = order([item(1, ready), item(2)]);
    expect(act(now, member("fulfiller"), { action: "fulfil" }, 1)).toMatchObject({ refused: "waits_for_siblings" });
    expect(steps(now)).toEqual(["fulfilment", "photo_review"]);
  });
});

describe("independently", () => {
  const flow = { manner: "independently" } as const;

  test("items go one by one and wait only before fulfilment", () => {
    let now = order([item(1, { step: "customer_approval" }), item(2)], flow);
    now = next(now, CUSTOMER, { action: "approve_artwork" }, 1);
    expect(steps(now)).toEqual(["customer_approval > fulfilment", "photo_review"]);
    expect(steps(next(now, member("image_processor"), approvePhoto, 2))).toEqual([
      "customer_approval > fulfilment",
      "artwork",
    ]);
  });

  test("with partial shipping not even there", () => {
    const now = order([item(1, { step: "customer_approval" }), item(2)], { ...flow, partialShipping: true });
    const approved = next(now, CUSTOMER, { action: "approve_artwork" }, 1);
    expect(steps(approved)).toEqual(["fulfilment", "photo_review"]);
    expect(steps(next(approved, member("fulfiller"), { action: "fulfil" }, 1))).toEqual(["done", "photo_review"]);
  });

  test("a shop that changes to it lets the waiting items through", () => {
    const now = order([item(1, { readyFor: "artwork" }), item(2)], flow);
    expect(steps(after(now, letThroughAll(now)))).toEqual(["artwork", "photo_review"]);
  });
});

describe("skipped steps", () => {
  test("an item with nothing to do but shipping goes straight to fulfilment when its photo arrives", () => {
    const now = order([item(1, { skips: SKIPPABLE_STEPS, hasReadablePhoto: false })]);
    const decision = act(now, SYSTEM, { action: "photo_arrived" }, 1);
    expect(after(now, decision).items[0]).toMatchObject({
      step: "fulfilment",
      artfileVersion: 1,
      approvedArtfileVersion: 1,
    });
    expect(decision).toMatchObject({
      effects: [
        { kind: "photo_becomes_artfile", version: 1, photoVersion: 1 },
        { kind: "record_approval", by: "flow" },
        { kind: "order_approved" },
      ],
      emails: [],
    });
  });

  test("a print-ready photo becomes the artfile and goes to quality control", () => {
    const now = next(order([item(1, { skips: ["artwork"] })]), member("image_processor"), approvePhoto, 1);
    expect(now.items[0]).toMatchObject({ step: "quality_control", artfileVersion: 1, artfilePhotoVersion: 1 });
  });

  test("a print-ready photo that quality control rejects goes back to Image Approval", () => {
    const now = order([item(1, { step: "quality_control", skips: ["artwork"] })]);
    const reject = { action: "reject_artfile", instructions: "Too small" } as const;
    expect(steps(next(now, member("quality_controller"), reject, 1))).toEqual(["photo_review"]);
  });

  test("a print-ready item does not wait for a step it does not go through", () => {
    let now = order([item(1, { skips: ["quality_control"] }), item(2, { step: "artwork" })]);
    now = next(now, member("image_processor"), approvePhoto, 1);
    now = next(now, member("artist"), { action: "submit_artfile" }, 2);
    expect(steps(now)).toEqual(["artwork", "quality_control"]);
  });
});
