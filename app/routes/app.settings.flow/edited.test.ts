import { DEFAULT_RETENTION } from "../../domain/files/retention.ts";
import { expect, test } from "vitest";
import { DEFAULT_FLOW } from "../../domain/words/flow.ts";
import { followed, type EditedSettings } from "./edited.ts";

const base: EditedSettings = {
  ...DEFAULT_FLOW,
  applyToOpenOrders: false,
  guideline: "Old",
  hours: { artwork: "8" },
  resendAfter: null,
  retention: DEFAULT_RETENTION,
};

test("a form follows what others save where nobody has touched it, and keeps the rest with what it was typed over", () => {
  const now = { ...base, guideline: "Theirs", hours: { artwork: "9" } };
  expect(followed({ form: base, base }, now)).toEqual({ form: now, base: now });
  expect(followed({ form: { ...base, guideline: "Mine" }, base }, now)).toEqual({
    form: { ...now, guideline: "Mine" },
    base: { ...now, guideline: "Old" },
  });
  // Saved from here, and somebody else had changed the hours.
  expect(followed({ form: { ...base, guideline: "Theirs" }, base }, now)).toEqual({ form: now, base: now });
});
