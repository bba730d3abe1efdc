import { describe, expect, test } from "vitest";
import type { Actor } from "../words/actors.ts";
import { sheetOf, STEP_ROLE, STEPS, STRAIGHT_WAY, type Step } from "../words/steps.ts";
import { ACTIONS, type Action } from "./actions.ts";
import { actionsFor, isRefused } from "./decide.ts";
import { act, after, CUSTOMER, item, member, order } from "./given.fixture.ts";
import { filledIn } from "./lifecycle.fixture.ts";
import { ruleFor } from "./workflow.ts";

/** Who does the work of a step: the member of its role, or the customer. */
function handOf(step: Step): Actor {
  const role = STEP_ROLE[step];
  return role === null ? CUSTOMER : member(role);
}

const LEADS_ON = ["on", "done"];

describe("every step of the straight way", () => {
  test("is entered, by nothing but the work of those whose step it is, and its email is called for", () => {
    let now = order([item(1)]);
    const visited: Step[] = [];
    for (const step of STRAIGHT_WAY) {
      expect(now.items[0]).toMatchObject({ step, readyFor: null });
      visited.push(step);
      if (step === "done") break;
      const hand = handOf(step);
      const onward = actionsFor(now.items[0]!, now, hand).find((action) =>
        LEADS_ON.includes(ruleFor(step, action)!.leads),
      );
      const decision = act(now, hand, filledIn(onward!), 1);
      if (isRefused(decision)) throw new Error(`${step}: ${decision.refused}`);
      now = after(now, decision);
      const { onEntry } = sheetOf(now.items[0]!.step);
      expect(decision.emails).toEqual(expect.arrayContaining(onEntry ? [onEntry] : []));
    }
    expect(visited).toEqual(STRAIGHT_WAY);
  });
});

test("in every step that is somebody's work they can do something, and a manager can do everything by hand", () => {
  for (const step of STEPS) {
    const one = item(1, { step, artfileVersion: 1, hasOpenRevision: false, approvedArtfileVersion: 1 });
    const offered = (by: Actor): Action[] => actionsFor(one, order([one]), by);
    const isOpen = step !== "done" && step !== "cancelled";
    if (isOpen) expect([step, offered(handOf(step)).length > 0]).toEqual([step, true]);
    expect(offered(member("manager"))).toContain("move");
    expect(offered(member("manager")).includes("cancel")).toBe(isOpen);
    expect(ACTIONS).toEqual(expect.arrayContaining(offered(member("admin"))));
  }
});
