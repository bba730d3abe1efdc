import { describe, expect, test } from "vitest";
import { ACTIONS, actionSheet, type Action } from "../../domain/workflow/actions.ts";
import { readPostedAct } from "./read-posted-act.ts";

const ID = "7f6b0d5e-6a51-4c0e-9a44-0d6f3b1f5a01";
const VALUES = {
  text: "As agreed",
  "optional text": "As agreed",
  reason: ID,
  photos: [ID],
  step: "artwork",
  line: "12",
  tick: true,
};

function posted(action: Action, without?: string) {
  const fields = Object.entries(actionSheet(action).takes).map(([field, kind]) => [field, VALUES[kind]]);
  const command = { action, ...Object.fromEntries(fields.filter(([field]) => field !== without)) };
  return {
    command,
    read: readPostedAct({
      intent: "act",
      actId: ID,
      command: JSON.stringify(command),
      targets: JSON.stringify([{ itemId: ID, changeCount: 0 }]),
    }),
  };
}

const byButton = ACTIONS.filter((action) => actionSheet(action).door === "button");
const otherwise = ACTIONS.filter((action) => actionSheet(action).door !== "button");

describe("what a staff screen's button may post", () => {
  test.each(byButton)("%s with all that its sheet says, and nothing is lost of it", (action) => {
    const { command, read } = posted(action);
    expect(read).toMatchObject({ intent: "act", command });
  });

  test.each(byButton)("%s is not read without what it cannot do without", (action) => {
    for (const [field, kind] of Object.entries(actionSheet(action).takes)) {
      const isOptional = kind === "optional text" || kind === "photos" || kind === "tick";
      expect("wrong" in posted(action, field).read, `${action} without ${field}`).toBe(!isOptional);
    }
  });

  test.each(otherwise)("not %s: it has a door of its own, or is the app's", (action) => {
    expect(posted(action).read).toHaveProperty("wrong");
  });

  test("what is no form at all is answered with a sentence", () => {
    expect(readPostedAct({})).toHaveProperty("wrong");
    expect(readPostedAct({ intent: "act", actId: ID, command: "{", targets: "[]" })).toMatchObject({
      wrong: expect.stringMatching(/could not be read/),
    });
  });
});
