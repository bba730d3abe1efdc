import { isUndoable, type BatchProgress } from "./batch.ts";
import type { ActOutcome } from "../workflow/act-outcome.ts";
import type { Refusal } from "../words/refusals.ts";
import type { FormAnswer } from "../words/said.ts";
import type { Step } from "../words/steps.ts";

/** What the one door for acts answers. */
export type ActAnswer =
  /** `remark`: what else the person has to know of what was done. */
  | { kind: "act"; outcome: ActOutcome; remark?: string }
  | { kind: "batch"; progress: BatchProgress }
  | { kind: "undo"; actId: string; undone: { itemId: string; orderName: string; itemNumber: number; step: Step }[] }
  | { kind: "undo"; actId: string; refused: Refusal }
  | { kind: "wrong"; sentence: string }
  /** To a form, which is no act. */
  | ({ kind: "said" } & FormAnswer);

/** In an answer of 503: the server was reached and did nothing, because others hold what is asked for. */
export const BUSY_HEADER = "X-Proofline-Busy";

/** One thing a person asked for with a click or a key, in the line of those that are on their way to the server. */
export type Asked = {
  /** The id of the act that is asked for or undone: sent again, it counts once. */
  actId: string;
  intent: "act" | "undo" | "stop" | "files" | "form";
  /** What is posted, and to which door. */
  door: string;
  fields: Readonly<Record<string, string>>;
  itemIds: readonly string[];
  /** What was asked for at once is answered and undone as one, though many items go in several acts. */
  group: string;
  /** In words: "Approve: #1033 item 1"; the same for a whole group. */
  title: string;
  /** When a form was sent off, in ms by this browser's clock. */
  askedAt?: number;
  /** `lost`: it was sent and no answer came, so that nobody knows yet whether it was done. `busy`: others held it, and it is sent again by itself. */
  state: "waiting" | "sending" | "lost" | "busy";
  tries: number;
};

/** What became of something that was asked for. */
export type Answered = Pick<Asked, "actId" | "intent" | "title" | "itemIds" | "group"> & {
  /** `wrong`: the server says why not. `failed`: it could not do it, and it may be asked again. */
  answer: ActAnswer | { kind: "failed"; sentence: string; again: Asked };
};

/** All that a person has asked for: what is on its way, in its order, and what came of the rest, newest last. */
export type ActsLine = { asked: readonly Asked[]; answered: readonly Answered[] };

export const NO_ACTS: ActsLine = { asked: [], answered: [] };
const MOST_ANSWERS = 100;

/** Puts something at the end of the line. */
export function ask(line: ActsLine, one: Omit<Asked, "state" | "tries">): ActsLine {
  return { ...line, asked: [...line.asked, { ...one, state: "waiting", tries: 0 }] };
}

/**
 * Asks to take an act back: one that was never sent leaves the line, any other is undone after it. What cannot be undone any more
 * is said by the server.
 */
export function askUndo(line: ActsLine, undo: Omit<Asked, "state" | "tries">): ActsLine {
  const act = line.asked.find(({ actId, intent }) => actId === undo.actId && intent !== "undo");
  const isUndoing = line.asked.some(({ actId, intent }) => actId === undo.actId && intent === "undo");
  if (isUndoing) return line;
  if (!act || act.state !== "waiting" || act.tries > 0) return ask(line, undo);
  return { ...line, asked: line.asked.filter((one) => one !== act) };
}

/**
 * What is sent next: strictly one after the other, because one may be about what the former leaves; files, which take their time, beside the rest.
 * Empty while the first is under way, and when all is answered.
 */
export function nextToSend({ asked }: ActsLine): Asked[] {
  const firsts = [asked.find(isFiles), asked.find((one) => !isFiles(one))];
  return firsts.filter((one) => one !== undefined).filter(({ state }) => state !== "sending");
}

/** This one is being sent. */
export function sending(line: ActsLine, one: Asked): ActsLine {
  return change(line, one, (now) => ({ ...now, state: "sending", tries: now.tries + 1 }));
}

/** No answer came to this one. */
export function lost(line: ActsLine, one: Asked): ActsLine {
  return change(line, one, (now) => ({ ...now, state: "lost" }));
}

/** The server has no time for this one, but is there: it keeps its place, and how often it was sent before says nothing any more. */
export function busy(line: ActsLine, one: Asked): ActsLine {
  return change(line, one, (now) => ({ ...now, state: "busy", tries: 0 }));
}

/** This one is answered. An undo takes the answer of its act away, and a batch has only the answer that says how far it is. */
export function answered(
  line: ActsLine,
  { actId, intent, title, itemIds, group }: Asked,
  answer: Answered["answer"],
): ActsLine {
  const asked = line.asked.filter((one) => !isSame(one, { actId, intent }));
  if (answer.kind === "batch") return { asked, answered: withProgress(line.answered, { actId, title, group }, answer) };
  const isUndone = answer.kind === "undo" && !("refused" in answer);
  const isLeft = intent === "stop" || (intent === "undo" && !isUndone);
  const kept = line.answered.filter((former) => former.actId !== actId || isLeft);
  return { asked, answered: newest([...kept, { actId, intent, title, itemIds, group, answer }]) };
}

// It keeps its place and its title, whether it is asked for, stopped or taken back.
function withProgress(
  known: readonly Answered[],
  { actId, title, group }: Pick<Answered, "actId" | "title" | "group">,
  answer: ActAnswer & { kind: "batch" },
): readonly Answered[] {
  const one = { actId, intent: "act" as const, title, itemIds: [], group, answer };
  const isKnown = known.some((former) => former.actId === actId && former.answer.kind === "batch");
  if (!isKnown) return newest([...known.filter((former) => former.actId !== actId), one]);
  return known.map((former) =>
    former.actId === actId && former.answer.kind === "batch" ? { ...one, title: former.title } : former,
  );
}

// Whatever is under way is never the one that is dropped.
function newest(known: readonly Answered[]): readonly Answered[] {
  const isUnderWay = ({ answer }: Answered) => answer.kind === "batch" && !answer.progress.isEnded;
  return known.filter((one, at) => at >= known.length - MOST_ANSWERS || isUnderWay(one));
}

/** Asks again for what had failed, at the end of the line; `now` in ms. */
export function askAgain(line: ActsLine, actId: string, now: number): ActsLine {
  const failed = line.answered.find(({ actId: id, answer }) => id === actId && answer.kind === "failed");
  if (failed?.answer.kind !== "failed") return line;
  const { askedAt: former, ...again } = failed.answer.again;
  const askedAt = former === undefined ? {} : { askedAt: now };
  return ask({ ...line, answered: line.answered.filter((one) => one !== failed) }, { ...again, ...askedAt });
}

/** Puts the answers of a group away that were read. */
export function dismiss(line: ActsLine, group: string): ActsLine {
  return { ...line, answered: line.answered.filter((one) => one.group !== group) };
}

/** What was kept of a line when its page was loaded anew: what was under way may have been done or not, and is asked for again. */
export function restored({ asked, answered: known }: ActsLine): ActsLine {
  return {
    asked: asked
      .filter(({ intent }) => intent !== "files")
      .map((one) => (one.state === "sending" ? { ...one, state: "lost" } : one)),
    answered: known,
  };
}

/** How long to wait until what was lost or busy is sent again, in ms; it is asked of what was sent. */
export function pauseOf({ tries }: Asked): number {
  return Math.min(1_000 * 2 ** tries, 15_000);
}

/** Whether an answer stays until it is put away: something was not done, or not as they may think, or it is about so many items that it is a report. */
export function isBad({ answer }: Answered): boolean {
  if (answer.kind === "batch") return true;
  if (answer.kind === "act") return answer.outcome.refused.length > 0 || answer.remark !== undefined;
  if (answer.kind === "said") return answer.isRefused;
  return answer.kind !== "undo" || "refused" in answer;
}

/** The items that something is on its way for. */
export function itemsOnTheirWay({ asked }: ActsLine): ReadonlySet<string> {
  return new Set(asked.flatMap(({ itemIds }) => itemIds));
}

/** What the items that were acted on are like now, as far as the answers say: the count that each was left with, by its id. */
export function countsLeft({ answered: known }: ActsLine): ReadonlyMap<string, number> {
  const left = new Map<string, number>();
  for (const { answer } of known)
    if (answer.kind === "act")
      for (const { itemId, changeCount } of answer.outcome.moved)
        left.set(itemId, Math.max(changeCount, left.get(itemId) ?? 0));
  return left;
}

/** What came of all that was asked for at once, in one answer for each group, newest last; of a group that is still under way, what came so far. */
export function groupAnswers({ answered: known }: ActsLine): Answered[] {
  const groups = new Map<string, Answered>();
  for (const one of known) {
    const key = one.answer.kind === "act" || one.answer.kind === "undo" ? `${one.group} ${one.answer.kind}` : one.actId;
    const before = groups.get(key);
    groups.delete(key);
    groups.set(
      key,
      before ? { ...one, itemIds: [...before.itemIds, ...one.itemIds], answer: joined(before, one) } : one,
    );
  }
  return [...groups.values()];
}

function joined({ answer: one }: Answered, { answer: other }: Answered): Answered["answer"] {
  if (one.kind === "act" && other.kind === "act") {
    const [a, b] = [one.outcome, other.outcome];
    const ends = [a.undoableUntil, b.undoableUntil].filter((end) => end !== null).sort();
    const [undoableUntil = null] = ends;
    return {
      kind: "act",
      outcome: { ...b, moved: [...a.moved, ...b.moved], refused: [...a.refused, ...b.refused], undoableUntil },
    };
  }
  if (one.kind === "undo" && other.kind === "undo" && "undone" in one && "undone" in other)
    return { ...other, undone: [...one.undone, ...other.undone] };
  return other.kind === "undo" && "refused" in other ? other : one;
}

/** The newest group of acts that can be taken back at this moment: those on their way, and those whose time (ISO) has not run out. */
export function undoableOf(
  { asked, answered: known }: ActsLine,
  now: number,
): Pick<Asked, "actId" | "itemIds" | "group">[] {
  const isUndoing = new Set(asked.filter(({ intent }) => intent === "undo").map(({ actId }) => actId));
  const onTheirWay = asked.filter(({ intent, actId }) => intent === "act" && !isUndoing.has(actId));
  const done = known.filter(({ answer, actId }) => {
    if (answer.kind === "batch") return !isUndoing.has(actId) && isUndoable(answer.progress, now);
    if (answer.kind !== "act" || answer.outcome.moved.length === 0 || isUndoing.has(actId)) return false;
    return answer.outcome.undoableUntil !== null && Date.parse(answer.outcome.undoableUntil) > now;
  });
  const all = [...done, ...onTheirWay];
  const group = all.at(-1)?.group;
  return all.filter((one) => one.group === group);
}

/** All acts of a group, answered and on their way. */
export function actsOf(
  { asked, answered: known }: ActsLine,
  group: string,
): Pick<Asked, "actId" | "itemIds" | "group">[] {
  return [...known, ...asked].filter((one) => one.group === group && one.intent !== "undo");
}

type Key = Pick<Asked, "actId" | "intent">;

function isSame(one: Key, other: Key): boolean {
  return one.actId === other.actId && one.intent === other.intent;
}

function isFiles({ intent }: Key): boolean {
  return intent === "files";
}

function change(line: ActsLine, one: Key, to: (now: Asked) => Asked): ActsLine {
  return { ...line, asked: line.asked.map((now) => (isSame(now, one) ? to(now) : now)) };
}

/** How a form stands that is asked for as one group of the line. */
export type FormStanding = {
  /** It is on its way, or the page does not show yet what it changed: not the moment to press again. */
  isBusy: boolean;
  /** It was sent and no answer came: it is asked for again by itself. */
  isLost: boolean;
  isDone: boolean;
  /** It was done, and the page shows what it changed. */
  isShown: boolean;
  said: FormAnswer | undefined;
};

/** The same, `shown` being the answers whose outcome the page shows. */
export function formStanding(line: ActsLine, group: string | null, shown: readonly Answered[]): FormStanding {
  const asked = line.asked.find((one) => one.group === group);
  const answer = line.answered.find((one) => one.group === group);
  const said = answer && saidOf(answer.answer);
  const isDone = said !== undefined && !said.isRefused;
  const isShown = isDone && answer !== undefined && shown.includes(answer);
  const isLost = asked !== undefined && (asked.state === "lost" || asked.tries > 1);
  return { isBusy: asked !== undefined || (isDone && !isShown), isLost, isDone, isShown, said };
}

function saidOf(answer: Answered["answer"]): FormAnswer | undefined {
  if (answer.kind === "said") return answer;
  return "sentence" in answer ? { said: answer.sentence, isRefused: true } : undefined;
}
