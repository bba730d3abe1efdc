import { describe, expect, test } from "vitest";
import { withheldIn } from "./withheld.ts";

const SEE = "See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.";
const field = (name: string, ...path: string[]) => ({
  message: `This app is not approved to use the ${name} field. ${SEE}`,
  path,
});

describe("what an answer keeps from us", () => {
  test("is read from Shopify's sentence about a field", () => {
    const errors = [field("zip", "order", "shippingAddress", "zip"), field("displayName"), field("address1")];
    expect(withheldIn(errors)).toEqual(["name", "address"]);
  });

  test("is a field also where Shopify names its type", () => {
    const message = `This app is not approved to access the Customer object. ${SEE}`;
    expect(withheldIn([{ message, path: ["customer", "phone"] }])).toEqual(["phone"]);
  });

  test("is all of it where a whole order is refused", () => {
    const message = `This app is not approved to access the Order object. ${SEE}`;
    expect(withheldIn([{ message, path: ["order"] }])).toEqual(["orders"]);
    expect(withheldIn([{ message }])).toEqual(["orders"]);
  });

  test("is nothing where a scope is missing, or a field that we do not know", () => {
    expect(withheldIn([{ message: "Access denied for orders field.", path: ["orders", "name"] }])).toEqual([]);
    expect(withheldIn([field("statusPageUrl", "order", "statusPageUrl")])).toEqual([]);
  });
});
