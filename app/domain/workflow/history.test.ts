import { expect, test } from "vitest";
import { HISTORY_EVENTS, tell, tellSentBack, type HistoryEvent, type Told } from "./history.ts";

const told: Told = {
  who: "Ida",
  fromStep: "photo_review",
  toStep: "photo_issue",
  readyFor: null,
  note: null,
  subject: null,
  forCustomer: false,
};

test("a rejection reads as a sentence with its reason and comment", () => {
  expect(tell("reject_photo", { ...told, subject: "Blurry", note: "Please a sharper one" })).toBe(
    "Ida rejected the photo (Blurry); it went to Image/Order Issues: “Please a sharper one”",
  );
});

test("an item does not go to a step that its way leaves out", () => {
  const made = { ...told, who: "Proofline", fromStep: null, toStep: "photo_review" } as const;
  expect(tell("item_made", made)).toBe("Proofline made the item from the order; it went to Image Approval");
  expect(tell("item_made", made, ["photo_review"])).toBe("Proofline made the item from the order");
});

test("an item that waits for its siblings says so", () => {
  expect(tell("approve_photo", { ...told, toStep: "photo_review", readyFor: "artwork" })).toBe(
    "Ida approved the photo; it waits to enter Artfile Production",
  );
});

test("a manager who acted for the customer is marked", () => {
  expect(tell("approve_artwork", { ...told, who: "Max", toStep: null, forCustomer: true, note: "By phone" })).toBe(
    "Max approved the artwork for the customer: “By phone”",
  );
});

test("every event has words, also with nothing more to tell", () => {
  for (const event of HISTORY_EVENTS) {
    const sentence = tell(event, { ...told, toStep: null });
    expect(sentence).toMatch(/^Ida \w[^()]*\w$/);
    expect(sentence).not.toMatch(/undefined|null| {2}/);
  }
});

test.each<[HistoryEvent, string]>([
  ["undone", "Ida took it back (Max)"],
  ["copies_changed", "Ida changed the copies to Max"],
  ["photo_failed", "Ida could not read the photo (Max)"],
  ["assigned", "Ida assigned the order to Max"],
  ["email_queued", "Ida queued the email Max"],
  ["email_sent", "Ida sent the email Max"],
  ["email_bounced", "Ida was told that the email Max bounced"],
  ["email_withdrawn", "Ida withdrew the email Max"],
  ["sorted_into_folder", "Ida sorted the order into Max"],
  ["fulfilment_refused", "Ida was refused by Shopify (Max)"],
  ["submit_artfile", "Ida uploaded an artfile (Max)"],
  ["pass_artfile", "Ida passed the artfile"],
])("%s names what it is about, where it has a name: %s", (event, sentence) => {
  expect(tell(event, { ...told, toStep: null, subject: "Max" })).toBe(sentence);
});

test("an order that leaves its folder and copies that are not counted are told without a name", () => {
  expect(tell("sorted_into_folder", { ...told, toStep: null })).toBe("Ida sorted the order into no folder");
  expect(tell("copies_changed", { ...told, toStep: null })).toBe("Ida changed the copies");
  expect(tell("assigned", { ...told, toStep: null })).toBe("Ida assigned the order");
});

test("an item that stays where it is, and a note of nothing, are not told", () => {
  expect(tell("send_to_printer", { ...told, fromStep: "fulfilment", toStep: "fulfilment", note: "" })).toBe(
    "Ida marked it as sent to the printer",
  );
});

test("what was sent back to photo review says by whom and why, without where to", () => {
  const back: Told = { ...told, fromStep: "artwork", toStep: "photo_review", note: "Too dark to draw" };
  const sentence = tellSentBack("move", back);
  expect(sentence).toContain("Too dark to draw");
  expect(sentence).toBe(tell("move", { ...back, toStep: "artwork" }));
  expect(tellSentBack("move", { ...back, note: null })).toBeNull();
  expect(tellSentBack("move", { ...back, fromStep: "photo_issue" })).toBeNull();
  expect(tellSentBack("move", { ...back, fromStep: "photo_review" })).toBeNull();
});
