import { describe, expect, it } from "vitest";
import {
  answered,
  ask,
  askAgain,
  askUndo,
  busy,
  countsLeft,
  dismiss,
  groupAnswers,
  itemsOnTheirWay,
  lost,
  nextToSend,
  NO_ACTS,
  pauseOf,
  restored,
  sending,
  undoableOf,
  type ActAnswer,
  type ActsLine,
  type Asked,
} from "./acts-line.ts";
import type { BatchProgress } from "./batch.ts";

const asking = (actId: string, more: Partial<Asked> = {}) => ({
  actId,
  intent: "act" as const,
  door: "/app/acts",
  fields: { actId },
  itemIds: [`item of ${actId}`],
  group: actId,
  title: `Approve: ${actId}`,
  ...more,
});
const done = (actId: string, changeCount = 1, undoableUntil: string | null = null): ActAnswer => ({
  kind: "act",
  outcome: {
    actId,
    action: "approve_photo",
    refused: [],
    undoableUntil,
    moved: [
      {
        itemId: `item of ${actId}`,
        orderId: "o",
        orderName: "#1",
        itemNumber: 1,
        from: "photo_review",
        to: "artwork",
        changeCount,
        waitsFor: [],
        isSibling: false,
      },
    ],
  },
});
const asked = (actId: string): ActsLine["asked"][number] => ({ ...asking(actId), state: "sending", tries: 1 });
const three = ["a", "b", "c"].reduce((line, actId) => ask(line, asking(actId)), NO_ACTS);
const next = (line: ActsLine) => nextToSend(line).map(({ actId }) => actId);
const newest = (line: ActsLine, now: number) => undoableOf(line, now).map(({ actId }) => actId);
const head = (line: ActsLine) => nextToSend(line)[0]!;

describe("what a person asks for with clicks and keys", () => {
  it("is sent one after the other, and each is answered", () => {
    let line = three;
    const order: string[] = [];
    while (next(line).length > 0) {
      const one = head(line);
      order.push(one.actId);
      line = sending(line, one);
      expect(next(line)).toEqual([]);
      line = answered(line, one, done(one.actId));
    }
    expect(order).toEqual(["a", "b", "c"]);
    expect(line.answered.map(({ title }) => title)).toEqual(["Approve: a", "Approve: b", "Approve: c"]);
  });

  it("waits behind what is lost, which is sent again as the same act after a growing pause", () => {
    const first = head(three);
    const line = lost(sending(three, first), first);
    expect(next(line)).toEqual(["a"]);
    expect([...itemsOnTheirWay(line)]).toEqual(["item of a", "item of b", "item of c"]);
    expect([0, 1, 2, 3, 9].map((tries) => pauseOf({ ...first, tries }))).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
  });

  it("is not held up by files, which go beside it", () => {
    const line = ask(ask(NO_ACTS, asking("f", { intent: "files" })), asking("a"));
    expect(next(line)).toEqual(["f", "a"]);
    expect(next(sending(line, line.asked[0]!))).toEqual(["a"]);
  });

  it("is taken out of the line when it was never sent, and undone after it when it may have been", () => {
    const undo = (actId: string) => asking(actId, { intent: "undo" });
    expect(next(askUndo(three, undo("a")))).toEqual(["b"]);
    const sent = sending(three, head(three));
    const undoing = askUndo(sent, undo("a"));
    expect(undoing.asked.map(({ actId, intent }) => `${intent} ${actId}`)).toEqual([
      "act a",
      "act b",
      "act c",
      "undo a",
    ]);
    expect(askUndo(undoing, undo("a"))).toBe(undoing);
    const lostOnce = lost(sent, sent.asked[0]!);
    expect(askUndo(lostOnce, undo("a")).asked).toHaveLength(4);
  });

  it("that others hold stays first and is sent again as the same act; it may be taken back, behind it", () => {
    const two = ask(ask(NO_ACTS, asking("a")), asking("b"));
    let line = two;
    for (let round = 0; round < 5; round += 1) line = busy(sending(line, line.asked[0]!), line.asked[0]!);
    expect(nextToSend(line).map(({ actId, state }) => `${actId} ${state}`)).toEqual(["a busy"]);
    expect([line.answered, pauseOf(line.asked[0]!)]).toEqual([[], 1_000]);
    // It may be busy because it is being done.
    expect(askUndo(line, asking("a", { intent: "undo" })).asked.map(({ intent }) => intent)).toEqual([
      "act",
      "act",
      "undo",
    ]);
    const sent = sending(line, line.asked[0]!);
    expect(answered(sent, sent.asked[0]!, done("a", 3)).asked.map(({ actId }) => actId)).toEqual(["b"]);
  });

  it("can be taken back as long as the server says, the newest first", () => {
    const at = Date.parse("2026-11-26T12:00:00Z");
    let line = ask(NO_ACTS, asking("a"));
    line = answered(line, line.asked[0]!, done("a", 3, "2026-11-26T12:00:05Z"));
    expect(newest(line, at)).toEqual(["a"]);
    expect(newest(line, at + 5_000)).toEqual([]);
    const more = ask(line, asking("b"));
    expect(newest(more, at)).toEqual(["b"]);
    const undoing = askUndo(line, asking("a", { intent: "undo" }));
    expect(newest(undoing, at)).toEqual([]);
    const undone = answered(undoing, undoing.asked[0]!, { kind: "undo", actId: "a", undone: [] });
    expect(undone.answered.map(({ intent }) => intent)).toEqual(["undo"]);
    expect(newest(undone, at)).toEqual([]);
  });

  it("says the count that it left each item with, until it is undone", () => {
    let line = ask(NO_ACTS, asking("a"));
    line = answered(line, line.asked[0]!, done("a", 3));
    expect(countsLeft(line)).toEqual(new Map([["item of a", 3]]));
    const undoing = askUndo(line, asking("a", { intent: "undo" }));
    expect(countsLeft(answered(undoing, undoing.asked[0]!, { kind: "undo", actId: "a", undone: [] })).size).toBe(0);
    const refused = answered(undoing, undoing.asked[0]!, { kind: "undo", actId: "a", refused: "undo_too_late" });
    expect(countsLeft(refused).size).toBe(1);
  });

  it("is one answer and one undo for what was asked at once, though it went in several acts", () => {
    const at = Date.parse("2026-11-26T12:00:00Z");
    let line = ask(NO_ACTS, asking("before"));
    line = answered(line, head(line), done("before", 1, "2026-11-26T12:00:09Z"));
    for (const actId of ["a", "b", "c"]) line = ask(line, asking(actId, { group: "all" }));
    line = answered(line, head(line), done("a", 1, "2026-11-26T12:00:05Z"));
    line = answered(line, head(line), done("b", 1, "2026-11-26T12:00:07Z"));
    const answers = groupAnswers(line);
    expect(answers.map(({ group }) => group)).toEqual(["before", "all"]);
    expect(answers[1]!.answer).toMatchObject({
      outcome: { moved: [{ itemId: "item of a" }, { itemId: "item of b" }], undoableUntil: "2026-11-26T12:00:05Z" },
    });
    expect(newest(line, at)).toEqual(["a", "b", "c"]);
    expect(newest(line, at + 6_000)).toEqual(["b", "c"]);
    for (const actId of ["a", "b", "c"]) line = askUndo(line, asking(actId, { intent: "undo", group: "all" }));
    expect(newest(line, at)).toEqual(["before"]);
    for (const one of [...line.asked]) line = answered(line, one, { kind: "undo", actId: one.actId, undone: [] });
    expect(groupAnswers(line).map(({ group, intent }) => `${intent} ${group}`)).toEqual(["act before", "undo all"]);
  });

  it("may be asked again when the server could not do it", () => {
    const one = head(three);
    const failed = answered(sending(three, one), one, { kind: "failed", sentence: "It was not done.", again: one });
    expect(next(failed)).toEqual(["b"]);
    const again = askAgain(failed, "a", 0);
    expect(again.asked.map(({ actId, state }) => `${actId} ${state}`)).toEqual(["b waiting", "c waiting", "a waiting"]);
    expect(again.answered).toEqual([]);
    expect(askAgain(again, "a", 0)).toBe(again);
    const form = { ...one, intent: "form" as const, askedAt: 1 };
    const refused = answered(sending(three, form), form, { kind: "failed", sentence: "It was not done.", again: form });
    expect(askAgain(refused, "a", 9).asked.at(-1), "is asked now").toMatchObject({ askedAt: 9 });
    expect(dismiss(failed, "a").answered).toEqual([]);
  });

  it("of a whole list has one answer that says how far it is, keeps its place and title, and is taken back while it runs", () => {
    const at = Date.parse("2026-11-26T12:00:00Z");
    const counts = { waiting: 3, done: 0, undone: 0, not_done: 0, left_out: 0 };
    const progress = (more: Partial<BatchProgress>): ActAnswer => ({
      kind: "batch",
      progress: {
        ...{ batchId: "a", action: "approve_photo", step: "photo_review", counts, lines: [] },
        ...{ isStopped: false, isEnded: false, undoableUntil: null, ...more },
      },
    });
    let line = answered(ask(NO_ACTS, asking("a")), asked("a"), progress({}));
    line = ask(line, asking("b"));
    line = answered(line, head(line), done("b"));
    expect(newest(line, at)).toEqual(["a"]);
    const stopping = ask(line, { ...asking("a"), intent: "stop", title: "Stop" });
    expect(next(stopping)).toEqual(["a"]);
    const ended = progress({ isStopped: true, isEnded: true, undoableUntil: "2026-11-26T12:00:05Z" });
    line = answered(stopping, head(stopping), ended);
    expect(line.asked).toEqual([]);
    expect(groupAnswers(line).map(({ title, answer }) => [title, answer.kind])).toEqual([
      ["Approve: a", "batch"],
      ["Approve: b", "act"],
    ]);
    expect([newest(line, at), newest(line, at + 5_000)]).toEqual([["a"], []]);
    const undoing = askUndo(line, asking("a", { intent: "undo", title: "Undo" }));
    expect(newest(undoing, at)).toEqual([]);
    const undone = answered(undoing, head(undoing), progress({ isEnded: true }));
    expect(undone.answered.map(({ title, intent }) => `${intent} ${title}`)).toEqual([
      "act Approve: a",
      "act Approve: b",
    ]);
    expect(newest(undone, at)).toEqual([]);
    expect(dismiss(undone, "a").answered).toHaveLength(1);
  });

  it("under way for a whole list stays in sight however many answers come after it", () => {
    const counts = { waiting: 1, done: 0, undone: 0, not_done: 0, left_out: 0 };
    const progress = { batchId: "a", action: "approve_photo", step: "photo_review", counts, lines: [] } as const;
    const more = { ...progress, lines: [], isStopped: false, isEnded: false, undoableUntil: null };
    let line = answered(ask(NO_ACTS, asking("a")), asked("a"), { kind: "batch", progress: more });
    for (let at = 0; at < 120; at += 1) {
      line = ask(line, asking(`one ${at}`));
      line = answered(line, head(line), done(`one ${at}`));
    }
    expect([line.answered.length, line.answered[0]!.actId]).toEqual([101, "a"]);
  });

  it("is gone on with after a reload: what was under way is asked for again, and files are not", () => {
    const line = ask(sending(three, head(three)), asking("f", { intent: "files" }));
    expect(restored(line).asked.map(({ actId, state }) => `${actId} ${state}`)).toEqual([
      "a lost",
      "b waiting",
      "c waiting",
    ]);
  });
});
