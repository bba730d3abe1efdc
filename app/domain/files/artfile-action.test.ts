import { expect, test } from "vitest";
import { ruleFor } from "../workflow/workflow.ts";
import { STEPS } from "../words/steps.ts";
import { ARTFILE_ACTIONS, artfileActionIn, needsReplaceTick } from "./artfile-action.ts";

test("an artfile is submitted where one is drawn, and takes the place of another once the drawing is finished", () => {
  expect(artfileActionIn("artwork")).toBe("submit_artfile");
  const after = ["quality_control", "customer_approval", "fulfilment"] as const;
  expect(after.map(artfileActionIn)).toEqual(after.map(() => "replace_artfile"));
});

test("no step has both actions, and where it has one, that one is meant", () => {
  for (const step of STEPS) {
    const possible = ARTFILE_ACTIONS.filter((action) => ruleFor(step, action));
    if (possible.length > 0) expect(possible).toEqual([artfileActionIn(step)]);
  }
});

test("where no artfile is taken it is submitted, so that the refusal names the step", () => {
  const none = STEPS.filter((step) => ARTFILE_ACTIONS.every((action) => !ruleFor(step, action)));
  expect(none).toEqual(expect.arrayContaining(["photo_review", "photo_issue", "done", "cancelled"]));
  expect(none.map(artfileActionIn)).toEqual(none.map(() => "submit_artfile"));
});

test("only what is with the customer or approved is replaced with a tick", () =>
  expect(STEPS.filter(needsReplaceTick)).toEqual(["customer_approval", "fulfilment"]));
