import { describe, expect, test } from "vitest";
import {
  DEFAULT_FLOW,
  FLOW_FIELD_NAMES,
  flowRefusal,
  flowField,
  isFieldInUse,
  resolvePath,
  resolveSkips,
  stepAfter,
  wholeFlow,
} from "./flow.ts";
import { SKIPPABLE_STEPS, STRAIGHT_WAY } from "./steps.ts";

describe("the flow of a shop", () => {
  test("that has changed nothing leaves no step out and moves items together", () => {
    expect(DEFAULT_FLOW).toMatchObject({ skips: [], manner: "together", partialShipping: false, keepPhotoLeads: "on" });
  });

  test("of an older version gets the default of a setting that it did not have", () => {
    expect(wholeFlow({ manner: "independently" })).toEqual({ ...DEFAULT_FLOW, manner: "independently" });
  });

  test("with a value that no setting has gets the default", () => {
    const strange = { skips: ["done", "quality_control", 7], manner: "sideways", partialShipping: "yes", other: 1 };
    expect(wholeFlow(strange)).toEqual({ ...DEFAULT_FLOW, skips: ["quality_control"] });
  });

  test("ships in parts only where items move independently", () => {
    expect(wholeFlow({ manner: "independently", partialShipping: true }).partialShipping).toBe(true);
    expect(wholeFlow({ manner: "together", partialShipping: true }).partialShipping).toBe(false);
    expect(isFieldInUse("partialShipping", { manner: "together" })).toBe(false);
  });

  test("says what happens when a hold is lifted only where there are holds, and keeps what an older version said of that", () => {
    expect(wholeFlow({ liftedHold: "leave" }).liftedHold).toBe("leave");
    expect(wholeFlow({ liftedHold: "leave", holds: "off" })).toMatchObject({ holds: "off", liftedHold: "again_once" });
    expect(isFieldInUse("liftedHold", { holds: "off" })).toBe(false);
  });

  test("keeps every value that a setting offers", () => {
    for (const name of FLOW_FIELD_NAMES) {
      const field = flowField(name);
      if (field.kind !== "choice") continue;
      for (const option of Object.keys(field.options)) expect(wholeFlow({ [name]: option })[name]).toBe(option);
    }
  });
});

describe("a flow that nobody could work by is refused", () => {
  test("without anybody who makes what the customer or quality control wants changed", () => {
    for (const rest of [[], ["quality_control"], ["customer_approval"]] as const)
      expect(flowRefusal({ skips: ["photo_review", "artwork", ...rest] })).toBe("nobody_makes_changes");
    expect(flowRefusal({ skips: SKIPPABLE_STEPS })).toBe("no_step_left");
  });

  test("and every other one is taken", () => {
    for (const kept of ["photo_review", "artwork"])
      expect(flowRefusal({ skips: SKIPPABLE_STEPS.filter((step) => step !== kept) })).toBeNull();
    expect(flowRefusal(DEFAULT_FLOW)).toBeNull();
  });
});

describe("the steps that an item leaves out", () => {
  const flow = { ...DEFAULT_FLOW, skips: ["quality_control", "photo_review"] } as const;

  test("are the shop's and those of its product, each once, in the order of the steps", () => {
    expect(resolveSkips(flow, ["customer_approval", "quality_control"])).toEqual([
      "photo_review",
      "quality_control",
      "customer_approval",
    ]);
  });

  test("are the shop's where the product has no rule, and none where neither leaves one out", () => {
    expect(resolveSkips(flow)).toEqual(["photo_review", "quality_control"]);
    expect(resolveSkips(DEFAULT_FLOW)).toEqual([]);
    expect(resolveSkips(DEFAULT_FLOW, ["artwork"])).toEqual(["artwork"]);
  });

  test("are not on its path", () => {
    const item = { skips: resolveSkips(flow) };
    const path = STRAIGHT_WAY.filter((step) => step !== "photo_review" && step !== "quality_control");
    expect(resolvePath(item.skips)).toEqual(path);
    expect(stepAfter(item, "artwork")).toBe(path[path.indexOf("artwork") + 1]);
    expect(stepAfter(item, "photo_issue")).toBe("artwork");
    expect(stepAfter(item, "done")).toBe("done");
  });
});
