import { describe, expect, it, test } from "vitest";
import {
  daysOf,
  DEFAULT_RETENTION,
  deletedCountWords,
  isOver,
  mayComeAgain,
  readRetention,
  retentionWarnings,
  storedWords,
  type KeptFile,
  type Retention,
} from "./retention.ts";

const DAY_MS = 86_400_000;
const ended = new Date("2026-01-01T00:00:00Z");
const after = (days: number, ms = 0) => new Date(ended.getTime() + days * DAY_MS + ms);
const photo = (isNewest = true): KeptFile => ({ kind: "photo", isNewest, wasApproved: false });
const artfile = (isNewest: boolean, wasApproved = false): KeptFile => ({ kind: "artfile", isNewest, wasApproved });
const always: Retention = { ...DEFAULT_RETENTION, photos: null, versions: null };

describe("a file lives", () => {
  test.each<[string, KeptFile, Retention, number | null]>([
    ["a photo", photo(), DEFAULT_RETENTION, 180],
    ["an earlier photo", photo(false), DEFAULT_RETENTION, 90],
    ["an earlier photo where photos go first", photo(false), { ...DEFAULT_RETENTION, photos: 30 }, 30],
    ["an earlier photo where versions stay", photo(false), { ...DEFAULT_RETENTION, versions: null }, 180],
    ["an earlier photo where photos stay", photo(false), { ...DEFAULT_RETENTION, photos: null }, 90],
    ["any photo where all stays", photo(false), always, null],
    ["an artfile that was superseded", artfile(false), DEFAULT_RETENTION, 90],
    ["one that was superseded and approved once", artfile(false, true), DEFAULT_RETENTION, null],
    ["the newest artfile", artfile(true), DEFAULT_RETENTION, null],
    ["the newest artfile, approved", artfile(true, true), DEFAULT_RETENTION, null],
    ["a superseded artfile where all stays", artfile(false), always, null],
  ])("%s", (_what, file, retention, days) => {
    expect(daysOf(file, retention)).toBe(days);
  });
});

describe("its time is over", () => {
  it("never while the order is open", () => {
    expect(isOver(photo(), null, after(10_000), DEFAULT_RETENTION)).toBe(false);
  });

  it("to the millisecond", () => {
    expect(isOver(photo(), ended, after(180, -1), DEFAULT_RETENTION)).toBe(false);
    expect(isOver(photo(), ended, after(180), DEFAULT_RETENTION)).toBe(true);
  });

  it("never for what always stays", () => {
    expect(isOver(artfile(true), ended, after(10_000), DEFAULT_RETENTION)).toBe(false);
  });
});

test.each([
  [null, "artwork", true],
  [null, "done", true],
  [ended, "artwork", true],
  [ended, "done", false],
  [ended, "cancelled", false],
] as const)("had again: deleted at %s, of an item in %s", (deletedAt, step, may) => {
  expect(mayComeAgain({ deletedAt }, step)).toBe(may);
});

describe("what a shop has said", () => {
  test.each<[string, unknown, Retention]>([
    ["nothing", {}, DEFAULT_RETENTION],
    ["nothing at all", null, DEFAULT_RETENTION],
    ["everything", { photos: 30, versions: 7, webhooks: 3650 }, { photos: 30, versions: 7, webhooks: 3650 }],
    ["always", { photos: null, versions: null }, always],
    ["no number", { photos: "30", versions: 6, webhooks: 3651 }, DEFAULT_RETENTION],
    ["always, where there is no always", { webhooks: null }, DEFAULT_RETENTION],
    ["half a day", { photos: 30.5 }, DEFAULT_RETENTION],
  ])("%s", (_what, kept, retention) => {
    expect(readRetention(kept)).toEqual(retention);
  });
});

test.each([
  [{ files: 1, bytes: 500_000 }, { files: 1_234, bytes: 2.5e9 }, "1 photo (0.5 MB) and 1,234 artfiles (2.5 GB)"],
  [{ files: 0, bytes: 0 }, { files: 1, bytes: 3.21e12 }, "0 photos (0 MB) and 1 artfile (3.2 TB)"],
])("how much is stored is said in a sentence", (photos, artfiles, words) => {
  const said = storedWords({ photos, artfiles, at: "2026-11-27T03:17:00.000Z" }, "America/New_York");
  expect(said).toBe(`${words} are stored, as counted on November 26, 2026.`);
});

describe("before a shorter time is saved", () => {
  const due = [
    { days: 30, photos: 1_001, versions: 1 },
    { days: 90, photos: 12, versions: 0 },
    { days: 180, photos: 4, versions: 4 },
  ];
  test.each<[string, Partial<Retention>, Partial<Retention>, string[]]>([
    ["the same", {}, {}, []],
    ["a longer one", { photos: 90 }, { photos: 180 }, []],
    ["always in its place", {}, { photos: null }, []],
    ["shorter", {}, { photos: 90 }, ["The photos of 12 orders that ended more than 90 days ago"]],
    ["shorter than always", { photos: null }, { photos: 90 }, ["The photos of 12 orders"]],
    ["shorter, and nothing is as old", { versions: 180 }, { versions: 90 }, []],
    [
      "both",
      {},
      { photos: 30, versions: 30 },
      ["The photos of 1,000 or more orders", "Superseded versions, where there are any, of 1 order "],
    ],
    ["days that were not counted", {}, { photos: 31 }, []],
  ])("%s", (_what, saved, chosen, said) => {
    const before = { ...DEFAULT_RETENTION, ...saved };
    const warnings = retentionWarnings(before, { ...before, ...chosen }, due);
    expect(warnings).toEqual(said.map((part) => expect.stringContaining(part)));
  });
});

test.each([
  [{ photos: 1, artfiles: 0 }, "1 photo"],
  [{ photos: 0, artfiles: 2 }, "2 artfiles"],
  [{ photos: 3, artfiles: 1 }, "3 photos and 1 artfile"],
])("what was deleted: %o", (gone, words) => {
  expect(deletedCountWords(gone)).toBe(words);
});
