import { describe, expect, test } from "vitest";
import { ACTIONS, actionSheet, noteOf, reasonOf, rejectionReasonOf, type Command } from "./actions.ts";
import { isRefused, type Decision } from "./decide.ts";
import { act, after, CUSTOMER, item, member, order, SYSTEM } from "./given.fixture.ts";
import type { Actor } from "../words/actors.ts";
import type { Item, Situation } from "../words/situation.ts";
import { rulesOf } from "./workflow.ts";

const manager = member("manager");
const checker = member("quality_controller");

/** The decision on the first item of an order of one, and the item as it is then. */
function done(but: Partial<Item>, actor: Actor, command: Command): Decision & { item: Item } {
  const now: Situation = order([item(1, but)]);
  const decision = act(now, actor, command, 1);
  if (isRefused(decision)) throw new Error(`refused: ${decision.refused}`);
  return { ...decision, item: after(now, decision).items[0] ?? item(1) };
}

describe("the sheet of an action", () => {
  test.each(ACTIONS)("%s: its note and its reason are among the things that it takes", (action) => {
    const { takes, note, reason, told } = actionSheet(action);
    for (const field of [note, reason]) if (field !== undefined) expect(Object.keys(takes)).toContain(field);
    expect(told).toMatch(/^[a-z]/);
  });

  test.each(ACTIONS.filter((action) => actionSheet(action).asks))(
    "%s: its dialog asks for the note, and may stay empty exactly where nobody needs one",
    (action) => {
      const { asks, note } = actionSheet(action);
      expect(asks?.title).toMatch(/^[A-Z]/);
      expect(asks?.label).toMatch(/^\S/);
      expect(note).toBeDefined();
      const needs = rulesOf(action).flatMap((rule) => rule.needs);
      const isNeeded = needs.some((need) => ["note", "note from a manager", "reason"].includes(need));
      expect(asks?.isOptional ?? false).toBe(!isNeeded);
    },
  );

  test("an upload of an artfile brings a tick for an older photo, and a new photo whether it can be read", () => {
    for (const action of ["submit_artfile", "replace_artfile"] as const)
      expect(actionSheet(action).takes).toEqual({ olderPhotoAccepted: "tick" });
    expect(actionSheet("replace_photo").takes).toMatchObject({ isReadable: "tick" });
  });

  test("a rejection and a move bring all that they speak of", () => {
    expect(actionSheet("reject_photo").takes).toEqual({ reasonId: "reason", comment: "text", photoIds: "photos" });
    expect(actionSheet("move").takes).toEqual({ to: "step", note: "optional text" });
  });

  test("a note of nothing but blanks is none", () => {
    expect(noteOf({ action: "cancel", note: " Sold out " })).toBe("Sold out");
    expect(noteOf({ action: "cancel", note: "  " })).toBeNull();
    expect(noteOf({ action: "pass_artfile" })).toBeNull();
    expect(reasonOf({ action: "reprint", cause: "Torn " })).toBe("Torn");
    expect(reasonOf({ action: "cancel", note: "Sold out" })).toBeNull();
    expect(rejectionReasonOf({ action: "reject_photo", reasonId: "dark", comment: "Too dark" })).toBe("dark");
    expect(rejectionReasonOf({ action: "reprint", cause: "Torn" })).toBeNull();
  });
});

describe("photos", () => {
  test("a rejection marks the photos that are meant, and forgets that the customer kept the photo", () => {
    const command = { action: "reject_photo", reasonId: "dark", comment: " Too dark ", photoIds: ["p1"] } as const;
    const rejected = done({ photoKept: true }, member("image_processor"), command);
    expect(rejected.effects).toEqual([
      { kind: "open_issue", itemId: "item-1", reasonId: "dark", comment: "Too dark", photoIds: ["p1"] },
    ]);
    expect(rejected.item.photoKept).toBe(false);
    expect(rejected.events).toMatchObject([{ note: "Too dark", reasonId: "dark" }]);
  });

  test("a replaced one takes approval, request and choice with it", () => {
    const was = { step: "quality_control", hasOpenRevision: true, approvedArtfileVersion: 1, photoKept: true } as const;
    const replaced = done({ ...was, photoVersion: 3 }, manager, { action: "replace_photo" });
    expect(replaced.effects).toEqual([
      { kind: "close_revision", itemId: "item-1" },
      { kind: "void_approval", itemId: "item-1", artfileVersion: 1 },
      { kind: "add_photo", itemId: "item-1", version: 4 },
      { kind: "order_approval_voided" },
    ]);
    expect(replaced.item).toMatchObject({ photoVersion: 4, hasReadablePhoto: true, photoKept: false });
  });

  test("one whose bytes are still to be checked counts as unreadable until it has arrived", () => {
    const unread = done({}, manager, { action: "replace_photo", isReadable: false });
    expect(unread.item).toMatchObject({ step: "photo_review", hasReadablePhoto: false });
    const arrived = done(unread.item, SYSTEM, { action: "photo_arrived" });
    expect(arrived.item).toMatchObject({ step: "photo_review", hasReadablePhoto: true });
  });

  test("one that arrives passes a review that is left out, and nothing else", () => {
    const skips = ["photo_review"] as const;
    const unread = { skips, hasReadablePhoto: false };
    expect(done(unread, SYSTEM, { action: "photo_arrived" }).item.step).toBe("artwork");
    expect(done({ ...unread, step: "photo_issue" }, SYSTEM, { action: "photo_arrived" }).item.step).toBe("photo_issue");
    expect(done({ ...unread, step: "artwork" }, SYSTEM, { action: "photo_arrived" }).item.step).toBe("artwork");
  });

  test("one that is kept ends the issue with the customer's choice", () => {
    const kept = done({ step: "photo_issue" }, CUSTOMER, { action: "keep_photo" });
    expect(kept.effects).toEqual([{ kind: "close_issue", itemId: "item-1", ending: "kept" }]);
    expect(kept.item.photoKept).toBe(true);
  });

  test("one that is pushed back is looked at again, with a note", () => {
    const pushed = done({ step: "artwork" }, member("artist"), { action: "push_back", note: "The eyes are hidden" });
    expect(pushed).toMatchObject({ item: { step: "photo_review" }, events: [{ note: "The eyes are hidden" }] });
  });
});

describe("requests for changes", () => {
  const asked = { step: "quality_control", hasOpenRevision: true, reworkCause: "customer" } as const;

  test("go to quality control with the customer's words", () => {
    const command = { action: "request_changes", note: " Greener " } as const;
    const requested = done({ step: "customer_approval", artfileVersion: 3 }, CUSTOMER, command);
    expect(requested.effects).toEqual([
      { kind: "open_revision", itemId: "item-1", artfileVersion: 3, note: "Greener" },
    ]);
    expect(requested.item).toMatchObject(asked);
  });

  test("go straight to the artist where quality control is left out", () => {
    const command = { action: "request_changes", note: " Greener " } as const;
    const requested = done({ step: "customer_approval", skips: ["quality_control"] }, CUSTOMER, command);
    expect(requested.effects).toEqual([
      { kind: "open_revision", itemId: "item-1", artfileVersion: 1, note: "Greener" },
      { kind: "forward_revision", itemId: "item-1", instructions: null },
      { kind: "instruct_artist", itemId: "item-1", cause: "customer", instructions: "Greener" },
    ]);
    expect(requested.item).toMatchObject({ step: "artwork", hasOpenRevision: false, reworkCause: "customer" });
  });

  test("are forwarded with or without words of one's own", () => {
    const forwarded = (instructions?: string) =>
      done(asked, checker, { action: "forward_revision", ...(instructions === undefined ? {} : { instructions }) });
    expect(forwarded(" More green ").effects).toEqual([
      { kind: "forward_revision", itemId: "item-1", instructions: "More green" },
      { kind: "instruct_artist", itemId: "item-1", cause: "customer", instructions: "More green" },
    ]);
    for (const nothing of [" ", undefined])
      expect(forwarded(nothing).effects).toEqual([
        { kind: "forward_revision", itemId: "item-1", instructions: null },
        { kind: "instruct_artist", itemId: "item-1", cause: "customer", instructions: "" },
      ]);
    expect(forwarded().item).toMatchObject({ step: "artwork", hasOpenRevision: false, reworkCause: "customer" });
  });

  test("are answered in the shop's words", () => {
    const answered = done(asked, checker, { action: "answer_revision", answer: " It is the light " });
    expect(answered.effects).toEqual([{ kind: "answer_revision", itemId: "item-1", answer: "It is the light" }]);
    expect(answered.item).toMatchObject({ step: "customer_approval", hasOpenRevision: false, reworkCause: null });
  });
});

describe("approvals", () => {
  test("are the customer's, or a manager's for them with a note", () => {
    const by = (actor: Actor, note?: string) =>
      done({ step: "customer_approval" }, actor, { action: "approve_artwork", ...(note ? { note } : {}) }).effects[0];
    expect(by(CUSTOMER)).toEqual({
      kind: "record_approval",
      itemId: "item-1",
      artfileVersion: 1,
      by: "customer",
      note: null,
    });
    expect(by(manager, " By phone ")).toMatchObject({ by: "manager", note: "By phone" });
  });
});

describe("moving by hand", () => {
  const moved = (but: Partial<Item>, to: Item["step"], note = "Please") =>
    done(but, manager, { action: "move", to, note });
  const kinds = ({ effects }: Decision) => effects.map(({ kind }) => kind);

  test("ends an issue", () => {
    expect(moved({ step: "photo_issue" }, "artwork").effects).toEqual([
      { kind: "close_issue", itemId: "item-1", ending: "moved" },
    ]);
  });

  test("ends an open request, unless it leads to where it is answered", () => {
    const asked = { step: "customer_approval", hasOpenRevision: true } as const;
    const elsewhere = moved(asked, "artwork");
    expect(kinds(elsewhere)).toEqual(["close_revision"]);
    expect(elsewhere.item.hasOpenRevision).toBe(false);
    expect(moved(asked, "quality_control")).toMatchObject({ effects: [], item: { hasOpenRevision: true } });
  });

  test("back to the customer or before takes the approval away, on to the end it does not", () => {
    const approved = { step: "fulfilment", approvedArtfileVersion: 1, sentToPrinter: true } as const;
    for (const to of ["photo_review", "artwork", "quality_control", "customer_approval"] as const)
      expect(moved(approved, to).item).toMatchObject({ approvedArtfileVersion: null, sentToPrinter: false });
    expect(moved(approved, "done").item).toMatchObject({ approvedArtfileVersion: 1, sentToPrinter: true });
    expect(moved({ ...approved, step: "done" }, "fulfilment").item).toMatchObject({
      approvedArtfileVersion: 1,
      sentToPrinter: true,
    });
  });

  test("past a drawing that is left out makes the photo the artfile, to the end it need not", () => {
    const printReady = { skips: ["artwork"] } as const;
    expect(kinds(moved(printReady, "quality_control"))).toEqual(["photo_becomes_artfile"]);
    expect(moved(printReady, "photo_issue").item.artfileVersion).toBe(0);
    expect(moved(printReady, "artwork").item.artfileVersion).toBe(0);
    const notDrawn = { ...printReady, step: "cancelled", artfileVersion: 0, artfilePhotoVersion: 0 } as const;
    expect(moved(notDrawn, "quality_control").item).toMatchObject({ artfileVersion: 1, artfilePhotoVersion: 1 });
    expect(moved(notDrawn, "artwork").item.artfileVersion).toBe(0);
    expect(moved(notDrawn, "done").item.artfileVersion).toBe(0);
    expect(moved({ ...printReady, step: "quality_control" }, "customer_approval").item.artfileVersion).toBe(1);
  });

  test("of what is drawn already makes no artfile of the photo, also of a newer one", () => {
    const drawn = { step: "quality_control", photoVersion: 2 } as const;
    expect(moved(drawn, "customer_approval").effects).toEqual([]);
    expect(moved({ ...drawn, skips: ["artwork"] }, "customer_approval").effects).toEqual([]);
  });

  test("past an approval that is left out approves as the flow, once", () => {
    const checked = { step: "quality_control", skips: ["customer_approval"] } as const;
    expect(moved(checked, "done").effects).toMatchObject([{ kind: "record_approval", by: "flow" }, {}]);
    expect(moved({ ...checked, approvedArtfileVersion: 1 }, "done").effects).toEqual([]);
  });

  test("into fulfilment approves in whose place it is", () => {
    const approval = (but: Partial<Item>) =>
      moved({ step: "quality_control", ...but }, "fulfilment", " By phone ").effects[0];
    expect(approval({})).toMatchObject({ by: "manager", note: "By phone" });
    expect(approval({ skips: ["customer_approval"] })).toMatchObject({ kind: "record_approval", by: "flow" });
  });
});

describe("endings", () => {
  const open = { step: "photo_issue", hasOpenRevision: true } as const;
  const endings = ({ effects }: Decision) => effects.filter(({ kind }) => kind.startsWith("close_"));

  test.each([
    ["cancel", manager, "cancelled"],
    ["cancel_in_shopify", SYSTEM, "cancelled"],
    ["fulfil_in_shopify", SYSTEM, "moved"],
  ] as const)("%s ends what is open", (action, actor, ending) => {
    expect(endings(done(open, actor, { action }))).toEqual([
      { kind: "close_issue", itemId: "item-1", ending },
      { kind: "close_revision", itemId: "item-1" },
    ]);
  });

  test("a fulfilment in Shopify of what is approved is no task for anybody", () => {
    const approved = { step: "fulfilment", approvedArtfileVersion: 1 } as const;
    expect(done(approved, SYSTEM, { action: "fulfil_in_shopify" }).effects).toEqual([]);
  });

  test("an item that is back in Shopify begins anew: nothing is approved or printed", () => {
    const cancelled = { step: "cancelled", approvedArtfileVersion: 1, sentToPrinter: true } as const;
    const back = done(cancelled, SYSTEM, { action: "reopen_in_shopify" });
    expect(back.item).toMatchObject({ step: "photo_review", approvedArtfileVersion: null, sentToPrinter: false });
    const skips = ["photo_review"] as const;
    expect(done({ ...cancelled, skips }, SYSTEM, { action: "reopen_in_shopify" }).item.step).toBe("artwork");
  });

  test("what is sent to the printer is marked once", () => {
    const approved = { step: "fulfilment", approvedArtfileVersion: 1 } as const;
    const sent = done(approved, member("fulfiller"), { action: "send_to_printer" });
    expect(sent.item).toMatchObject({ step: "fulfilment", sentToPrinter: true });
    expect(act(order([sent.item]), member("fulfiller"), { action: "send_to_printer" }, 1)).toMatchObject({
      refused: "already_sent_to_printer",
    });
  });
});
