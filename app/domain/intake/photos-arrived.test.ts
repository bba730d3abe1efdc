import { expect, test } from "vitest";
import { haveArrived } from "./photos-arrived.ts";

const photo = (state: string, renditions = "none") => ({ state, renditions });
const READABLE = photo("ready", "made");

test.each([
  ["one that can be read", [READABLE], true],
  ["one that has no preview", [photo("ready", "no_preview")], true],
  ["one of two that can be read, the other failed", [photo("failed"), READABLE], true],
  ["one that is still being fetched", [photo("fetching")], false],
  ["one of two whose link is asked again", [READABLE, { ...photo("failed"), askAgainAt: new Date() }], false],
  ["one of two that is still being fetched", [READABLE, photo("fetching")], false],
  ["one that is stored and not looked at yet", [photo("ready")], false],
  ["one of two that is stored and not looked at yet", [READABLE, photo("ready")], false],
  ["all failed", [photo("failed"), photo("failed", "failed")], false],
  ["none at all", [], false],
])("photos have arrived with %s: %#", (_which, photos, isArrived) => {
  expect(haveArrived(photos)).toBe(isArrived);
});
