import { DEFAULT_RETENTION } from "../files/retention.ts";
import { describe, expect, it } from "vitest";
import { DEFAULT_FLOW } from "../words/flow.ts";
import { STEPS } from "../words/steps.ts";
import { changedMeanwhile, heldSettings, mergedSettings } from "./settings.ts";

const none = Object.fromEntries(STEPS.map((step) => [step, null])) as Record<(typeof STEPS)[number], null>;
const seen = heldSettings({
  flow: DEFAULT_FLOW,
  guideline: "Old",
  usualHours: { ...none, artwork: 8 },
  resendUnknownAfter: null,
  retention: DEFAULT_RETENTION,
});
const apart = { ...DEFAULT_FLOW, liftedHold: "leave" as const };

it("a page holds hours of those steps alone that have some", () => {
  expect(seen.usualHours).toEqual({ artwork: 8 });
});

describe("what somebody else has changed since a page was read", () => {
  it("is met only where the page changes the same part to something else", () => {
    const theirs = { ...seen, guideline: "Theirs" };
    expect(changedMeanwhile(seen, { ...seen, guideline: "Mine" }, theirs)).toEqual(["guideline"]);
    expect(changedMeanwhile(seen, { ...seen, flow: apart }, theirs)).toEqual([]);
    expect(changedMeanwhile(seen, theirs, theirs)).toEqual([]);
    expect(changedMeanwhile(seen, { ...seen, guideline: "Mine" }, seen)).toEqual([]);
    const both = { ...seen, flow: apart, guideline: "Mine", usualHours: {} };
    const now = {
      ...seen,
      flow: { ...apart, skips: ["quality_control" as const] },
      guideline: "Old",
      usualHours: { artwork: 9 },
    };
    expect(changedMeanwhile(seen, both, now)).toEqual(["flow", "usualHours"]);
  });

  it("stays where the page changes something else", () => {
    const now = { ...seen, guideline: "Theirs", usualHours: { artwork: 9 } };
    expect(mergedSettings(seen, { ...seen, flow: apart }, now)).toEqual({ ...now, flow: apart });
    expect(mergedSettings(seen, { ...seen, usualHours: { fulfilment: 3 } }, now)).toEqual({
      ...now,
      usualHours: { fulfilment: 3 },
    });
  });
});
