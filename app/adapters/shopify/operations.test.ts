import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { adminOperations } from "../../../dev/admin-operations.ts";
import { adminSchema } from "../../../dev/admin-schema.ts";

const schema = adminSchema();

describe("what the app asks Shopify", () => {
  it.each(adminOperations().map(({ name, text }) => [name, text]))(
    "%s is valid in Shopify's own schema of 2026-10, and asks for nothing deprecated",
    (_name, text) => {
      expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
      expect(deprecatedIn(text)).toEqual([]);
    },
  );
});

function deprecatedIn(text: string): string[] {
  const names = new Set([...text.matchAll(/\b[a-zA-Z]\w+\b/g)].map(([word]) => word));
  const root = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}),
  );
  return root.filter(({ name, deprecationReason }) => names.has(name) && deprecationReason).map(({ name }) => name);
}
