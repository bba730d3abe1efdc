import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_EMAIL_SETTINGS } from "./email-settings.ts";
import { afterDelay, leavesAt, mayLeaveAt, reminderTimes, type EmailTimes } from "./email-times.ts";

const berlin: EmailTimes = {
  timeZone: "Europe/Berlin",
  quiet: { from: "21:00", to: "08:00" },
  business: { days: [1, 2, 3, 4, 5], closed: ["2026-12-25"] },
  onBusinessDaysOnly: false,
};
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

describe("a delay", () => {
  test("in minutes and hours is that long, in days it keeps the hour of the shop's day over a change of the clocks", () => {
    // Clocks in Berlin go forward on 29 March and back on 25 October 2026.
    expect(iso(afterDelay(at("2026-03-28T09:00Z"), { amount: 24, unit: "hours" }, berlin))).toBe("2026-03-29T09:00");
    expect(iso(afterDelay(at("2026-03-28T09:00Z"), { amount: 1, unit: "days" }, berlin))).toBe("2026-03-29T08:00");
    expect(iso(afterDelay(at("2026-10-24T08:00Z"), { amount: 1, unit: "days" }, berlin))).toBe("2026-10-25T09:00");
    expect(iso(afterDelay(at("2026-10-24T08:00Z"), { amount: 90, unit: "minutes" }, berlin))).toBe("2026-10-24T09:30");
  });

  test("in business days passes weekends and the days on which the shop is closed", () => {
    const delay = { amount: 2, unit: "business_days" } as const;
    // Wednesday, then Thursday (24th), not Friday (closed), not the weekend, Monday.
    expect(iso(afterDelay(at("2026-12-23T10:00Z"), delay, berlin))).toBe("2026-12-28T10:00");
    expect(iso(afterDelay(at("2026-12-25T10:00Z"), delay, berlin))).toBe("2026-12-29T10:00");
  });

  test("of nothing is at once", () => {
    for (const unit of ["minutes", "hours", "days", "business_days"] as const)
      expect(afterDelay(1_000, { amount: 0, unit }, berlin)).toBe(1_000);
  });
});

describe("an email leaves by itself", () => {
  test("after quiet hours that pass midnight, in the shop's own time", () => {
    expect(iso(mayLeaveAt(at("2026-07-01T18:59Z"), berlin))).toBe("2026-07-01T18:59");
    expect(iso(mayLeaveAt(at("2026-07-01T19:00Z"), berlin))).toBe("2026-07-02T06:00");
    expect(iso(mayLeaveAt(at("2026-07-02T05:59Z"), berlin))).toBe("2026-07-02T06:00");
    expect(iso(mayLeaveAt(at("2026-07-02T06:00Z"), berlin))).toBe("2026-07-02T06:00");
    expect(iso(mayLeaveAt(at("2026-07-01T19:00Z"), { ...berlin, timeZone: "America/New_York" }))).toBe(
      "2026-07-01T19:00",
    );
  });

  test("after quiet hours in the middle of the day", () => {
    const noon = { ...berlin, quiet: { from: "12:00", to: "13:30" } };
    expect(iso(mayLeaveAt(at("2026-07-01T10:15Z"), noon))).toBe("2026-07-01T11:30");
    expect(iso(mayLeaveAt(at("2026-07-01T09:59Z"), noon))).toBe("2026-07-01T09:59");
  });

  test("when quiet hours end at a time that the night has not, or has twice", () => {
    const night = { ...berlin, quiet: { from: "22:00", to: "02:30" } };
    // There is no 02:30 on the night when clocks go forward.
    expect(iso(mayLeaveAt(at("2026-03-29T00:30Z"), night))).toBe("2026-03-29T01:30");
    expect(iso(mayLeaveAt(at("2026-10-25T00:10Z"), night))).toBe("2026-10-25T00:30");
    expect(iso(mayLeaveAt(at("2026-10-25T01:10Z"), night))).toBe("2026-10-25T01:30");
  });

  test("on a business day only where the shop wants it so, and never in its quiet hours then", () => {
    const atWork = { ...berlin, onBusinessDaysOnly: true };
    expect(iso(mayLeaveAt(at("2026-12-24T20:30Z"), atWork))).toBe("2026-12-28T07:00");
    expect(iso(mayLeaveAt(at("2026-12-24T20:30Z"), { ...atWork, quiet: null }))).toBe("2026-12-24T20:30");
    expect(iso(mayLeaveAt(at("2026-12-26T10:00Z"), { ...atWork, quiet: null }))).toBe("2026-12-27T23:00");
    expect(iso(mayLeaveAt(at("2026-12-26T10:00Z"), berlin))).toBe("2026-12-26T10:00");
  });

  test("at once where a shop is closed on every day that it works", () => {
    const never = { ...berlin, onBusinessDaysOnly: true, business: { days: [], closed: [] } };
    expect(mayLeaveAt(at("2026-12-26T10:00Z"), never)).toBe(at("2026-12-26T10:00Z"));
  });

  test("at a time at which it may leave, whatever the shop's hours, zone and days are", () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((n) => String(n).padStart(2, "0")).join(":"));
    const anyTimes: fc.Arbitrary<EmailTimes> = fc.record({
      timeZone: fc.constantFrom(
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Moon/Base",
      ),
      quiet: fc.option(fc.record({ from: time, to: time }).filter(({ from, to }) => from !== to)),
      business: fc.record({
        days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
        closed: fc.subarray(["2026-03-29", "2026-10-25", "2026-12-25"]),
      }),
      onBusinessDaysOnly: fc.boolean(),
    });
    const year = fc.integer({ min: at("2026-01-01T00:00Z"), max: at("2027-01-01T00:00Z") });
    fc.assert(
      fc.property(year, anyTimes, (now, times) => {
        const leaves = mayLeaveAt(now, times);
        expect(leaves).toBeGreaterThanOrEqual(now);
        expect(mayLeaveAt(leaves, times)).toBe(leaves);
        // Nine days hold every weekend and three closed days.
        expect(leaves - now).toBeLessThan(times.onBusinessDaysOnly ? 25 * 86_400_000 : 2 * 86_400_000);
      }),
    );
  });
});

describe("reminders", () => {
  const utc: EmailTimes = { ...DEFAULT_EMAIL_SETTINGS, timeZone: "UTC" };

  test("of a shop that has set none leave after two and after five days", () => {
    const day = 24 * 60 * 60 * 1000;
    expect(reminderTimes(0, DEFAULT_EMAIL_SETTINGS.reminders.approval_reminder!, utc)).toEqual([2 * day, 5 * day]);
  });

  test("count from the first email of the round, the earliest first, each outside of quiet hours", () => {
    const delays = [
      { amount: 2, unit: "business_days" },
      { amount: 11, unit: "hours" },
    ] as const;
    expect(reminderTimes(at("2026-12-24T10:00Z"), delays, berlin).map(iso)).toEqual([
      "2026-12-25T07:00",
      "2026-12-29T10:00",
    ]);
  });
});

test("an email waits for its own time, for its kind's delay and for the shop's hours, whichever ends last", () => {
  const raisedAt = at("2026-07-01T10:00Z");
  const delay = { amount: 2, unit: "hours" } as const;
  expect(iso(leavesAt({ due: raisedAt, raisedAt, delay }, berlin))).toBe("2026-07-01T12:00");
  expect(iso(leavesAt({ due: raisedAt + 3 * 3_600_000, raisedAt, delay }, berlin))).toBe("2026-07-01T13:00");
  expect(iso(leavesAt({ due: raisedAt + 12 * 3_600_000, raisedAt, delay }, berlin))).toBe("2026-07-02T06:00");
});
