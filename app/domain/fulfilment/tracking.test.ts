import { expect, it } from "vitest";
import { cleanTracking } from "./tracking.ts";

it("what is not typed in, or only blanks, is not known", () => {
  const nothing = { trackingNumber: null, trackingCompany: null, trackingUrl: null };
  expect(cleanTracking({})).toEqual(nothing);
  expect(cleanTracking({ trackingNumber: "  ", trackingCompany: null, trackingUrl: "" })).toEqual(nothing);
});

it("texts are trimmed and cut", () => {
  expect(cleanTracking({ trackingNumber: ` ${"1".repeat(300)} ` }).trackingNumber).toBe("1".repeat(200));
});

it.each([
  ["https://track.example/1", true],
  ["HTTP://track.example", true],
  ["javascript:alert(1)", false],
  ["track.example/1", false],
  ["https://", false],
])("%s as an address: %s", (trackingUrl, isOne) => {
  expect(cleanTracking({ trackingUrl }).trackingUrl).toBe(isOne ? trackingUrl : null);
});
