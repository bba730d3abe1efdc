import { expect, test } from "vitest";
import { DEFAULT_EMAIL_SETTINGS } from "../../domain/emails/email-settings.ts";
import { closedDayThatIsNone, edited, posted, problemIn } from "./edited.ts";

test("what nobody has changed is posted as it was", () => {
  const settings = { ...DEFAULT_EMAIL_SETTINGS, business: { days: [1, 2], closed: ["2026-12-24", "2026-12-25"] } };
  expect(posted(edited(settings))).toEqual(settings);
  expect(problemIn(edited(settings))).toBeNull();
});

test("a closed day that is no day is named", () => {
  const form = { ...edited(DEFAULT_EMAIL_SETTINGS), closed: "2026-12-25\n\n 2026-12-26, Christmas" };
  expect(closedDayThatIsNone(form.closed)).toBe("Christmas");
  expect(problemIn(form)).toContain("“Christmas” is no day");
  expect(posted({ ...form, closed: "2026-12-25;2026-12-26\n" }).business.closed).toEqual(["2026-12-25", "2026-12-26"]);
});
