import { expect, it } from "vitest";
import type { Holdable } from "./holds.ts";
import { leftOpen, noticeLifted } from "./lifted.ts";

const HELD = new Set(["1"]);
const known = [{ fulfillmentOrderId: "a", holdId: "h" }];
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
  const once = noticeLifted(HELD, [open], known, []);
  expect(once).toEqual({ lifted: [{ fulfillmentOrderId: "a", times: 1 }], isNew: true });
  expect(noticeLifted(HELD, [open], known, once.lifted).lifted).toEqual([{ fulfillmentOrderId: "a", times: 2 }]);
});

it("a hold that is still there, or was never written down, was not lifted; what was noticed before is kept", () => {
  const before = [{ fulfillmentOrderId: "a", times: 1 }];
  expect(noticeLifted(HELD, [{ ...open, ourHoldId: "h" }], known, before)).toEqual({ lifted: before, isNew: false });
  expect(noticeLifted(HELD, [open], [], [])).toEqual({ lifted: [], isNew: false });
});

it("nothing was lifted from what is closed, has shipped or waits for nothing, and it is forgotten", () => {
  const before = [{ fulfillmentOrderId: "a", times: 1 }];
  for (const [heldLines, one] of [
    [HELD, { ...open, isOpen: false }],
    [HELD, { ...open, lines: [{ ...open.lines[0]!, remaining: 0 }] }],
    [new Set<string>(), open],
  ] as const)
    expect(noticeLifted(heldLines, [one], known, before)).toEqual({ lifted: [], isNew: false });
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
