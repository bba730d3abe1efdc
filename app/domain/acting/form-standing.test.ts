import { expect, it } from "vitest";
import { answered, ask, formStanding, lost, NO_ACTS, sending, type ActsLine } from "./acts-line.ts";

const form = {
  actId: "f",
  group: "f",
  intent: "form",
  door: "/app",
  fields: {},
  itemIds: [],
  title: "Hold again",
} as const;
const first = ({ asked: [one] }: ActsLine) => one!;
const asked = ask(NO_ACTS, form);
const sent = sending(asked, first(asked));
const answeredBy = (isRefused: boolean) => answered(sent, first(sent), { kind: "said", said: "So it is.", isRefused });

it("a form is busy from the press until the page shows what it changed", () => {
  expect(formStanding(NO_ACTS, null, [])).toMatchObject({ isBusy: false, isDone: false });
  for (const line of [asked, sent]) expect(formStanding(line, "f", [])).toMatchObject({ isBusy: true, isDone: false });
  const done = answeredBy(false);
  expect(formStanding(done, "f", [])).toMatchObject({ isBusy: true, isDone: true, isShown: false });
  expect(formStanding(done, "f", done.answered)).toMatchObject({ isBusy: false, isDone: true, isShown: true });
});

it("one that was refused may be pressed again at once, with why", () => {
  const refused = answeredBy(true);
  for (const shown of [[], refused.answered])
    expect(formStanding(refused, "f", shown)).toMatchObject({ isBusy: false, isDone: false, isShown: false });
  const wrong = answered(sent, first(sent), { kind: "wrong", sentence: "It has no name." });
  expect(formStanding(wrong, "f", [])).toMatchObject({
    isBusy: false,
    said: { said: "It has no name.", isRefused: true },
  });
});

it("one whose answer is lost says so, while it is sent anew too", () => {
  const away = lost(sent, first(sent));
  expect([formStanding(sent, "f", []).isLost, formStanding(away, "f", []).isLost]).toEqual([false, true]);
  expect(formStanding(sending(away, first(away)), "f", [])).toMatchObject({ isBusy: true, isLost: true });
});

it("another form's answer is not its own", () => {
  const done = answeredBy(false);
  expect(formStanding(done, "g", done.answered)).toMatchObject({ isBusy: false, isDone: false, said: undefined });
});
