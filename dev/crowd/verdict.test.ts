import { expect, it, test } from "vitest";
import { wrongIn, type Seen } from "./verdict.ts";

const good: Seen = {
  ...{ placed: ["1", "2"], rows: ["2", "1"], mailed: ["a"], sent: ["a"], unsettledEmails: [] },
  ...{ assigned: ["1/artist", "2/artist"], asked: ["i approve"], happened: ["i approve", "j approve"] },
  ...{ stored: ["k"], named: ["k"], unended: [], gaveUp: [], held: ["2"], toHold: ["2"] },
};

it("finds nothing where all is as it should be", () => {
  expect(wrongIn(good)).toEqual([]);
});

test.each<[string, Partial<Seen>]>([
  ["1 orders were lost: 2", { rows: ["1"] }],
  ["1 orders are there twice: 1", { rows: ["1", "1", "2"] }],
  ["1 emails came twice: a", { mailed: ["a", "a"] }],
  ["1 emails count as sent and never came: b", { sent: ["a", "b"] }],
  ["1 emails came and do not count as sent: a", { sent: [] }],
  ["1 emails are not settled: unknown", { unsettledEmails: ["unknown"] }],
  ["1 orders were given out twice: 1/artist", { assigned: ["1/artist", "1/artist"] }],
  ["1 acts were answered with yes and did not happen: i pass", { asked: ["i pass"] }],
  ["1 acts happened twice: i approve", { happened: ["i approve", "i approve"] }],
  ["1 files were left behind: x", { stored: ["k", "x"] }],
  ["1 files are named and not there: k", { stored: [] }],
  ["1 jobs did not end: send-email", { unended: ["send-email"] }],
  ["1 jobs gave up: send-email", { gaveUp: ["send-email"] }],
  ["1 orders have to be held in Shopify and are not: 2", { held: [] }],
  ["1 orders are held in Shopify and need not be: 1", { held: ["1", "2"] }],
])("%s", (sentence, wrong) => {
  expect(wrongIn({ ...good, ...wrong })).toEqual([sentence]);
});

it("names five of many", () => {
  const lost = wrongIn({ ...good, placed: ["1", "2", "3", "4", "5", "6", "7", "8"] });
  expect(lost).toEqual(["6 orders were lost: 3, 4, 5, 6, 7 and 1 more"]);
});
