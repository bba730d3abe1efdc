import { describe, expect, test } from "vitest";
import { conclude, decide, isRefused, type Decision, type Refused } from "./decide.ts";
import { openDraft } from "./draft.ts";
import {
  act,
  after,
  checked,
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

const reject = { action: "reject_photo", reasonId: "blurry", comment: "Please a sharper one" } as const;

describe("the way of an order with one item", () => {
  test("goes from the photo to done through every hand", () => {
    let now = order([item(1)]);
    now = next(now, member("image_processor"), { action: "approve_photo" }, 1);
    expect(steps(now)).toEqual(["artwork"]);
    now = next(now, member("artist"), { action: "submit_artfile" }, 1);
    now = checked(next(now, member("quality_controller"), { action: "pass_artfile" }, 1), 1);
    expect(steps(now)).toEqual(["customer_approval"]);
    now = next(now, CUSTOMER, { action: "approve_artwork" }, 1);
    now = next(now, member("fulfiller"), { action: "send_to_printer" }, 1);
    now = next(now, member("fulfiller"), { action: "fulfil" }, 1);
    expect(steps(now)).toEqual(["done"]);
  });

  test("a rejected photo waits for the customer, opens an issue and writes to them", () => {
    const decision = yes(act(order([item(1)]), member("image_processor"), reject, 1));
    expect(decision.changes).toEqual([{ itemId: "item-1", expectedChangeCount: 0, set: { step: "photo_issue" } }]);
    expect(decision.emails).toEqual(["order_issue"]);
    expect(decision.effects).toEqual([
      { kind: "open_issue", itemId: "item-1", reasonId: "blurry", comment: "Please a sharper one", photoIds: [] },
    ]);
    expect(decision.undoable).toBe(true);
  });

  test("a new photo from the customer goes back to Image Approval and ends the issue", () => {
    const decision = yes(act(order([item(1, { step: "photo_issue" })]), CUSTOMER, { action: "replace_photo" }, 1));
    expect(decision.changes[0]?.set).toEqual({ step: "photo_review", photoVersion: 2 });
    expect(decision.effects).toEqual([
      { kind: "close_issue", itemId: "item-1", ending: "new_photo" },
      { kind: "add_photo", itemId: "item-1", version: 2 },
    ]);
    expect(decision.undoable).toBe(false);
  });

  test.each([
    ["on", "artwork"],
    ["back_to_review", "photo_review"],
  ] as const)("continuing with the current photo leads %s", (keepPhotoLeads, step) => {
    const now = next(
      order([item(1, { step: "photo_issue" })], { keepPhotoLeads }),
      CUSTOMER,
      { action: "keep_photo" },
      1,
    );
    expect(steps(now)).toEqual([step]);
    expect(now.items[0]?.photoKept).toBe(true);
  });

  test("a photo nobody can read can be neither approved nor kept", () => {
    const unreadable = { hasReadablePhoto: false };
    expect(act(order([item(1, unreadable)]), member("image_processor"), { action: "approve_photo" }, 1)).toMatchObject({
      refused: "no_readable_photo",
    });
    const inIssue = order([item(1, { ...unreadable, step: "photo_issue" })]);
    expect(act(inIssue, CUSTOMER, { action: "keep_photo" }, 1)).toMatchObject({ refused: "no_readable_photo" });
    expect(isRefused(act(order([item(1, unreadable)]), member("image_processor"), reject, 1))).toBe(false);
  });
});

describe("quality control", () => {
  test("a rejection goes back to the artist with the instructions", () => {
    const decision = yes(
      act(
        order([item(1, { step: "quality_control" })]),
        member("quality_controller"),
        { action: "reject_artfile", instructions: "Left ear" },
        1,
      ),
    );
    expect(decision.changes[0]?.set).toEqual({ step: "artwork", reworkCause: "quality_control" });
    expect(decision.effects).toEqual([
      { kind: "instruct_artist", itemId: "item-1", cause: "quality_control", instructions: "Left ear" },
    ]);
  });

  test("a forwarded request of the customer stays Rejected by Customer until quality control passes the new file", () => {
    let now = order([item(1, { step: "customer_approval" })]);
    now = next(now, CUSTOMER, { action: "request_changes", note: "Greener" }, 1);
    expect(steps(now)).toEqual(["quality_control"]);
    expect(act(now, member("quality_controller"), { action: "pass_artfile" }, 1)).toMatchObject({
      refused: "revision_open",
    });
    now = next(now, member("quality_controller"), { action: "forward_revision" }, 1);
    expect(now.items[0]).toMatchObject({ step: "artwork", reworkCause: "customer", hasOpenRevision: false });
    now = next(now, member("artist"), { action: "submit_artfile" }, 1);
    expect(now.items[0]).toMatchObject({ step: "quality_control", reworkCause: "customer" });
    now = checked(next(now, member("quality_controller"), { action: "pass_artfile" }, 1), 1);
    expect(now.items[0]).toMatchObject({ step: "customer_approval", reworkCause: null });
  });

  test("an answered request returns to the customer with its own email", () => {
    const now = order([item(1, { step: "quality_control", hasOpenRevision: true, reworkCause: "customer" })]);
    const decision = yes(
      act(now, member("quality_controller"), { action: "answer_revision", answer: "It is green" }, 1),
    );
    expect(decision.changes[0]?.set).toMatchObject({ step: "customer_approval", hasOpenRevision: false });
    expect(decision.emails).toEqual(["return_to_customer"]);
  });

  test("an answered request that waits for a sibling returns to the customer with its own email all the same", () => {
    let now = order([
      item(1, { step: "quality_control", hasOpenRevision: true, reworkCause: "customer" }),
      item(2, { step: LAST_CHECK }),
    ]);
    const answer = yes(act(now, member("quality_controller"), { action: "answer_revision", answer: "It is green" }, 1));
    expect(answer.emails).toEqual([]);
    now = after(now, answer);
    expect(steps(now)).toEqual(["quality_control > customer_approval", LAST_CHECK]);
    const passed = yes(passLastCheck(now, 2));
    expect([...passed.emails].sort()).toEqual(["artwork_approval", "return_to_customer"]);
    expect(after(now, passed).items.map(({ reworkCause }) => reworkCause)).toEqual([null, null]);
  });

  test("an answered request that a manager moves to where it stands returns with its answer when it is passed", () => {
    let now = order([
      item(1, { step: "quality_control", hasOpenRevision: true, reworkCause: "customer" }),
      item(2, { step: LAST_CHECK }),
    ]);
    now = next(now, member("quality_controller"), { action: "answer_revision", answer: "It is green" }, 1);
    now = next(now, member("manager"), { action: "move", to: "quality_control" }, 1);
    expect(now.items[0]).toMatchObject({ step: "quality_control", readyFor: null, reworkCause: "answered" });
    now = next(now, member("quality_controller"), { action: "pass_artfile" }, 1);
    const opened = yes(act(now, member("manager"), { action: "move", to: "done", note: "By phone" }, 2));
    expect(opened.emails).toEqual(["return_to_customer"]);
    expect(after(now, opened).items.map(({ reworkCause }) => reworkCause)).toEqual([null, null]);
  });

  test("where quality control is skipped a request goes straight to the artist", () => {
    const now = order([item(1, { step: "customer_approval", skips: ["quality_control"] })]);
    const decision = yes(act(now, CUSTOMER, { action: "request_changes", note: "Greener" }, 1));
    expect(decision.changes[0]?.set).toEqual({ step: "artwork", reworkCause: "customer" });
    expect(decision.effects.map(({ kind }) => kind)).toEqual(["open_revision", "forward_revision", "instruct_artist"]);
  });
});

describe("artfiles", () => {
  test("one made from an older photo needs an explicit tick", () => {
    const now = order([item(1, { step: "artwork", photoVersion: 2 })]);
    const target = { itemId: "item-1", changeCount: 0, fromPhotoVersion: 1 };
    const submit = (olderPhotoAccepted: boolean) =>
      decide(now, member("artist"), { action: "submit_artfile", olderPhotoAccepted }, [target]);
    expect(submit(false)).toMatchObject({ refused: "artfile_of_older_photo" });
    expect(yes(submit(true)).changes[0]?.set).toMatchObject({ artfileVersion: 1, artfilePhotoVersion: 1 });
  });

  test("a second file before the order moves on is a new version", () => {
    let now = order([item(1, { step: "artwork" }), item(2, { step: "artwork" })]);
    now = next(now, member("artist"), { action: "submit_artfile" }, 1);
    now = next(now, member("artist"), { action: "submit_artfile" }, 1);
    expect(steps(now)).toEqual(["artwork > quality_control", "artwork"]);
    expect(now.items[0]?.artfileVersion).toBe(2);
    expect(act(now, member("artist"), { action: "push_back", note: "Too dark" }, 1)).toMatchObject({
      refused: "waits_for_siblings",
    });
  });

  test("replacing one after approval voids the approval and goes through the checks again", () => {
    const now = order([item(1, { step: "fulfilment", approvedArtfileVersion: 1, sentToPrinter: true })]);
    expect(act(now, member("artist"), { action: "replace_artfile" }, 1)).toMatchObject({
      refused: "already_sent_to_printer",
    });
    const decision = yes(act(now, member("manager"), { action: "replace_artfile" }, 1));
    expect(decision.changes[0]?.set).toMatchObject({
      step: "quality_control",
      artfileVersion: 2,
      approvedArtfileVersion: null,
      sentToPrinter: false,
    });
    expect(decision.effects.map(({ kind }) => kind)).toEqual(["void_approval", "add_artfile", "order_approval_voided"]);
  });

  test("a photo replaced by a manager after drawing began goes back to Image Approval", () => {
    const now = order([item(1, { step: "fulfilment", approvedArtfileVersion: 1 })]);
    expect(steps(next(now, member("manager"), { action: "replace_photo" }, 1))).toEqual(["photo_review"]);
    const printed = order([item(1, { step: "fulfilment", approvedArtfileVersion: 1, sentToPrinter: true })]);
    expect(act(printed, member("manager"), { action: "replace_photo" }, 1)).toMatchObject({
      refused: "already_sent_to_printer",
    });
  });
});

describe("stale screens", () => {
  test("a click on a stale page is refused and nothing else of the selection happens", () => {
    const now = next(order([item(1), item(2)]), member("image_processor"), { action: "approve_photo" }, 1);
    const both = now.items.map(({ id }) => ({ itemId: id, changeCount: 0 }));
    expect(decide(now, member("image_processor"), reject, both)).toEqual({
      refused: "changed_meanwhile",
      itemId: "item-1",
    });
  });

  test("Shopify's word is taken for a cancelled order, a person's is not", () => {
    const now = order([item(1)], {}, { cancelledInShopify: true });
    expect(act(now, member("admin"), { action: "approve_photo" }, 1)).toMatchObject({ refused: "order_cancelled" });
    expect(steps(after(now, act(now, SYSTEM, { action: "cancel_in_shopify" }, 1)))).toEqual(["cancelled"]);
  });
});

function yes(answer: Decision | Refused): Decision {
  if (isRefused(answer)) throw new Error(`refused: ${answer.refused}`);
  return answer;
}

describe("the history", () => {
  const situation = order([item(1), item(2)]);
  const command = { action: "push_back", note: "The eyes are hidden" } as const;
  const named = new Set(["item-1"]);

  test("keeps the note of a person's act even where no field of the item changes by it", () => {
    const { events, changes } = conclude(openDraft(situation), command, member("artist"), named);
    expect(events).toMatchObject([{ itemId: "item-1", event: "push_back", note: "The eyes are hidden" }]);
    expect(changes).toEqual([{ itemId: "item-1", expectedChangeCount: 0, set: {} }]);
  });

  test("says nothing of what the app itself notices where nothing changes by it", () => {
    const noticed = conclude(openDraft(situation), { action: "photo_arrived" }, SYSTEM, named);
    expect(noticed).toMatchObject({ events: [], changes: [] });
  });
});
