import { beforeEach, expect, it, vi } from "vitest";
import { linkTo, orderByToken, tokenFor } from "./customer-link.ts";

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
  const token = tokenFor(order);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(tokenFor(order)).toBe(token);
  const others = [
    { ...order, linkVersion: 2 },
    { ...order, orderId: order.shopId },
    { ...order, shopId: order.orderId },
  ].map(tokenFor);
  expect(new Set([token, ...others]).size).toBe(4);
});

it("a link is on the shop's own domain", () => {
  expect(linkTo("pawtraits.myshopify.com", "t")).toBe("https://pawtraits.myshopify.com/apps/proofline/o/t");
});

it.each(["", "short", "a".repeat(44), "' OR 1=1 --", `${"a".repeat(42)}\n`])(
  "a text that is no token opens nothing and asks nobody: %j",
  async (text) => {
    expect(await orderByToken(text)).toBeNull();
  },
);
