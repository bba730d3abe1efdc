// What Shopify does not show is deleted only where nothing else explains it.
import { expect, test } from "vitest";
import { whatUnseenMeans } from "./unseen-order.ts";

const DAY = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 26);
const unseen = (days: number, wasUnseen: boolean) => whatUnseenMeans({ placedAt: now - days * DAY, now, wasUnseen });

test("an order of last week that was looked for twice is deleted", () => expect(unseen(7, true)).toBe("deleted"));
test("one look is none", () => expect(unseen(7, false)).toBe("look_again"));
test("an order that may be hidden for its age is left, however often it was looked for", () => {
  expect([unseen(59, true), unseen(60, true), unseen(400, true)]).toEqual(["hidden", "hidden", "hidden"]);
  expect(unseen(58.9, true)).toBe("deleted");
});
