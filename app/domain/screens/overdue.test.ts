import { expect, test } from "vitest";
import { isOverdue, MAX_USUAL_HOURS, overdueAt, usualHours, usualHoursToKeep } from "./overdue.ts";

const hour = 60 * 60 * 1000;

test("an item is overdue when it has been in its step for longer than usual", () => {
  expect(isOverdue("photo_review", 0, 24 * hour)).toBe(false);
  expect(isOverdue("photo_review", 0, 24 * hour + 1)).toBe(true);
});

test("the shop's own hours count, nonsense does not", () => {
  const usual = usualHours({ artwork: 5, photo_review: -1, fulfilment: "soon", photo_issue: 0 });
  expect([usual.artwork, usual.photo_review, usual.fulfilment, usual.photo_issue]).toEqual([5, 24, 48, 72]);
  expect(overdueAt("artwork", 10, usual)).toBe(10 + 5 * hour);
});

test("what has ended is never overdue", () => {
  expect(isOverdue("done", 0, Number.MAX_SAFE_INTEGER, usualHours({ done: 1 }))).toBe(false);
});

test("usual hours are kept up to a year; steps without a number above zero are not kept", () => {
  expect(usualHoursToKeep({ artwork: 5, photo_review: 0, fulfilment: -2, quality_control: 1e6 })).toEqual({
    artwork: 5,
    quality_control: MAX_USUAL_HOURS,
  });
});
