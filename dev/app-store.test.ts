// What is written for the App Store and its reviewers says what the app really asks for.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse, TypeInfo, visit, visitWithTypeInfo, type IntrospectionQuery } from "graphql";
import { describe, expect, test } from "vitest";
import { adminOperations } from "./admin-operations.ts";
import { adminSchema } from "./admin-schema.ts";
import { readRegistration } from "./local-shopify/proofs/app-registration.ts";

const PAGE = readFileSync("docs/app-store.md", "utf8");

/** The rows of the tables below a heading, each as its cells. */
function rowsBelow(heading: string): string[][] {
  const [, below = ""] = PAGE.split(`\n## ${heading}\n`);
  const [section = ""] = below.split("\n## ");
  const lines = section.split("\n").filter((line) => line.startsWith("| "));
  return lines
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()))
    .filter(([first]) => !/^-+$/.test(first ?? ""))
    .slice(1);
}

const names = (rows: string[][]) => rows.map(([first = ""]) => first.replaceAll("`", ""));

describe("the table of scopes", () => {
  const rows = rowsBelow("Scopes");

  test("has every scope that the app asks for, and no other but the one that is asked for separately", () => {
    const { scopes } = readRegistration("shopify.app.toml");
    expect(names(rows).toSorted()).toEqual([...new Set([...scopes, "read_all_orders"])].toSorted());
  });

  test.each(rows)("%s has a reason, and a file that uses it", (_scope, reason, file) => {
    expect(reason!.length).toBeGreaterThan(20);
    expect(file).toMatch(/`app\//);
  });
});

describe("the table of protected customer data", () => {
  test("has every protected field that the app reads, and no other", () => {
    const [level, ...fields] = names(rowsBelow("Protected customer data"));
    expect(level).toBe("customer data (level 1)");
    expect(fields.toSorted()).toEqual([...protectedFieldsAskedFor()].toSorted());
  });

  test.each(rowsBelow("Protected customer data"))("%s has a reason, and a file that uses it", (_data, reason, file) => {
    expect(reason).toMatch(/\.$/);
    expect(file).toMatch(/`app\//);
  });
});

describe("the tables of requirements", () => {
  const NEEDS_NO_FILE = /^(operator|not met|not measured)/;

  test.each(["Requirements of the App Store", "Built for Shopify"])(
    "%s: what is met is shown by a place",
    (heading) => {
      const rows = rowsBelow(heading);
      expect(rows.length).toBeGreaterThan(10);
      const unshown = rows.filter(
        ([what, state = "", where]) => !where && !NEEDS_NO_FILE.test(state) && !isAbsence(what!),
      );
      expect(unshown).toEqual([]);
    },
  );
});

// That something is nowhere cannot be shown by a file.
function isAbsence(what: string): boolean {
  return what.startsWith("no advertising");
}

type RawType = { name: string; fields?: { name: string; protectedContent?: string | null }[] | null };

/** The fields (name, email …) by which Shopify's own schema sorts protected customer data, as far as our operations ask for any of them. */
function protectedFieldsAskedFor(): Set<string> {
  const packed = readFileSync("node_modules/@shopify/dev-mcp/dist/data/admin_2026-10.json.gz");
  const answer = JSON.parse(gunzipSync(packed).toString("utf8")) as { data: IntrospectionQuery };
  const types = new Map((answer.data.__schema.types as unknown as RawType[]).map((type) => [type.name, type]));
  const place = new TypeInfo(adminSchema());
  const found = new Set<string>();
  for (const { text } of adminOperations()) {
    visit(
      parse(text),
      visitWithTypeInfo(place, {
        Field({ name }) {
          const type = types.get(place.getParentType()?.name ?? "");
          const content = type?.fields?.find((field) => field.name === name.value)?.protectedContent;
          if (content) found.add(content);
        },
      }),
    );
  }
  return found;
}
