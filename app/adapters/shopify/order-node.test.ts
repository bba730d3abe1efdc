import { describe, expect, it } from "vitest";
import { givenOf, readOrderNode } from "./order-node.ts";

const node: Parameters<typeof readOrderNode>[0] = {
  id: "gid://shopify/Order/1",
  name: "#1001",
  createdAt: "2026-11-01T10:00:00Z",
  updatedAt: "2026-11-01T11:00:00Z",
  cancelledAt: null,
  customerLocale: "de-AT",
  displayFinancialStatus: "PAID",
  note: null,
  tags: [],
  customAttributes: [],
  shippingLines: { nodes: [] },
  customer: null,
  shippingAddress: null,
  lineItems: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] },
};

const address = {
  company: null,
  city: "Leeds",
  province: null,
  country: "United Kingdom",
  countryCodeV2: "GB" as const,
};

describe("an order that Shopify gave us without a field of its customer", () => {
  const customer = { id: "gid://shopify/Customer/7" };

  it("says nothing of a name that was left out, and that there is none where there is none", () => {
    expect(readOrderNode({ ...node, customer, shippingAddress: address }, []).customerName).toBeUndefined();
    expect(readOrderNode({ ...node, customer: { ...customer, displayName: "" } }, []).customerName).toBeNull();
    expect(readOrderNode({ ...node, shippingAddress: { ...address, name: "Ann" } }, []).customerName).toBe("Ann");
    expect(readOrderNode(node, []).customerName).toBeNull();
  });

  it("has the parts of an address that were given, and not the others", () => {
    const read = readOrderNode({ ...node, shippingAddress: { ...address, phone: null } }, []);
    expect(Object.keys(read.shippingAddress!).toSorted()).toEqual([
      "city",
      "company",
      "country",
      "countryCode",
      "phone",
      "province",
    ]);
  });

  it("shows which fields are given where there is something to give", () => {
    expect(givenOf(node, [])).toEqual(["orders", "email"]);
    expect(givenOf({ ...node, customer }, ["email"])).toEqual(["orders", "name"]);
    expect(givenOf({ ...node, shippingAddress: address }, ["phone"])).toEqual(["orders", "name", "address", "email"]);
  });
});

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
