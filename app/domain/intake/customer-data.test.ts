import { describe, expect, test } from "vitest";
import { changedLeave, CUSTOMER_DATA, WITHHELD_WORDS } from "./customer-data.ts";

describe("what Shopify keeps from the app", () => {
  test("is said once, and no longer when it is given", () => {
    expect(changedLeave([], { withheld: ["email"], given: ["name"] })).toEqual({ lost: ["email"], back: [] });
    expect(changedLeave(["email"], { withheld: ["email"], given: ["name"] })).toEqual({ lost: [], back: [] });
    expect(changedLeave(["email", "phone"], { withheld: [], given: ["email"] })).toEqual({ lost: [], back: ["email"] });
  });

  test("what an order has nothing of says nothing", () => {
    expect(changedLeave(["address"], { withheld: [], given: ["email"] })).toEqual({ lost: [], back: [] });
  });

  test("is told with what it means", () => {
    for (const one of CUSTOMER_DATA) expect(WITHHELD_WORDS[one]).toMatch(/^Shopify keeps .+: .+[a-z]$/);
  });
});
