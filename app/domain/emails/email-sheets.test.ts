import { describe, expect, test } from "vitest";
import { EMAIL_KINDS, type EmailKind } from "../words/emails.ts";
import { sheetOf, STEPS, type Step } from "../words/steps.ts";
import {
  act,
  after,
  CHECKS,
  CUSTOMER,
  item,
  LAST_CHECK,
  member,
  order,
  passLastCheck,
} from "../workflow/given.fixture.ts";
import { isRefused, type Decision, type Refused } from "../workflow/decide.ts";
import type { Situation } from "../words/situation.ts";
import type { Actor } from "../words/actors.ts";
import type { Command } from "../workflow/actions.ts";
import { remindedKinds } from "./email-reminders.ts";
import { emailsAbout, emailSheet, waitedFor } from "./email-sheets.ts";
import { itemsSpokenOf } from "./spoken-of.ts";

describe("the sheets of emails", () => {
  test("an email that a step writes on entry is about that step", () => {
    const entered = STEPS.flatMap((step) => sheetOf(step).onEntry ?? []);
    expect(entered).not.toEqual([]);
    for (const step of STEPS) {
      const { onEntry } = sheetOf(step);
      if (onEntry) expect(emailSheet(onEntry).about).toBe(step);
    }
  });

  test("a reminder reminds of emails about its own step, and of the whole order", () => {
    for (const kind of EMAIL_KINDS) {
      const { reminder, about } = emailSheet(kind);
      if (!reminder) continue;
      expect(remindedKinds(reminder)).toContain(kind);
      expect(emailSheet(reminder)).toMatchObject({ about, speaksOf: "the whole order" });
    }
    expect(remindedKinds("approved")).toEqual([]);
    expect(remindedKinds("order_issue")).toEqual([]);
  });

  test("every email that asks the customer to decide, and can be the last to do so, is reminded of", () => {
    const asking = EMAIL_KINDS.filter((kind) => {
      const { holds } = emailSheet(kind);
      return holds === undefined && remindedKinds(kind).length === 0;
    });
    expect(asking.filter((kind) => emailSheet(kind).reminder === undefined)).toEqual([]);
  });

  test("a step's page tells of every email about its items, and of none that came once they were through", () => {
    expect(emailsAbout("photo_issue")).toEqual(["order_issue", "order_issue_reminder"]);
    expect(emailsAbout("customer_approval")).toEqual(["artwork_approval", "approval_reminder", "return_to_customer"]);
    expect(emailsAbout("artwork")).toEqual([]);
  });

  test("staff may send again what an item waits for now, and nothing else", () => {
    const again = (...steps: Step[]) => waitedFor(steps.map((step, at) => item(at + 1, { step })));
    expect(again("photo_issue")).toContain("order_issue");
    expect(again("customer_approval", "photo_issue")).toEqual(
      expect.arrayContaining(["order_issue", "artwork_approval"]),
    );
    for (const step of STEPS) for (const kind of again(step)) expect(emailSheet(kind).about).toBe(step);
    expect(waitedFor([item(1, { step: "customer_approval", readyFor: "fulfilment" }), item(2)])).toEqual([]);
  });
});

describe("an email speaks of", () => {
  function spokenOf(kind: EmailKind, now: Situation, by: Actor, command: Command, ...of: number[]) {
    return named(kind, now, act(now, by, command, ...of));
  }
  function named(kind: EmailKind, now: Situation, decision: Decision | Refused) {
    const changed = after(now, decision);
    return isRefused(decision) ? [] : itemsSpokenOf(kind, now, changed, decision);
  }
  const checker = member("quality_controller");

  test("the photos that were just rejected", () => {
    const now = order([item(1), item(2), item(3, { step: "photo_issue" })]);
    const reject = { action: "reject_photo", reasonId: "dark", comment: "Too dark" } as const;
    expect(spokenOf("order_issue", now, member("image_processor"), reject, 1, 2)).toEqual(["item-1", "item-2"]);
  });

  test("the artworks that came to the customer, not those that were there", () => {
    const now = order([item(1, { step: LAST_CHECK }), item(2, { step: "customer_approval" })]);
    const passed = passLastCheck(now, 1);
    expect(named("artwork_approval", now, passed)).toEqual(["item-1"]);
    expect(named("return_to_customer", now, passed)).toEqual([]);
  });

  test("the request that was answered, in the email that returns to the customer and in no other", () => {
    const now = order([item(1, { step: "quality_control", hasOpenRevision: true, reworkCause: "customer" })]);
    const answer = { action: "answer_revision", answer: "It is the light" } as const;
    expect(spokenOf("return_to_customer", now, checker, answer, 1)).toEqual(["item-1"]);
    expect(spokenOf("artwork_approval", now, checker, answer, 1)).toEqual([]);
  });

  test("no artwork that went elsewhere than to the customer", () => {
    const now = order([item(1, { step: "quality_control" }), item(2, { step: "customer_approval" })], {
      manner: "independently",
    });
    const reject = { action: "reject_artfile", instructions: "Too dark" } as const;
    expect(spokenOf("artwork_approval", now, checker, reject, 1)).toEqual([]);
    const replace = { action: "replace_artfile" } as const;
    expect(spokenOf("artwork_approval", now, member("manager"), replace, 2)).toEqual([]);
  });

  test("a request that was answered earlier, once the item returns with its siblings", () => {
    const now = order([
      item(1, { step: "quality_control", reworkCause: "answered", readyFor: "customer_approval" }),
      item(2, { step: LAST_CHECK }),
    ]);
    const passed = passLastCheck(now, 2);
    expect(named("return_to_customer", now, passed)).toEqual(["item-1"]);
    expect(named("artwork_approval", now, passed)).toEqual(["item-2"]);
  });

  test("an artwork that was replaced while it was with the customer and quality control is skipped", () => {
    const now = order([item(1, { step: "customer_approval", skips: CHECKS }), item(2, { step: "customer_approval" })]);
    const replace = { action: "replace_artfile" } as const;
    expect(spokenOf("artwork_approval", now, member("manager"), replace, 1)).toEqual(["item-1"]);
  });

  test("all of the order but what is cancelled, once everything is approved", () => {
    const now = order([
      item(1, { step: "customer_approval" }),
      item(2, { step: "customer_approval", approvedArtfileVersion: 1, readyFor: "fulfilment" }),
      item(3, { step: "cancelled" }),
    ]);
    expect(spokenOf("approved", now, CUSTOMER, { action: "approve_artwork" }, 1)).toEqual(["item-1", "item-2"]);
  });
});
