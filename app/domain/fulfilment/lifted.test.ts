import { describe, expect, it } from "vitest";
import type { Holdable } from "./holds.ts";
import { askedAgain, leftOpen, noticeLifted, withNewlyAsked, withoutHeldAgain } from "./lifted.ts";

const HELD = new Set(["1"]);
const known = [{ fulfillmentOrderId: "a", holdId: "h" }];
const A = { fulfillmentOrderId: "a" };
const open: Holdable = {
  id: "a",
  isOpen: true,
  mayBeHeld: true,
  maySplit: true,
  ourHoldId: null,
  isHeldByOthers: false,
  lines: [{ id: "p", lineId: "1", remaining: 1, unfulfilled: 1 }],
};

it("a hold that we wrote down and that is gone was lifted by somebody", () => {
  const once = noticeLifted(HELD, [open], known, [], "then");
  expect(once).toEqual({ lifted: [{ ...A, times: 1, at: "then", lineIds: ["1"] }], isNew: true });
  const twice = noticeLifted(HELD, [open], known, askedAgain(once.lifted, "leave"), "now");
  expect(twice.lifted).toEqual([{ ...A, times: 2, at: "now", lineIds: ["1"] }]);
});

it("a hold that is still there, or was never written down, was not lifted; what was noticed before is kept", () => {
  const before = [{ ...A, times: 1, at: "then", lineIds: ["1"] }];
  const held = { ...open, ourHoldId: "h" };
  expect(noticeLifted(HELD, [held], known, before, "now")).toEqual({ lifted: before, isNew: false });
  expect(noticeLifted(HELD, [open], [], [], "now")).toEqual({ lifted: [], isNew: false });
});

it("nothing was lifted from what is closed, has shipped or waits for nothing, and it is forgotten", () => {
  const before = [{ fulfillmentOrderId: "a", times: 1 }];
  for (const [heldLines, one] of [
    [HELD, { ...open, isOpen: false }],
    [HELD, { ...open, lines: [{ ...open.lines[0]!, remaining: 0 }] }],
    [new Set<string>(), open],
  ] as const)
    expect(noticeLifted(heldLines, [one], known, before, "now")).toEqual({ lifted: [], isNew: false });
});

it("it is held again as the shop has set: once, every time, or not at all", () => {
  const lifted = [
    { fulfillmentOrderId: "a", times: 1 },
    { fulfillmentOrderId: "b", times: 2 },
  ];
  expect([...leftOpen(lifted, "again_once")]).toEqual(["b"]);
  expect([...leftOpen(lifted, "again_always")]).toEqual([]);
  expect([...leftOpen(lifted, "leave")]).toEqual(["a", "b"]);
});

describe("what is asked to be held again", () => {
  const left = [{ ...A, times: 1 }];
  const asked = [{ ...A, times: 1, isAskedAgain: true as const }];

  it("is not left open any more, and only what was left open is asked for", () => {
    expect(askedAgain(left, "leave")).toEqual(asked);
    expect([...leftOpen(asked, "leave")]).toEqual([]);
    expect(askedAgain(left, "again_once")).toEqual(left);
  });

  it("is forgotten once it is held, or need not be, and not before", () => {
    const held = { ...open, ourHoldId: "h" };
    expect(withoutHeldAgain(asked, HELD, [open])).toEqual(asked);
    expect(withoutHeldAgain(asked, HELD, [held])).toEqual([]);
    expect(withoutHeldAgain(asked, HELD, [{ ...open, isOpen: false }])).toEqual([]);
    expect(withoutHeldAgain(asked, new Set(), [open])).toEqual([]);
    // How often others lifted it is counted on.
    expect(withoutHeldAgain(left, HELD, [held])).toEqual(left);
  });

  it("while Shopify is being read is not lost, and what was asked before that is as Shopify was found", () => {
    expect(withNewlyAsked(left, left, asked)).toEqual(asked);
    expect(withNewlyAsked(left, asked, asked)).toEqual(left);
    expect(withNewlyAsked([], left, asked)).toEqual([]);
  });
});
