import { describe, expect, test } from "vitest";
import { addressAfter, searchTextOf } from "./incoming-order.ts";
import { PHOTO_LIMITS } from "./photo-problems.ts";
import { isWebhookTopic, PRIVACY_TOPICS, WEBHOOK_TOPICS } from "./webhook-topics.ts";

describe("an order is found by", () => {
  const order = { name: "#1023", productTitles: ["Locket"] };

  test("its number with and without #, its customer and its products, each product once, in small letters", () => {
    const whole = {
      customerName: "Carla Cooper",
      customerEmail: "CC@example.com",
      productTitles: ["Locket", "Ring", "Locket"],
    };
    expect(searchTextOf({ ...order, ...whole })).toBe("#1023 1023 carla cooper cc@example.com locket ring");
  });

  test("what is known of it, where Shopify keeps its customer from us", () => {
    expect(searchTextOf({ ...order, customerName: null })).toBe("#1023 1023 locket");
    expect(searchTextOf({ ...order, name: "A#7" })).toBe("a#7 a#7 locket");
  });

  test("at most four thousand characters", () => {
    expect(searchTextOf({ ...order, productTitles: ["x".repeat(5000)] })).toHaveLength(4000);
  });
});

describe("an address of which Shopify keeps parts from us", () => {
  const known = { name: "Ann", address1: "1 High Street", city: "Leeds", zip: "LS1", phone: null };

  test("keeps what we knew while all that is told is the same", () => {
    expect(addressAfter(known, { city: "Leeds", phone: null })).toEqual(known);
  });

  test("forgets it when the order goes somewhere else", () => {
    expect(addressAfter(known, { city: "York", name: "Ann" })).toEqual({ city: "York", name: "Ann" });
  });

  test("is what was told where nothing was known", () => {
    expect(addressAfter(null, { city: "York" })).toEqual({ city: "York" });
    expect(addressAfter(null, { city: null })).toEqual({ city: null });
  });
});

describe("webhooks", () => {
  test("are known by their topic", () => {
    for (const topic of WEBHOOK_TOPICS) expect(isWebhookTopic(topic)).toBe(true);
    expect(isWebhookTopic("products/create")).toBe(false);
  });

  test("about personal data are obeyed also after the shop has left", () => {
    expect(WEBHOOK_TOPICS.filter((topic) => PRIVACY_TOPICS.includes(topic))).toEqual([
      "customers/data_request",
      "customers/redact",
      "shop/redact",
    ]);
  });
});

test("a new version of a photo is at most ten files of 50 MB", () => {
  expect(PHOTO_LIMITS).toEqual({ maxFiles: 10, maxBytes: 52_428_800 });
});
