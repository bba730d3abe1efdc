import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FAULTS } from "./faults.ts";
import { SILENT_FAULTS } from "./silent-faults.ts";

test.each([...FAULTS, ...SILENT_FAULTS].map((fault) => [fault.what, fault] as const))(
  "%s: its place stands once in the code, and its test is there",
  (_, { file, find, put, test: noticing }) => {
    expect(readFileSync(file, "utf8").split(find)).toHaveLength(2);
    expect(put).not.toBe(find);
    expect(existsSync(noticing)).toBe(true);
  },
);
