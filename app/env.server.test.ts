import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readEnv } from "./env.server.ts";

const publicKey = generateKeyPairSync("ec", { namedCurve: "prime256v1" })
  .publicKey.export({ format: "der", type: "spki" })
  .toString("base64");
const complete = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "not-a-secret",
  SHOPIFY_APP_URL: "https://proofline.example",
  SCOPES: "read_orders,write_orders",
  DATABASE_URL: "postgres://someone@localhost/proofline",
  SENDGRID_API_KEY: "not-a-key",
  MAIL_FROM: "Proofline <art@shop.example>",
  STORAGE_URL: "s3://bucket/files?region=eu-central-1",
  ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
  SENDGRID_WEBHOOK_PUBLIC_KEY: publicKey,
};

const problemsOf = (changes: Record<string, string | undefined>) => {
  const result = readEnv({ ...complete, ...changes });
  return "problems" in result ? result.problems : [];
};

describe("the settings of the app", () => {
  it("complete settings are accepted, with port 3000 and no photo host inside the network unless said otherwise", () => {
    expect(readEnv(complete)).toMatchObject({ env: { PORT: 3000, PHOTO_HOSTS_ALLOWED: [] } });
  });

  it("every missing setting is named at once", () => {
    const result = readEnv({});
    expect("problems" in result && result.problems).toEqual(Object.keys(complete).map((name) => `${name} is not set.`));
  });

  it.each([
    ["SHOPIFY_API_SECRET", " "],
    ["SHOPIFY_APP_URL", "http://proofline.example"],
    ["SHOPIFY_APP_URL", "https://proofline.example/app"],
    ["SCOPES", "read_orders write_orders"],
    ["DATABASE_URL", "mysql://localhost/proofline"],
    ["PORT", "70000"],
    ["MAIL_FROM", "nobody"],
    ["STORAGE_URL", "ftp://files"],
    ["STORAGE_URL", "s3://"],
    ["STORAGE_URL", "file:"],
    ["ENCRYPTION_KEY", "c2hvcnQ="],
    ["ENCRYPTION_KEY_OLD", "c2hvcnQ="],
    ["SENDGRID_WEBHOOK_PUBLIC_KEY", "nonsense"],
    ["METRICS_TOKEN", "short"],
    ["PHOTO_HOSTS_ALLOWED", "http://localhost:4000/uploads"],
  ])("a malformed %s (%s) is named", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });

  it("an old secret and an old key may be left out, or left empty", () => {
    for (const left of [{}, { SHOPIFY_API_SECRET_OLD: "", ENCRYPTION_KEY_OLD: " " }]) {
      expect(readEnv({ ...complete, ...left })).toMatchObject({ env: { SHOPIFY_API_KEY: "key" } });
    }
    const read = readEnv({ ...complete, SHOPIFY_API_SECRET_OLD: "", ENCRYPTION_KEY_OLD: "" });
    expect("env" in read && [read.env.SHOPIFY_API_SECRET_OLD, read.env.ENCRYPTION_KEY_OLD]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("several photo hosts can be allowed, for trying the app on one machine", () => {
    expect(readEnv({ ...complete, PHOTO_HOSTS_ALLOWED: "http://localhost:4000, http://localhost:4001" })).toMatchObject(
      {
        env: { PHOTO_HOSTS_ALLOWED: ["http://localhost:4000", "http://localhost:4001"] },
      },
    );
  });
});
