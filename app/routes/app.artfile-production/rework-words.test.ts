import { expect, it } from "vitest";
import { reworkWords } from "./rework-words.ts";

const revision = { round: 1, note: "Lighter", askedAt: "", isOpen: false, instructions: null, answer: null };

it("a wish that came to the artist as it is was written by the customer alone", () => {
  const card = { reworkCause: "customer" as const, revision, instructions: "Lighter" };
  expect(reworkWords(card)).toEqual([{ who: "The customer", text: "Lighter" }]);
});

it("what quality control adds to a wish, or asks for by itself, is quality control's", () => {
  const added = { who: "Quality control", text: "As in sample 12" };
  const card = { reworkCause: "customer" as const, revision, instructions: added.text };
  expect(reworkWords(card)).toEqual([{ who: "The customer", text: "Lighter" }, added]);
  expect(reworkWords({ ...card, reworkCause: "quality_control" })).toEqual([added]);
});
