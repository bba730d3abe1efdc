import { describe, expect, test } from "vitest";
import { FILE_KINDS } from "./file-kinds.ts";
import { REFUSALS, REFUSAL_WORDS } from "./refusals.ts";
import { ROLES, ROLE_SHEETS, WORKING_ROLES, type Role } from "./roles.ts";
import { CUSTOMERS_STEPS, END_STEPS, FIRST_STEP, ofEveryStep, OPEN_STEPS, STEPS, STRAIGHT_WAY } from "./steps.ts";

const sentence = /^[A-Z].*\.$/;

describe("the sheets of words", () => {
  test("every refusal is a sentence for people", () => {
    for (const refusal of REFUSALS) expect(REFUSAL_WORDS[refusal]).toMatch(sentence);
  });

  test("every role has a name, says what it may do, and sees only files that there are", () => {
    for (const role of ROLES) {
      const { name, help, sees } = ROLE_SHEETS[role];
      expect(name).toMatch(/^[A-Z]/);
      expect(help).toMatch(/^[A-Z]/);
      expect(FILE_KINDS).toEqual(expect.arrayContaining([...sees]));
    }
  });

  test("orders are assigned to working roles, never to an admin or a manager as such", () => {
    expect(ROLES.filter((role) => !(WORKING_ROLES as Role[]).includes(role))).toEqual(["admin", "manager"]);
  });

  test("items begin with the look at their photo, wait for the customer in two steps and come to their end in two", () => {
    expect(FIRST_STEP).toBe(STRAIGHT_WAY[0]);
    expect(CUSTOMERS_STEPS).toEqual(["photo_issue", "customer_approval"]);
    expect(END_STEPS).toEqual(["done", "cancelled"]);
    expect([...OPEN_STEPS, ...END_STEPS]).toEqual(STEPS);
  });

  test("the tags in Shopify stay as they are: shops search by them, and an old one that nobody knows would never go", () => {
    expect(ofEveryStep(({ tag }) => tag)).toMatchObject({
      photo_review: "artwork: photo check",
      photo_issue: "artwork: photo needed",
      artwork: "artwork: in production",
      quality_control: "artwork: quality control",
      customer_approval: "artwork: waiting for approval",
      fulfilment: "artwork: approved",
      done: "artwork: done",
      cancelled: "artwork: cancelled",
    });
  });

  test("the straight way passes neither an issue nor a cancellation", () => {
    expect(STEPS.filter((step) => !STRAIGHT_WAY.includes(step))).toEqual(["photo_issue", "cancelled"]);
  });
});
