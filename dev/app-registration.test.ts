import { readFileSync } from "node:fs";
import { ApiVersion } from "@shopify/shopify-app-remix/server";
import { describe, expect, test } from "vitest";
import { DEFAULT_PAGE_PATH } from "../app/domain/customer/customer-page-address.ts";
import { WEBHOOK_TOPICS } from "../app/domain/intake/webhook-topics.ts";
import { readRegistration } from "./local-shopify/proofs/app-registration.ts";

const registered = readRegistration("shopify.app.toml");
const source = (file: string) => readFileSync(file, "utf8");

describe("what shopify.app.toml tells Shopify of the app", () => {
  test("every topic that it subscribes to is worked, and every one that is worked is subscribed to", () => {
    expect(registered.webhookTopics.toSorted()).toEqual(WEBHOOK_TOPICS.toSorted());
  });

  test("the scopes are those that the environment is told to have, each once", () => {
    const told = /^SCOPES=(.+)$/m.exec(source(".env.example"))?.[1]?.split(",");
    expect(told).toEqual(registered.scopes);
    expect(new Set(registered.scopes).size).toBe(registered.scopes.length);
  });

  test("the API version is the one that the app asks with, at every place", () => {
    for (const file of ["app/shopify.server.ts", "app/adapters/shopify/offline-admin.ts"]) {
      const named = [...source(file).matchAll(/ApiVersion\.(\w+)/g)].map(
        ([, name]) => ApiVersion[name as keyof typeof ApiVersion],
      );
      expect(named, file).not.toEqual([]);
      expect(new Set(named), file).toEqual(new Set([registered.apiVersion]));
    }
  });

  test("webhooks and the customer's page come to doors that are there", () => {
    expect(registered.webhookPath).toBe("/webhooks");
    expect(source("app/notice-doors.server.ts")).toContain(`"${registered.webhookPath}": {`);
    expect(registered.appProxy.path).toBe("/proxy");
    expect(`/${registered.appProxy.prefix}/${registered.appProxy.subpath}`).toBe(DEFAULT_PAGE_PATH);
    expect(source("app/routes/proxy._index.tsx")).toContain("export function loader");
  });
});
