import { describe, expect, test } from "vitest";
import { act as decideOn, item, member, order } from "./given.fixture.ts";
import { mayUndo, undoneTogether, undoWindowOf, type Act } from "./undo.ts";

const ida = member("image_processor");
const act: Act = {
  actorKind: "member",
  memberId: "image_processor",
  undoableUntil: 11_000,
  undone: false,
  items: [{ itemId: "item-1", changeCount: 1 }],
};
const asLeft = [{ id: "item-1", changeCount: 1 }];

describe("undo", () => {
  test("is open for ten seconds, and for two minutes to a customer", () => {
    expect([ida, { kind: "customer" } as const].map(undoWindowOf)).toEqual([10_000, 120_000]);
    expect(mayUndo(act, 10_999, asLeft, ida)).toBeNull();
    expect(mayUndo(act, 11_000, asLeft, ida)).toBe("undo_too_late");
  });

  test("is refused when somebody has touched an item since", () => {
    expect(mayUndo(act, 2_000, [{ id: "item-1", changeCount: 2 }], ida)).toBe("changed_meanwhile");
    expect(mayUndo(act, 2_000, [], ida)).toBe("changed_meanwhile");
  });

  test("is refused when one of several items was touched", () => {
    const both = { ...act, items: [...act.items, { itemId: "item-2", changeCount: 1 }] };
    expect(mayUndo(both, 2_000, [...asLeft, { id: "item-2", changeCount: 1 }], ida)).toBeNull();
    expect(mayUndo(both, 2_000, [...asLeft, { id: "item-2", changeCount: 2 }], ida)).toBe("changed_meanwhile");
  });

  test("of a customer is theirs, and nobody else's", () => {
    const theirs = { ...act, actorKind: "customer", memberId: null };
    expect(mayUndo(theirs, 2_000, asLeft, { kind: "customer" })).toBeNull();
    for (const actor of [ida, { kind: "system" } as const])
      expect(mayUndo(theirs, 2_000, asLeft, actor)).toBe("not_undoable");
    expect(mayUndo(act, 2_000, asLeft, { kind: "customer" })).toBe("not_undoable");
  });

  test("is for the member who did it, once, and only where it can be taken back", () => {
    expect(mayUndo(act, 2_000, asLeft, member("manager"))).toBe("not_undoable");
    expect(mayUndo({ ...act, undone: true }, 2_000, asLeft, ida)).toBe("not_undoable");
    expect(mayUndo({ ...act, undoableUntil: null }, 2_000, asLeft, ida)).toBe("not_undoable");
  });

  test("is offered for an approval, and not for an upload or a request for changes", () => {
    const drawing = order([item(1, { step: "artwork" })]);
    expect(decideOn(drawing, member("artist"), { action: "submit_artfile" }, 1)).toMatchObject({ undoable: false });
    const shown = order([item(1, { step: "customer_approval" })]);
    const asked = (command: Parameters<typeof decideOn>[2]) => decideOn(shown, { kind: "customer" }, command, 1);
    expect(asked({ action: "approve_artwork" })).toMatchObject({ undoable: true });
    expect(asked({ action: "request_changes", note: "Warmer" })).toMatchObject({ undoable: false });
  });
});

describe("what goes with an approval that is taken back", () => {
  const customer = { kind: "customer" } as const;
  const approval = (undone: boolean, ...counts: [item: number, changeCount: number][]): Act => ({
    ...{ actorKind: "customer", memberId: null, undoableUntil: 120_000, undone },
    items: counts.map(([number, changeCount]) => ({ itemId: `item-${number}`, changeCount })),
  });
  const now = (...counts: number[]) => counts.map((changeCount, at) => ({ id: `item-${at + 1}`, changeCount }));
  // The second one brought the first item on too.
  const [one, both] = [approval(false, [1, 1]), approval(false, [2, 1], [1, 2])];

  test("is what moved the same items later, newest first, and nothing else", () => {
    expect(undoneTogether([one, both], one, 0, now(2, 1), customer)).toEqual([both, one]);
    expect(undoneTogether([one, both], both, 0, now(2, 1), customer)).toEqual([both]);
    const apart = approval(false, [2, 1]);
    expect(undoneTogether([one, apart], one, 0, now(1, 1), customer)).toEqual([one]);
  });

  test("what was taken back already stands in the way of nothing", () => {
    const back = { ...both, undone: true };
    expect(undoneTogether([one, back], one, 0, now(3, 2), customer)).toEqual([one]);
    const again = approval(false, [2, 3], [1, 4]);
    expect(undoneTogether([one, back, again], one, 0, now(4, 3), customer)).toEqual([again, one]);
    expect(undoneTogether([one, back], back, 0, now(3, 2), customer)).toBeNull();
  });

  test("nothing is, once somebody touched one of the items or the time of one is over", () => {
    expect(undoneTogether([one, both], one, 0, now(3, 1), customer)).toBeNull();
    expect(undoneTogether([one, both], one, 0, now(2, 2), customer)).toBeNull();
    const early = { ...one, undoableUntil: 10 };
    expect(undoneTogether([early, both], early, 10, now(2, 1), customer)).toBeNull();
  });
});
