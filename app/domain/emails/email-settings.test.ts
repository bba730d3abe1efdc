import { describe, expect, test } from "vitest";
import { DEFAULT_EMAIL_SETTINGS, delayWords, emailSettingsProblem, MOST, readEmailSettings } from "./email-settings.ts";

describe("the settings of emails", () => {
  test("are the defaults where a shop has set nothing, or what is kept cannot be read", () => {
    for (const kept of [{}, null, "x", [], { emails: 3, reminders: [], quiet: { from: "25:00", to: "x" }, brand: 1 }])
      expect(readEmailSettings(kept)).toEqual(DEFAULT_EMAIL_SETTINGS);
  });

  test("are read as they were kept", () => {
    const set = readEmailSettings({
      emails: { approved: { isOn: false, delay: { amount: 3, unit: "hours" } } },
      reminders: { approval_reminder: [{ amount: 1, unit: "business_days" }], order_issue_reminder: [] },
      quiet: { from: "21:00", to: "08:00" },
      business: { days: [6, 1], closed: ["2026-12-25", "2026-02-30", "2026-12-25"] },
      onBusinessDaysOnly: true,
      tracksOpening: false,
      brand: { senderName: "Pawtraits" },
    });
    expect(set.emails.approved).toEqual({ isOn: false, delay: { amount: 3, unit: "hours" } });
    expect(set.emails.order_issue).toEqual({ isOn: true, delay: { amount: 0, unit: "minutes" } });
    expect(set.reminders).toEqual({
      approval_reminder: [{ amount: 1, unit: "business_days" }],
      order_issue_reminder: [],
    });
    expect(set.business).toEqual({ days: [1, 6], closed: ["2026-12-25"] });
    expect(readEmailSettings(JSON.parse(JSON.stringify(set)))).toEqual(set);
  });

  test("a delay that nobody could have set has its default", () => {
    for (const delay of [
      { amount: -1, unit: "days" },
      { amount: 1.5, unit: "days" },
      { amount: 366, unit: "days" },
      { amount: 1, unit: "years" },
      5,
    ])
      expect(readEmailSettings({ emails: { approved: { isOn: true, delay } } })).toEqual(DEFAULT_EMAIL_SETTINGS);
  });

  test("that cannot hold are told in a sentence, each with what to do", () => {
    const brand = (part: object) => ({
      ...DEFAULT_EMAIL_SETTINGS,
      brand: { ...DEFAULT_EMAIL_SETTINGS.brand, ...part },
    });
    expect(emailSettingsProblem(DEFAULT_EMAIL_SETTINGS)).toBeNull();
    expect(emailSettingsProblem(brand({ logo: "https://cdn.example/a.png", replyTo: "a@b.example" }))).toBeNull();
    for (const wrong of [
      brand({ senderName: "a".repeat(MOST.name + 1) }),
      brand({ senderName: "Shop\r\nBcc: all@example.com" }),
      brand({ replyTo: "nobody" }),
      brand({ logo: "javascript:alert(1)" }),
      brand({ logo: `https://a.example/"><script>` }),
      brand({ color: "red" }),
      brand({ color: "#000000;background:url(x)" }),
      brand({ footer: "a".repeat(MOST.footer + 1) }),
      { ...DEFAULT_EMAIL_SETTINGS, business: { days: [], closed: [] } },
      { ...DEFAULT_EMAIL_SETTINGS, quiet: { from: "08:00", to: "08:00" } },
      { ...DEFAULT_EMAIL_SETTINGS, reminders: { approval_reminder: [{ amount: 0, unit: "days" as const }] } },
    ])
      expect(emailSettingsProblem(wrong)).toMatch(/\.$/);
  });

  test("a delay is told in words", () => {
    expect(delayWords({ amount: 0, unit: "days" })).toBe("at once");
    expect(delayWords({ amount: 1, unit: "business_days" })).toBe("after 1 business day");
    expect(delayWords({ amount: 5, unit: "minutes" })).toBe("after 5 minutes");
  });
});
