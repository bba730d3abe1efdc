import { describe, expect, test } from "vitest";
import type { Step } from "../words/steps.ts";
import { STEPS } from "../words/steps.ts";
import { ARTWORK_TAGS, speakingStep } from "./artwork-state.ts";

const speaking = (...steps: Step[]) => speakingStep(steps.map((step) => ({ step })));

describe("where the artwork of an order stands", () => {
  test("is said by the item that is least far", () => {
    expect(speaking("customer_approval", "artwork", "done")).toBe("artwork");
    expect(speaking("artwork", "customer_approval", "quality_control")).toBe("artwork");
    expect(speaking("done", "done")).toBe("done");
  });

  test("is said before all by a photo that the customer has to replace", () => {
    expect(speaking("photo_review", "photo_issue", "artwork")).toBe("photo_issue");
  });

  test("is not said by what is cancelled, unless all of it is", () => {
    expect(speaking("cancelled", "fulfilment", "cancelled")).toBe("fulfilment");
    expect(speaking("cancelled", "cancelled")).toBe("cancelled");
    expect(speaking()).toBe("cancelled");
  });

  test("has a tag of its own in Shopify for every step", () => {
    const tags = STEPS.map((step) => ARTWORK_TAGS[step]);
    for (const tag of tags) expect(tag).toMatch(/^artwork: \w/);
    expect(new Set(tags).size).toBe(STEPS.length);
  });
});
