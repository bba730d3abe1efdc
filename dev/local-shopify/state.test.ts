import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readRegistration } from "./proofs/app-registration.ts";
import { startForTests } from "./started-for-tests.ts";
import { openState } from "./state.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "local-shopify-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("what Local Shopify remembers", () => {
  test("a second start finds orders, tokens and mails of the first", async () => {
    const stateFile = join(folder, "state.json");
    const first = await startForTests({ stateFile });
    const run = await first.graphql();
    const product = first.shop.products[0]!;
    await first.post("/control/orders/place", {
      email: "a@customers.example",
      lines: [{ productId: product.id, variantId: product.variants[0]!.id, quantity: 1 }],
    });
    expect((await run("{ shop { name } }")).errors).toBeUndefined();
    await first.stop();
    const second = openState(stateFile);
    expect(second.shops[0]!.orders.map(({ name, email }) => [name, email])).toEqual([["#1001", "a@customers.example"]]);
    expect(second.tokens).toHaveLength(1);
    expect(second.nextId()).toBeGreaterThan(first.state.shops[0]!.orders[0]!.id);
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });

  test("a new state has two shops, and ids like Shopify's that are never given twice", () => {
    const { shops } = openState(null);
    const ids = shops.flatMap((shop) => [
      shop.id,
      ...[...shop.staff, ...shop.customers, ...shop.products, ...shop.products.flatMap(({ variants }) => variants)].map(
        ({ id }) => id,
      ),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => String(id).length === 13)).toBe(true);
    expect(shops.map(({ staff }) => staff.filter(({ accountOwner }) => accountOwner).length)).toEqual([1, 1]);
  });

  test("a state file that is not whole is refused, not replaced", () => {
    const file = join(folder, "state.json");
    writeFileSync(file, "{");
    expect(() => openState(file)).toThrow();
    expect(readFileSync(file, "utf8")).toBe("{");
  });
});

describe("the app's configuration", () => {
  test("scopes, webhooks and the app proxy are read from shopify.app.toml", () => {
    const file = join(folder, "shopify.app.toml");
    writeFileSync(
      file,
      `
application_url = "https://app.example"
[access_scopes]
scopes = "read_orders,write_orders"
[webhooks]
api_version = "2026-10"
  [[webhooks.subscriptions]]
  topics = [ "orders/create", "orders/updated" ] # app/routes/webhooks.tsx
  uri = "/webhooks"
  [[webhooks.subscriptions]]
  compliance_topics = [ "customers/redact" ]
  uri = "/webhooks"
[app_proxy]
url = "https://app.example/proxy"
subpath = "proofline"
prefix = "apps"
`,
    );
    expect(readRegistration(file)).toEqual({
      metafields: [],
      scopes: ["read_orders", "write_orders"],
      webhookTopics: ["orders/create", "orders/updated", "customers/redact"],
      webhookPath: "/webhooks",
      apiVersion: "2026-10",
      appProxy: { path: "/proxy", prefix: "apps", subpath: "proofline" },
    });
  });
});
