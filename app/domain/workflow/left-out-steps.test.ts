import { describe, expect, test } from "vitest";
import { REFUSAL_WORDS } from "../words/refusals.ts";
import type { SkippableStep } from "../words/steps.ts";
import { act, after, CUSTOMER, item, member, next, order, steps, SYSTEM } from "./given.fixture.ts";
import { actionsFor, isRefused } from "./decide.ts";

const ASKED = { action: "request_changes", note: "Bluer" } as const;
const checker = member("quality_controller");
const askedWithout = (...skips: SkippableStep[]) =>
  next(order([item(1, { step: "customer_approval", skips })]), CUSTOMER, ASKED, 1);

describe("a request for changes reaches somebody who can answer it", () => {
  test("quality control, also where nobody draws or looks at photos", () => {
    for (const now of [askedWithout(), askedWithout("photo_review", "artwork")])
      expect(now.items[0]).toMatchObject({ step: "quality_control", hasOpenRevision: true });
  });

  test("where that is left out, whoever makes the artfile anew", () => {
    expect(steps(askedWithout("quality_control"))).toEqual(["artwork"]);
    expect(steps(askedWithout("quality_control", "photo_review"))).toEqual(["artwork"]);
    expect(steps(askedWithout("quality_control", "artwork"))).toEqual(["photo_review"]);
  });

  test("and in an order of before, in which all of them are left out, quality control: it can answer", () => {
    const now = askedWithout("photo_review", "artwork", "quality_control");
    expect(now.items[0]).toMatchObject({ step: "quality_control", hasOpenRevision: true });
    const answered = act(now, checker, { action: "answer_revision", answer: "It is blue" }, 1);
    expect(steps(after(now, answered))).toEqual(["customer_approval"]);
    expect(answered).toMatchObject({ emails: ["return_to_customer"] });
  });
});

describe("a step that the flow leaves out does not come back", () => {
  const skips = ["photo_review", "artwork"] as const;

  test("by what quality control sends back: it is neither offered nor done", () => {
    for (const [but, command] of [
      [{ hasOpenRevision: true }, { action: "forward_revision" }],
      [{}, { action: "reject_artfile", instructions: "Bluer" }],
    ] as const) {
      const now = order([item(1, { step: "quality_control", skips, ...but })]);
      const refused = act(now, checker, command, 1);
      expect(isRefused(refused) && REFUSAL_WORDS[refused.refused]).toBe(REFUSAL_WORDS.nobody_to_forward_to);
      expect(actionsFor(now.items[0]!, now, checker)).not.toContain(command.action);
    }
  });

  test("by a customer who keeps their photo", () => {
    const flow = { keepPhotoLeads: "back_to_review" } as const;
    const now = order([item(1, { step: "photo_issue", skips: ["photo_review"] })], flow);
    expect(steps(next(now, CUSTOMER, { action: "keep_photo" }, 1))).toEqual(["artwork"]);
  });

  test("by another variant: the item goes its way once more", () => {
    const swap = { action: "swap_in_shopify", note: "Canvas" } as const;
    const now = order([item(1, { step: "fulfilment", skips, approvedArtfileVersion: 1 })]);
    expect(steps(next(now, SYSTEM, swap, 1))).toEqual(["quality_control"]);
  });

  test("by another variant, before the customer has heard an answer: its own email goes out with the artwork", () => {
    const swap = { action: "swap_in_shopify", note: "Canvas" } as const;
    const nobodyDraws = { skips: ["photo_review", "artwork"], reworkCause: "answered" } as const;
    const now = order([item(1, { step: "quality_control", readyFor: "customer_approval", ...nobodyDraws })]);
    const swapped = next(now, SYSTEM, swap, 1);
    expect(steps(swapped)).toEqual(["quality_control"]);
    const passed = act(swapped, member("quality_controller"), { action: "pass_artfile" }, 1);
    expect(passed).toMatchObject({ emails: ["return_to_customer"] });
  });

  test("by an artist who cannot draw from a photo: the customer is asked", () => {
    const artist = member("artist");
    const now = order([item(1, { step: "artwork", skips: ["photo_review"] })]);
    expect(act(now, artist, { action: "push_back", note: "Dark" }, 1)).toMatchObject({ refused: "no_image_approval" });
    const rejected = act(now, artist, { action: "reject_photo", reasonId: "dark", comment: "Too dark" }, 1);
    expect(rejected).toMatchObject({ emails: ["order_issue"], undoable: true });
    const issue = after(now, rejected);
    expect(steps(issue)).toEqual(["photo_issue"]);
    expect(steps(next(issue, CUSTOMER, { action: "replace_photo" }, 1))).toEqual(["artwork"]);
    expect(actionsFor(item(1, { step: "artwork" }), now, artist)).not.toContain("reject_photo");
  });
});
