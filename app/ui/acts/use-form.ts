import { useMatches } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { formStanding } from "../../domain/acting/acts-line.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import { actsStore, useActsLine, useShownAnswers } from "./acts-store.ts";

/** A form's door: the page whose action answers it, and the name of its route. */
type Door = { path: string; route: string };

/** A form that is not an act, as its page sees it. */
export type SentForm = ReturnType<typeof useForm>;

/**
 * Sends a form that is not an act: it waits in the acts' line, so that it is asked for again through bad lines and reloads, and counts once.
 * `door`: another page than this one. `onDone` hears once that it was done.
 */
export function useForm({ door, onDone }: { door?: Door; onDone?: (answer: FormAnswer) => void } = {}) {
  const line = useActsLine();
  const shown = useShownAnswers();
  const here = useMatches().at(-1)!;
  const { path, route } = door ?? { path: here.pathname, route: here.id };
  const [group, setGroup] = useState<string | null>(null);
  const standing = formStanding(line, group, shown);
  useDone(standing.isDone ? standing.said : undefined, onDone);
  return {
    group,
    ...standing,
    /** Puts its answer away: what it asked for is done, or given up. */
    putAway: () => group !== null && actsStore.dismiss(group),
    /** Sends it; `title` says in words what is asked for, `actId` is its id where it is an act too. Nothing while one is on its way. */
    send: (title: string, fields: Readonly<Record<string, string>>) => {
      if (line.asked.some((one) => one.group === group)) return;
      const { actId: formId = crypto.randomUUID() } = fields;
      const at = `${path}?${route.endsWith("_index") ? "index&" : ""}_data=${encodeURIComponent(route)}`;
      const form = { actId: formId, group: formId, intent: "form" as const, itemIds: [] };
      actsStore.ask([{ ...form, door: at, fields: { ...fields, formId }, title, askedAt: Date.now() }]);
      setGroup(formId);
    },
  };
}

function useDone(done: FormAnswer | undefined, onDone: ((answer: FormAnswer) => void) | undefined): void {
  const told = useRef<FormAnswer>();
  useEffect(() => {
    if (!done || told.current === done) return;
    told.current = done;
    onDone?.(done);
  }, [done, onDone]);
}
