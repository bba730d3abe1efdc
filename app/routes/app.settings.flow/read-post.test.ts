import { expect, test } from "vitest";
import { DEFAULT_FLOW } from "../../domain/words/flow.ts";
import { readSettingsPost } from "./read-post.ts";

const settings = { flow: DEFAULT_FLOW, applyToOpenOrders: false, guideline: "Mine", usualHours: { artwork: 8 } };

function read(fields: Record<string, unknown>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, JSON.stringify(value));
  return readSettingsPost(form);
}

test("a page says with what it was read, and one of before need not", () => {
  const seen = { ...settings, guideline: "Old" };
  expect(read({ settings, seen })).toEqual({ ...settings, seen });
  expect(read({ settings })).toEqual(settings);
  expect(read({ settings, seen: { ...seen, guideline: 5 } })).toHaveProperty("wrong");
});

test.each([30, 1440, null])("unclear emails may be sent again after %s minutes", (resendUnknownAfter) => {
  expect(read({ settings: { ...settings, resendUnknownAfter } })).toEqual({ ...settings, resendUnknownAfter });
});

test.each([
  { photos: 7, versions: 3650, webhooks: 30 },
  { photos: null, versions: null, webhooks: 7 },
])("files are kept as long as %o says", (retention) => {
  expect(read({ settings: { ...settings, retention } })).toEqual({ ...settings, retention });
});

test.each([
  { photos: 6, versions: 90, webhooks: 30 },
  { photos: 180, versions: 3651, webhooks: 30 },
  { photos: 180, versions: 90, webhooks: null },
  { photos: "180", versions: 90, webhooks: 30 },
  { photos: 180, versions: 90 },
])("but not as %o says", (retention) => {
  expect(read({ settings: { ...settings, retention } })).toHaveProperty("wrong");
});

test.each([29, 1441, 30.5, -60, "60"])("but not after %s", (resendUnknownAfter) => {
  expect(read({ settings: { ...settings, resendUnknownAfter } })).toEqual({
    wrong: "Unclear emails are sent again after 30 to 1440 whole minutes.",
  });
});
