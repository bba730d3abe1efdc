import { expect, test } from "vitest";
import { leftWords } from "./leaving.ts";
import { asksAtOnce, foundWords, howLong, isBack, stageOf, startedWords, wouldHappen } from "./start-shown.ts";

const found = {
  orders: 64,
  lines: 127,
  items: 130,
  photosKept: 129,
  photosComing: 0,
  photosFailed: 1,
  withoutPhoto: 1,
};

test("a shop looks on, works, or is about to leave", () => {
  const at = new Date();
  expect(stageOf({ startedAt: null, leavingAt: null })).toBe("shadow");
  expect(stageOf({ startedAt: at, leavingAt: null })).toBe("working");
  expect(stageOf({ startedAt: at, leavingAt: at })).toBe("leaving");
});

test("what was found, and what would be held and asked, is said in figures", () => {
  expect(foundWords(found)).toBe("64 open orders with 130 items; 129 photos kept here, 1 that could not be had.");
  expect(wouldHappen(found, false)).toEqual([
    "64 orders would be held in Shopify, with 127 lines, until the artwork is approved.",
    "No customer is written to by starting. They are asked when you reject a photo, and when artwork is ready.",
    "1 item would have to be asked for: no photo could be read.",
  ]);
  expect(wouldHappen(found, true)[1]).toContain("would be asked by email to approve");
  expect(wouldHappen({ ...found, orders: 0 }, false)).toEqual(["Nothing: no order with a customer’s photo is open."]);
});

test("customers are asked at once only where nothing is left to be done before", () => {
  expect(asksAtOnce({ skips: ["photo_review", "artwork", "quality_control"] })).toBe(true);
  expect(asksAtOnce({ skips: ["photo_review", "artwork"] })).toBe(false);
  expect(asksAtOnce({ skips: ["photo_review", "artwork", "quality_control", "customer_approval"] })).toBe(false);
});

test("how long it takes is said as it is: one order a second", () => {
  expect([howLong(0), howLong(60), howLong(121)]).toEqual([
    "",
    "within a minute",
    "one after the other in about 3 minutes",
  ]);
  expect(startedWords(0)).not.toContain("0 orders");
  expect(startedWords(1)).toContain("1 order is held within a minute.");
});

test("a shop that came back is told so for some days, a new one is not", () => {
  const day = (count: number) => new Date(Date.UTC(2026, 10, count));
  const back = { installations: 2, startedAt: day(1), installedAt: day(10) };
  expect(isBack(back, day(12))).toBe(true);
  expect(isBack(back, day(14))).toBe(false);
  expect(isBack({ ...back, installations: 1 }, day(12))).toBe(false);
  expect(isBack({ ...back, startedAt: day(11) }, day(12))).toBe(false);
  expect(isBack({ ...back, startedAt: null }, day(12))).toBe(false);
});

test("what is left to take back is counted, and what cannot be seen is not called done", () => {
  const none = { orders: 0, held: 0, unseen: 0, untold: 0 };
  expect(leftWords(true, none)).toContain("You can uninstall now.");
  expect(leftWords(false, none)).toBe("Nothing of Proofline is on any order in Shopify.");
  expect(leftWords(true, { ...none, orders: 5, held: 3 })).toBe(
    "5 orders left, 3 of them held. Please wait until none is.",
  );
  const unseen = leftWords(true, { ...none, orders: 2, unseen: 2 });
  expect(unseen).toContain("2 orders cannot be seen");
  expect(unseen).not.toContain("uninstall now");
  expect(leftWords(true, { ...none, orders: 1, untold: 1 })).toContain("tried again by itself");
});
