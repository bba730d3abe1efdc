import { describe, expect, it } from "vitest";
import { CUSTOMER_STANDINGS } from "../words/customer-standings.ts";
import { CUSTOMER_STANDING_WORDS, customerStanding, isCustomersTurn, usualTime } from "./customer-standing.ts";
import { DEFAULT_USUAL_HOURS } from "./overdue.ts";
import { STEPS } from "../words/steps.ts";

const item = { readyFor: null, reworkCause: null, hasOpenRevision: false } as const;

describe("where an item is, for its customer", () => {
  it("is said for every step, and only two of them are the customer's turn", () => {
    const turns = STEPS.filter((step) => isCustomersTurn(customerStanding({ ...item, step }, true)));
    expect(turns).toEqual(["photo_issue", "customer_approval"]);
  });

  it("tells an approved one that waits from one that waits for its siblings", () => {
    expect(customerStanding({ ...item, step: "customer_approval", readyFor: "fulfilment" }, true)).toBe("approved");
    expect(customerStanding({ ...item, step: "photo_review", readyFor: "artwork" }, true)).toBe("waits_for_rest");
  });

  it("remembers that the customer asked for changes", () => {
    expect(customerStanding({ ...item, step: "quality_control", hasOpenRevision: true }, true)).toBe("changes_asked");
    expect(customerStanding({ ...item, step: "artwork", reworkCause: "customer" }, true)).toBe("being_changed");
    expect(customerStanding({ ...item, step: "photo_review", reworkCause: "customer" }, true)).toBe("changes_asked");
    expect(customerStanding({ ...item, step: "artwork", reworkCause: "quality_control" }, true)).toBe("being_drawn");
  });

  it("forgets a request that no longer counts where the item is", () => {
    expect(customerStanding({ ...item, step: "customer_approval", hasOpenRevision: true }, true)).toBe(
      "approval_needed",
    );
    expect(customerStanding({ ...item, step: "fulfilment", reworkCause: "customer" }, true)).toBe("being_made");
    expect(customerStanding({ ...item, step: "quality_control" }, true)).toBe("being_checked");
  });

  it("shows nothing new while a member may still take it back", () => {
    expect(STEPS.map((step) => customerStanding({ ...item, step }, false))).toEqual(STEPS.map(() => "just_changed"));
  });

  it("never speaks of steps, roles or files", () => {
    const words = CUSTOMER_STANDINGS.map((standing) => Object.values(CUSTOMER_STANDING_WORDS[standing]).join(" ")).join(
      " ",
    );
    expect(words).not.toMatch(/artfile|quality control|fulfil|processor|queue/i);
  });
});

describe("the usual time", () => {
  it("is told roughly, from the shop's own hours", () => {
    expect(usualTime("being_drawn", DEFAULT_USUAL_HOURS)).toBe("This usually takes about 3 days.");
    expect(usualTime("photo_looked_at", { ...DEFAULT_USUAL_HOURS, photo_review: 1 })).toBe(
      "This usually takes about an hour.",
    );
    expect(usualTime("photo_looked_at", { ...DEFAULT_USUAL_HOURS, photo_review: 8 })).toBe(
      "This usually takes about 8 hours.",
    );
    expect(usualTime("photo_looked_at", DEFAULT_USUAL_HOURS)).toBe("This usually takes about a day.");
  });

  it("is that of what follows where it is the customer's turn, and none at the end", () => {
    expect(usualTime("photo_needed", DEFAULT_USUAL_HOURS)).toBe(
      "Once you have answered, we usually go on within about a day.",
    );
    expect(usualTime("done", DEFAULT_USUAL_HOURS)).toBeNull();
  });

  it("is told wherever somebody else than the customer is at work", () => {
    const usual = { ...DEFAULT_USUAL_HOURS, artwork: 96, quality_control: 24, fulfilment: 48 };
    expect(usualTime("being_changed", usual)).toBe("This usually takes about 4 days.");
    expect(usualTime("being_checked", usual)).toBe("This usually takes about a day.");
    expect(usualTime("changes_asked", usual)).toBe("You usually hear from us within about a day.");
    expect(usualTime("approval_needed", usual)).toBe(
      "Once everything is approved, making and packing usually takes about 2 days.",
    );
    expect(usualTime("approved", usual)).toBe("Making and packing usually takes about 2 days.");
    expect(usualTime("being_made", usual)).toBe("This usually takes about 2 days.");
  });

  it("is told in days from 20 hours on, and not at all where the shop's time does not count", () => {
    expect(usualTime("being_made", { ...DEFAULT_USUAL_HOURS, fulfilment: 1.5 })).toBe(
      "This usually takes about 2 hours.",
    );
    expect(usualTime("being_made", { ...DEFAULT_USUAL_HOURS, fulfilment: 20 })).toBe("This usually takes about a day.");
    expect(usualTime("being_made", { ...DEFAULT_USUAL_HOURS, fulfilment: null })).toBeNull();
  });
});
