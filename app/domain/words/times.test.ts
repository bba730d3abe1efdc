import { expect, test } from "vitest";
import { dayIn, momentIn } from "./times.ts";

const at = new Date("2026-11-26T23:05:00Z");

test("a time is the shop's, to the minute, and says so", () => {
  expect(momentIn("Asia/Tokyo", at)).toBe("November 27, 2026, 08:05 (the shop’s time)");
  expect(momentIn("America/New_York", at)).toBe("November 26, 2026, 18:05 (the shop’s time)");
  expect(momentIn("Europe/London", new Date("2026-11-26T00:05:00Z"))).toBe(
    "November 26, 2026, 00:05 (the shop’s time)",
  );
});

test("a zone that is not known here breaks nothing, and its name stands nowhere", () => {
  expect(dayIn("Moon/Sea of Tranquility", at)).toBe("November 26, 2026");
  for (const zone of ["UTC", "Etc/UTC", ""]) expect(momentIn(zone, at)).not.toMatch(/UTC|GMT/);
});
