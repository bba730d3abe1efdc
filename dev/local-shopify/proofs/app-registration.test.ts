// The app's registration says what the app does.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { WEBHOOK_TOPICS } from "../../../app/domain/intake/webhook-topics.ts";
import { readRegistration } from "./app-registration.ts";

const registration = readRegistration("shopify.app.toml");

test("the metafield that orders get is defined, as the app writes it", () => {
  expect(registration.metafields).toEqual([
    { owner: "order", namespace: "$app:proofline", key: "artwork_state", type: "single_line_text_field" },
  ]);
  const { namespace, key } = registration.metafields[0]!;
  const writer = readFileSync("app/adapters/shopify/write-back.ts", "utf8");
  expect(writer).toContain(`{ namespace: "${namespace}", key: "${key}" }`);
});

test("every topic that the app knows is subscribed, and no other", () => {
  expect(registration.webhookTopics.toSorted()).toEqual([...WEBHOOK_TOPICS].toSorted());
});
