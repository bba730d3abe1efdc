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
