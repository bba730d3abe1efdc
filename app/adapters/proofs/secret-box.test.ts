import { beforeAll, expect, test } from "vitest";
import { generateKeyPairSync } from "node:crypto";
import { env } from "../../env.server.ts";
import { readAddress, signAddress } from "./address-token.ts";
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

test("what the old key sealed or signed opens while that key is there; what is new is of the new key alone", () => {
  const { ENCRYPTION_KEY } = env();
  const newKey = Buffer.alloc(32, 9).toString("base64");
  const [oldBox, oldAddress] = [seal("a token", "sessions", "row-1"), signAddress("file", Buffer.from("a file"), 0)];
  Object.assign(env(), { ENCRYPTION_KEY: newKey, ENCRYPTION_KEY_OLD: ENCRYPTION_KEY });
  expect(unseal(oldBox, "sessions", "row-1")).toBe("a token");
  expect(readAddress("file", oldAddress, 0)?.toString()).toBe("a file");
  const [newBox, newAddress] = [seal("a token", "sessions", "row-1"), signAddress("file", Buffer.from("a file"), 0)];
  Object.assign(env(), { ENCRYPTION_KEY: newKey, ENCRYPTION_KEY_OLD: undefined });
  expect([unseal(oldBox, "sessions", "row-1"), readAddress("file", oldAddress, 0)]).toEqual([null, null]);
  expect(unseal(newBox, "sessions", "row-1")).toBe("a token");
  expect(readAddress("file", newAddress, 0)?.toString()).toBe("a file");
  Object.assign(env(), { ENCRYPTION_KEY, ENCRYPTION_KEY_OLD: undefined });
});

test("a signed address leads somewhere for its purpose only", () => {
  const token = signAddress("file", Buffer.from("a photo"), Date.now());
  expect(readAddress("file", token, Date.now())?.toString()).toBe("a photo");
  expect(readAddress("download", token, Date.now())).toBeNull();
});
