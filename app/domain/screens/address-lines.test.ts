import { expect, test } from "vitest";
import { addressLines } from "./address-lines.ts";

test("a shipping address reads like a label", () => {
  const address = {
    name: "Carla Cooper",
    company: null,
    address1: "12 Elm Street",
    address2: null,
    city: "Portland",
    province: "Oregon",
    zip: "97205",
    country: "United States",
    countryCode: "US",
    phone: null,
  };
  expect(addressLines(address)).toEqual(["Carla Cooper", "12 Elm Street", "Portland, Oregon 97205", "United States"]);
});

test("an order without an address has no lines", () => {
  expect(addressLines(null)).toEqual([]);
  expect(addressLines({})).toEqual([]);
});
