import { describe, expect, it } from "vitest";
import { readOrderNode } from "./order-node.ts";

const node: Parameters<typeof readOrderNode>[0] = {
  id: "gid://shopify/Order/1",
  name: "#1001",
  createdAt: "2026-11-01T10:00:00Z",
  updatedAt: "2026-11-01T11:00:00Z",
  cancelledAt: null,
  displayFinancialStatus: "PAID",
  note: null,
  customer: null,
  lineItems: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] },
};

describe("an order that was read from Shopify", () => {
  it.each([
    ["REFUNDED", true],
    ["VOIDED", true],
    ["PARTIALLY_REFUNDED", false],
    ["PENDING", false],
    [null, false],
  ] as const)("whose payment is %s is refunded in full: %s", (displayFinancialStatus, isRefunded) => {
    expect(readOrderNode({ ...node, displayFinancialStatus }, []).isRefunded).toBe(isRefunded);
  });
});
