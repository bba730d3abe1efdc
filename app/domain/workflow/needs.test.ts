import { describe, expect, test } from "vitest";
import type { Command } from "./actions.ts";
import { decide } from "./decide.ts";
import { act, after, CUSTOMER, item, LAST_CHECK, member, next, order, passLastCheck } from "./given.fixture.ts";
import { isForCustomer } from "./needs.ts";
import type { Item } from "../words/situation.ts";
import type { Actor } from "../words/actors.ts";

const manager = member("manager");
const checker = member("quality_controller");
const refusal = (but: Partial<Item>, actor: Actor, command: Command) => {
  const answer = act(order([item(1, but)]), actor, command, 1);
  return "refused" in answer ? answer.refused : null;
};

describe("what an action needs of the item", () => {
  const noFile = { artfileVersion: 0, artfilePhotoVersion: 0 };

  test("an artfile, where one is passed or decided on", () => {
    const checked = { ...noFile, step: "quality_control" } as const;
    expect(refusal(checked, checker, { action: "pass_artfile" })).toBe("no_artfile");
    expect(refusal({ ...noFile, step: "customer_approval" }, CUSTOMER, { action: "approve_artwork" })).toBe(
      "no_artfile",
    );
  });

  test("an approved artfile, where it is printed or fulfilled", () => {
    const send = { action: "send_to_printer" } as const;
    expect(refusal({ ...noFile, step: "fulfilment" }, member("fulfiller"), send)).toBe("no_artfile");
    expect(refusal({ step: "fulfilment" }, member("fulfiller"), send)).toBe("not_approved");
    expect(refusal({ step: "fulfilment", approvedArtfileVersion: 1 }, member("fulfiller"), send)).toBeNull();
  });

  test("a request that is open, where one is forwarded or answered, and none where the artfile is judged", () => {
    const asked = { step: "quality_control", hasOpenRevision: true } as const;
    expect(refusal({ step: "quality_control" }, checker, { action: "forward_revision" })).toBe("no_open_revision");
    expect(refusal(asked, checker, { action: "forward_revision" })).toBeNull();
    expect(refusal(asked, checker, { action: "reject_artfile", instructions: "Greener" })).toBe("revision_open");
  });

  test("that it is not with the printer, where the artist replaces the artfile; a manager may", () => {
    const printed = { step: "fulfilment", approvedArtfileVersion: 1, sentToPrinter: true } as const;
    expect(refusal(printed, member("artist"), { action: "replace_artfile" })).toBe("already_sent_to_printer");
    expect(refusal(printed, manager, { action: "replace_artfile" })).toBeNull();
  });
});

describe("what an action needs of the person", () => {
  test("a note, where everybody has to know why", () => {
    const drawn = { step: "artwork" } as const;
    expect(refusal(drawn, member("artist"), { action: "push_back", note: " " })).toBe("needs_note");
    expect(refusal({ step: "customer_approval" }, CUSTOMER, { action: "request_changes", note: "" })).toBe(
      "needs_note",
    );
  });

  test("a reason, where a photo is rejected", () => {
    const reject = { action: "reject_photo", reasonId: " ", comment: "" } as const;
    expect(refusal({}, member("image_processor"), reject)).toBe("needs_reason");
  });
});

describe("a move by hand", () => {
  const to = (step: Item["step"], note?: string): Command => ({ action: "move", to: step, ...(note ? { note } : {}) });

  test("takes an item that waits back into its own step", () => {
    expect(refusal({ step: "artwork", readyFor: "quality_control" }, manager, to("artwork"))).toBeNull();
    expect(refusal({ step: "artwork" }, manager, to("artwork"))).toBe("already_there");
  });

  test("needs an artfile past the drawing, or a photo that will do, but not to the drawing or to the end", () => {
    expect(refusal({}, manager, to("artwork"))).toBeNull();
    expect(refusal({}, manager, to("customer_approval"))).toBe("no_artfile");
    expect(refusal({}, manager, to("done", "Made elsewhere"))).toBeNull();
    expect(refusal({ skips: ["artwork"] }, manager, to("customer_approval"))).toBeNull();
    expect(refusal({ skips: ["artwork"], hasReadablePhoto: false }, manager, to("customer_approval"))).toBe(
      "no_artfile",
    );
  });

  test("past the customer's approval needs a note, unless the flow or the customer has approved", () => {
    const drawn = { step: "quality_control" } as const;
    expect(refusal(drawn, manager, to("fulfilment"))).toBe("needs_note");
    expect(refusal({ ...drawn, skips: ["customer_approval"] }, manager, to("fulfilment"))).toBeNull();
    expect(refusal({ ...drawn, skips: ["customer_approval"] }, manager, to("done"))).toBe("needs_note");
    expect(refusal({ ...drawn, approvedArtfileVersion: 1 }, manager, to("fulfilment"))).toBeNull();
    expect(refusal(drawn, manager, to("customer_approval"))).toBeNull();
  });
});

describe("a command", () => {
  test("on an item that is not in the order is refused", () => {
    const targets = [{ itemId: "item-9", changeCount: 0 }];
    expect(decide(order([item(1)]), manager, { action: "cancel" }, targets)).toEqual({
      refused: "unknown_item",
      itemId: "item-9",
    });
  });

  test("of somebody who never may is refused for that, also on a stale screen", () => {
    const stale = [{ itemId: "item-1", changeCount: 7 }];
    expect(decide(order([item(1)]), member("artist"), { action: "cancel" }, stale)).toMatchObject({
      refused: "not_your_role",
    });
  });

  test("can be taken back only by a member, and only where every step that it touches allows it", () => {
    const move = { action: "move", to: "artwork" } as const;
    expect(act(order([item(1)]), manager, move, 1)).toMatchObject({ undoable: true });
    const replace = { action: "replace_photo" } as const;
    expect(act(order([item(1)]), manager, replace, 1)).toMatchObject({ undoable: false });
  });

  test("is marked as the customer's when a member acts in their place, and only then", () => {
    expect(isForCustomer(["customer"], manager)).toBe(true);
    expect(isForCustomer(["customer"], CUSTOMER)).toBe(false);
    expect(isForCustomer(["manager"], manager)).toBe(false);
  });
});

describe("a print-ready photo", () => {
  const printReady = { skips: ["artwork"] } as const;

  test("becomes the artfile once, and anew when the photo was replaced", () => {
    const drawn = { ...printReady, artfileVersion: 1, artfilePhotoVersion: 1 };
    const approve = { action: "approve_photo" } as const;
    const by = member("image_processor");
    expect(act(order([item(1, drawn)]), by, approve, 1)).toMatchObject({ effects: [] });
    const replaced = { ...drawn, photoVersion: 2, approvedArtfileVersion: 1 };
    expect(act(order([item(1, replaced)]), by, approve, 1)).toMatchObject({
      effects: [
        { kind: "void_approval", artfileVersion: 1 },
        { kind: "photo_becomes_artfile", version: 2, photoVersion: 2 },
        { kind: "order_approval_voided" },
      ],
    });
  });

  test("is not taken again by a step behind it", () => {
    const now = order([item(1, { ...printReady, step: "quality_control", photoVersion: 2 })]);
    expect(next(now, checker, { action: "pass_artfile" }, 1).items[0]?.artfileVersion).toBe(1);
  });

  test("is approved by the flow only past the customer's approval that it leaves out", () => {
    const skips = ["artwork", "customer_approval"] as const;
    const approve = { action: "approve_photo" } as const;
    const checked = next(order([item(1, { skips })]), member("image_processor"), approve, 1);
    expect(checked.items[0]).toMatchObject({ step: "quality_control", approvedArtfileVersion: null });
    const now = order([item(1, { skips, step: LAST_CHECK })]);
    expect(after(now, passLastCheck(now, 1)).items[0]).toMatchObject({ step: "fulfilment", approvedArtfileVersion: 1 });
  });

  test("that was replaced passes a review that is left out", () => {
    const skips = ["photo_review"] as const;
    expect(
      next(order([item(1, { skips, step: "artwork" })]), manager, { action: "replace_photo" }, 1).items[0],
    ).toMatchObject({
      step: "artwork",
      photoVersion: 2,
    });
    const pushed = act(
      order([item(1, { skips, step: "artwork" })]),
      member("artist"),
      { action: "push_back", note: "Dark" },
      1,
    );
    expect(pushed).toMatchObject({ refused: "no_image_approval" });
  });
});
