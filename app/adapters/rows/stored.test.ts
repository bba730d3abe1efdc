import { describe, expect, test } from "vitest";
import { ROLES } from "../../domain/words/roles.ts";
import { STEPS } from "../../domain/words/steps.ts";
import { stored, storedAll, storedOrNull } from "./stored.ts";

describe("a word of a row", () => {
  test("that the rules know is taken as it is", () => {
    expect(stored(STEPS, "artwork", "Item.step")).toBe("artwork");
    expect(storedOrNull(STEPS, null, "Item.readyFor")).toBeNull();
    expect(storedAll(ROLES, ["artist", "manager"], "Member.roles")).toEqual(["artist", "manager"]);
  });

  test("that they do not know is a fault that names the column", () => {
    expect(() => stored(STEPS, "varnishing", "Item.step")).toThrow(/Item\.step.*varnishing/);
    expect(() => storedOrNull(STEPS, "", "Item.readyFor")).toThrow(/Item\.readyFor/);
    expect(() => storedAll(ROLES, ["artist", "owner"], "Member.roles")).toThrow(/Member\.roles.*owner/);
  });
});
