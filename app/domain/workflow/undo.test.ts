import { describe, expect, test } from "vitest";
import { act as decideOn, item, member, order } from "./given.fixture.ts";
import { mayUndo, type Act } from "./undo.ts";

const ida = member("image_processor");
const act: Act = {
  committedAt: 1_000,
  memberId: "image_processor",
  undoable: true,
  undone: false,
  items: [{ itemId: "item-1", changeCount: 1 }],
};
const asLeft = [{ id: "item-1", changeCount: 1 }];

describe("undo", () => {
  test("is open for ten seconds", () => {
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

  test("is nothing for the customer or the app, who are no members", () => {
    expect(mayUndo({ ...act, memberId: null }, 2_000, asLeft, { kind: "customer" })).toBe("not_undoable");
  });

  test("is for the member who did it, once, and only where it can be taken back", () => {
    expect(mayUndo(act, 2_000, asLeft, member("manager"))).toBe("not_undoable");
    expect(mayUndo({ ...act, undone: true }, 2_000, asLeft, ida)).toBe("not_undoable");
    expect(mayUndo({ ...act, undoable: false }, 2_000, asLeft, ida)).toBe("not_undoable");
  });

  test("is not offered for an upload, a fulfilment or a customer's decision", () => {
    const drawing = order([item(1, { step: "artwork" })]);
    expect(decideOn(drawing, member("artist"), { action: "submit_artfile" }, 1)).toMatchObject({ undoable: false });
    const shown = order([item(1, { step: "customer_approval" })]);
    expect(decideOn(shown, { kind: "customer" }, { action: "approve_artwork" }, 1)).toMatchObject({ undoable: false });
  });
});
