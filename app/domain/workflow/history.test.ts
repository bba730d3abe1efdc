import { expect, test } from "vitest";
import { HISTORY_EVENTS, tell, tellSentBack, type Told } from "./history.ts";

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
  for (const event of HISTORY_EVENTS) expect(tell(event, { ...told, toStep: null })).toMatch(/^Ida \w[^()]*\w$/);
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
