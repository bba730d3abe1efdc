import { expect, it } from "vitest";
import { QUEUE_CLASSES } from "./domain/words/queue-classes.ts";
import { readWorkerOptions } from "./worker-options.server.ts";

it("a worker takes all classes, or those that are named", () => {
  expect(readWorkerOptions([])).toEqual({ only: [...QUEUE_CLASSES] });
  expect(readWorkerOptions(["--only=renditions"])).toEqual({ only: ["renditions"] });
  expect(readWorkerOptions(["--only", "photos, acts", "--only=photos"])).toEqual({ only: ["acts", "photos"] });
});

it.each([["--only=pictures"], ["--only="], ["--except=photos"], ["photos"]])(
  "%s is refused with a sentence",
  (option) => {
    expect(readWorkerOptions([option])).toEqual({ problem: expect.stringContaining("The classes are acts, emails") });
  },
);
