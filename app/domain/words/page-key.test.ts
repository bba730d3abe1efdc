import { describe, expect, test } from "vitest";
import { pageKeyText, readPageKey } from "./page-key.ts";

const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
const place = { since: "2026-03-01T09:30:00.125Z", id };

describe("a place in a paged list", () => {
  test("comes back from the address as it was put there", () => {
    expect(readPageKey(pageKeyText(place))).toEqual(place);
  });

  test("is nothing at the start of the list", () => {
    expect(pageKeyText(null)).toBeNull();
  });

  test.each([
    null,
    undefined,
    "",
    "nonsense",
    place.since,
    `~${id}`,
    `${place.since}~`,
    `${place.since}~1`,
    `yesterday~${id}`,
    `2026-13-45T09:30:00.125Z~${id}`,
    `+002026-03-01T09:30:00.125Z~${id}`,
    `2026-03-01T09:30:00.125Z (noon)~${id}`,
  ])("that cannot be read from %j begins at the start", (text) => expect(readPageKey(text)).toBeNull());
});
