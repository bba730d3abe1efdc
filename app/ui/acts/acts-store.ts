import { useSyncExternalStore } from "react";
import {
  answered,
  ask,
  askAgain,
  askUndo,
  dismiss,
  isBad,
  busy,
  lost,
  nextToSend,
  NO_ACTS,
  pauseOf,
  restored,
  sending,
  type ActsLine,
  type Answered,
  type Asked,
} from "../../domain/acting/acts-line.ts";
import { toDo, type BatchProgress } from "../../domain/acting/batch.ts";
import { ruleFor } from "../../domain/workflow/workflow.ts";
import { keepText, takeText } from "../frame/kept-text.ts";
import { sendAct } from "./send-act.ts";

/** What a page leaves for its reload. */
type Kept = { at: number; newestAt: number; who: string; line: ActsLine };

const KEPT_AS = "proofline-acts";
const KEPT_MS = 24 * 60 * 60_000;

let line: ActsLine = NO_ACTS;
let who: string | null = null;
const NONE: readonly Answered[] = [];
let shown = NONE;
let newestAt = 0;
const NOWHERE: ReadonlyMap<string, "all" | "refusals"> = new Map();
let beside = NOWHERE;
const files = new Map<string, FormData>();
const listeners = new Set<() => void>();
/** Of what is lost, each waits before it is sent again. */
const pauses = new Map<string, ReturnType<typeof setTimeout>>();

/** The line of what this person has asked for, as it is now; it outlives every page of the app that is shown meanwhile. */
export function useActsLine(): ActsLine {
  return useStored(() => line, NO_ACTS);
}

/** The answers that the page shows the outcome of: it has been read anew since they came. */
export function useShownAnswers(): readonly Answered[] {
  return useStored(() => shown, NONE);
}

/** How long ago the newest answer came, in ms; on a page that was loaded anew, too. */
export function newestAge(): number {
  return Date.now() - newestAt;
}

/** The groups whose answers stand beside the form that asked, and which of them. */
export function useBeside(): ReadonlyMap<string, "all" | "refusals"> {
  return useStored(() => beside, NOWHERE);
}

function useStored<T>(now: () => T, atFirst: T): T {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    now,
    () => atFirst,
  );
}

/** What can be done with the line. */
export const actsStore = {
  ask(acts: readonly Omit<Asked, "state" | "tries">[], sent?: FormData): void {
    if (sent) for (const { actId } of acts) files.set(actId, sent);
    change(acts.reduce(ask, line));
  },
  /** Takes the acts of a group back. */
  undo(acts: readonly Pick<Asked, "actId" | "itemIds" | "group">[]): void {
    const undoing = acts.map(({ actId, itemIds, group }) => ({
      ...{ actId, itemIds, group, intent: "undo" as const, door: "/app/acts", title: "Undo" },
      fields: { intent: "undo", actId },
    }));
    change(undoing.reduce(askUndo, line));
  },
  /** Stops what was asked of a whole list: what is not begun is left. */
  stop(actId: string): void {
    const stopping = { actId, intent: "stop" as const, itemIds: [], group: actId, title: "Stop" };
    change(ask(line, { ...stopping, door: "/app/acts", fields: { intent: "stop", actId } }));
  },
  again(actId: string): void {
    change(askAgain(line, actId, Date.now()));
  },
  dismiss(group: string): void {
    change(dismiss(line, group));
  },
  /** The page has been read anew since these answers came. */
  shows(answers: readonly Answered[]): void {
    shown = answers;
    tellAll();
  },
  /** The answers of a group stand beside what asked, until the end that this gives: then they were read. */
  standsBeside(group: string, which: "all" | "refusals"): () => void {
    beside = new Map([...beside, [group, which]]);
    tellAll();
    return () => {
      beside = new Map([...beside].filter(([other]) => other !== group));
      const isRead = line.answered.some((one) => one.group === group && (which === "all" || isBad(one)));
      if (isRead) change(dismiss(line, group));
      else tellAll();
    };
  },
  /** Sends what is lost at once, and not after its pause. */
  now(): void {
    for (const timer of pauses.values()) clearTimeout(timer);
    pauses.clear();
    sendNext();
  },
  /** Batches that were asked for in another tab, or before this page was opened, stand in the line too. */
  meet(batches: readonly BatchProgress[]): void {
    const known = new Set([...line.asked, ...line.answered].map(({ actId }) => actId));
    for (const progress of batches.filter(({ batchId }) => !known.has(batchId))) {
      const { batchId: actId, step, action } = progress;
      const title = `${ruleFor(step, action)?.label ?? "Done"}: ${toDo(progress)} items`;
      const one = { actId, intent: "act" as const, door: "", fields: {}, itemIds: [], group: actId, title };
      actsStore.tell(one, { kind: "batch", progress });
    }
  },
  /** How far a batch has come meanwhile stands in the line too. */
  tell(one: Omit<Asked, "state" | "tries">, answer: Answered["answer"]): void {
    change(answered(line, { ...one, state: "sending", tries: 1 }, answer));
  },
};

/**
 * Goes on with what this person's page held when it was loaded anew, and keeps it for the next time. The browser asks before it leaves while
 * something is on its way. Call once for the life of the page; gives the end of it.
 */
export function startActs(member: string): () => void {
  if (who === null) {
    who = member;
    const kept = parsed(takeText(KEPT_AS));
    if (kept?.who === member && Date.now() - kept.at < KEPT_MS) {
      change(restored(kept.line));
      newestAt = kept.newestAt;
    }
  }
  const keep = () => {
    if (line !== NO_ACTS) keepText(KEPT_AS, JSON.stringify({ at: Date.now(), newestAt, who, line }));
  };
  const warn = (event: BeforeUnloadEvent) => {
    if (line.asked.some(({ intent }) => intent === "files")) event.preventDefault();
  };
  const back = () => actsStore.now();
  window.addEventListener("pagehide", keep);
  window.addEventListener("beforeunload", warn);
  window.addEventListener("online", back);
  return () => {
    window.removeEventListener("pagehide", keep);
    window.removeEventListener("beforeunload", warn);
    window.removeEventListener("online", back);
  };
}

function change(to: ActsLine): void {
  if (to === line) return;
  if (to.answered.at(-1) !== line.answered.at(-1)) newestAt = Date.now();
  line = to;
  tellAll();
  sendNext();
}

function tellAll(): void {
  for (const listener of listeners) listener();
}

function sendNext(): void {
  for (const one of nextToSend(line)) if (!pauses.has(one.actId)) void send(one);
}

async function send(one: Asked): Promise<void> {
  change(sending(line, one));
  const answer = await sendAct(one, files.get(one.actId));
  if (answer === "lost" || answer === "busy") {
    const again = () => {
      pauses.delete(one.actId);
      sendNext();
    };
    pauses.set(one.actId, setTimeout(again, pauseOf(one)));
    change(answer === "lost" ? lost(line, one) : busy(line, one));
  } else {
    files.delete(one.actId);
    change(answered(line, one, answer));
  }
}

function parsed(text: string): Kept | null {
  try {
    return JSON.parse(text) as Kept | null;
  } catch {
    return null;
  }
}
