import { beforeAll, expect, test } from "vitest";
import { generateKeyPairSync } from "node:crypto";
import { seal, unseal } from "./secret-box.ts";

beforeAll(() => {
  Object.assign(process.env, {
    SHOPIFY_API_KEY: "key",
    SHOPIFY_API_SECRET: "secret-not-a-secret",
    SHOPIFY_APP_URL: "https://proofline.test",
    SCOPES: "read_orders",
    DATABASE_URL: "postgres://nowhere.test/none",
    SENDGRID_API_KEY: "key",
    MAIL_FROM: "art@shop.test",
    STORAGE_URL: "file:none",
    ENCRYPTION_KEY: Buffer.alloc(32, 3).toString("base64"),
    SENDGRID_WEBHOOK_PUBLIC_KEY: generateKeyPairSync("ec", { namedCurve: "P-256" })
      .publicKey.export({ type: "spki", format: "der" })
      .toString("base64"),
  });
});

test("what was sealed opens again, for the same purpose and row only", () => {
  const box = seal("a token", "sessions", "row-1");
  expect(unseal(box, "sessions", "row-1")).toBe("a token");
  expect(unseal(box, "sessions", "row-2")).toBeNull();
  expect(unseal(box, "links", "row-1")).toBeNull();
});

test("a box that was altered or cut off does not open", () => {
  const box = seal("a token", "sessions", "row-1");
  expect(
    unseal(
      box.map((byte, index) => (index === 30 ? byte ^ 1 : byte)),
      "sessions",
      "row-1",
    ),
  ).toBeNull();
  for (const length of [0, 5, 12, 20, 28]) expect(unseal(box.subarray(0, length), "sessions", "row-1")).toBeNull();
});

test("the same text is sealed differently each time", () => {
  expect(
    Buffer.from(seal("a token", "sessions", "row-1")).equals(Buffer.from(seal("a token", "sessions", "row-1"))),
  ).toBe(false);
});
