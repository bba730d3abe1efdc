import { describe, expect, test } from "vitest";
import { emailKey, personName, shortName } from "./names.ts";

describe("an e-mail address", () => {
  test("is the same whatever its letter case and the blanks around it", () => {
    expect(emailKey(" Carla.Cooper@Example.COM\n")).toBe("carla.cooper@example.com");
  });

  test("is as long as one may be", () => {
    const longest = `${"c".repeat(64)}@${"e".repeat(255)}`;
    expect(emailKey(longest)).toBe(longest);
    expect(emailKey(`c${longest}`)).toBeNull();
    expect(emailKey(`${longest}e`)).toBeNull();
  });

  test.each([null, undefined, "", "carla", "carla@", "@example.com", "carla@example@com"])("is not %j", (text) =>
    expect(emailKey(text)).toBeNull(),
  );

  test.each(["car la@example.com", "carla@exam ple.com", "Carla <carla@example.com>", '"carla"@example.com'])(
    "has no blanks, brackets or quotes: %j",
    (text) => expect(emailKey(text)).toBeNull(),
  );
});

describe("a person is called", () => {
  test("by the names that Shopify has, without gaps", () => {
    expect(personName([" Carla ", null, "", undefined, "Cooper"], "cc@example.com")).toBe("Carla Cooper");
  });

  test("by the part of the e-mail address before the @ where there is no name", () => {
    expect(personName([null, " "], "carla@example.com")).toBe("carla");
  });

  test("Someone where there is neither", () => {
    expect(personName([], null)).toBe("Someone");
    expect(personName([], "")).toBe("Someone");
  });

  test("by at most 120 characters", () => {
    expect(personName(["n".repeat(200)], null)).toBe("n".repeat(120));
  });
});

test("a short name is one line without blanks around it, and is cut", () => {
  expect(shortName("  To the\n\tprinter  today ")).toBe("To the printer today");
  expect(shortName(" \n ")).toBe("");
  expect(shortName("a".repeat(70))).toBe("a".repeat(60));
});
