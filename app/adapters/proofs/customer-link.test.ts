import { beforeEach, expect, it, vi } from "vitest";
import { env } from "../../env.server.ts";
import { orderByToken, tokensFor } from "./customer-link.ts";

const order = {
  shopId: "11111111-1111-4111-8111-111111111111",
  orderId: "22222222-2222-4222-8222-222222222222",
  linkVersion: 1,
};

vi.hoisted(() => {
  Object.assign(process.env, {
    SHOPIFY_API_KEY: "k",
    SHOPIFY_API_SECRET: "s",
    SHOPIFY_APP_URL: "https://proofline.test",
    SCOPES: "read_orders",
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    SENDGRID_API_KEY: "SG.none",
    MAIL_FROM: "a@b.test",
    STORAGE_URL: "file:.none",
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    PHOTO_HOSTS_ALLOWED: "",
  });
});
beforeEach(async () => {
  const { generateKeyPairSync } = await import("node:crypto");
  process.env.SENDGRID_WEBHOOK_PUBLIC_KEY ??= generateKeyPairSync("ec", { namedCurve: "prime256v1" })
    .publicKey.export({ format: "der", type: "spki" })
    .toString("base64");
});

it("a link is the same for a reminder, and another for a new version, another order, another shop", () => {
  const [token, ...former] = tokensFor(order);
  expect(former).toEqual([]);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(tokensFor(order)[0]).toBe(token);
  const others = [
    { ...order, linkVersion: 2 },
    { ...order, orderId: order.shopId },
    { ...order, shopId: order.orderId },
  ].map((other) => tokensFor(other)[0]);
  expect(new Set([token, ...others]).size).toBe(4);
});

it("while two keys are there, the old one's link is known too", () => {
  const [mailed] = tokensFor(order);
  const { ENCRYPTION_KEY } = env();
  Object.assign(env(), { ENCRYPTION_KEY: Buffer.alloc(32, 8).toString("base64"), ENCRYPTION_KEY_OLD: ENCRYPTION_KEY });
  const [current, former] = tokensFor(order);
  Object.assign(env(), { ENCRYPTION_KEY, ENCRYPTION_KEY_OLD: undefined });
  expect(former).toBe(mailed);
  expect(current).not.toBe(mailed);
});

it.each(["", "short", "a".repeat(44), "' OR 1=1 --", `${"a".repeat(42)}\n`])(
  "a text that is no token opens nothing and asks nobody: %j",
  async (text) => {
    expect(await orderByToken(text)).toBeNull();
  },
);
