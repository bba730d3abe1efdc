import { useFetcher } from "@remix-run/react";
import type { ActOutcome } from "../../domain/workflow/act-outcome.ts";
import type { Command } from "../../domain/workflow/actions.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import type { Step } from "../../domain/words/steps.ts";

/** What the one door for acts answers. */
export type ActAnswer =
  | { kind: "act"; outcome: ActOutcome }
  | { kind: "undo"; actId: string; undone: { itemId: string; orderName: string; itemNumber: number; step: Step }[] }
  | { kind: "undo"; actId: string; refused: Refusal }
  | { kind: "wrong"; sentence: string };

export type ActTarget = { itemId: string; changeCount: number };

/** Gives commands on items and takes them back: each click is an act of its own, so that a repeated post counts once. */
export function useAct() {
  const fetcher = useFetcher<ActAnswer>({ key: "act" });
  const post = (fields: Record<string, string>) => fetcher.submit(fields, { method: "post", action: "/app/acts" });
  return {
    answer: fetcher.data,
    isActing: fetcher.state !== "idle",
    act: (command: Command, targets: readonly ActTarget[]) =>
      post({
        intent: "act",
        actId: crypto.randomUUID(),
        command: JSON.stringify(command),
        targets: JSON.stringify(targets.map(({ itemId, changeCount }) => ({ itemId, changeCount }))),
      }),
    /** The same with files, at a door of their own that gives the same answer. */
    sendFiles: (door: string, fields: FormData) =>
      fetcher.submit(fields, { method: "post", action: door, encType: "multipart/form-data" }),
    undo: (actId: string) => post({ intent: "undo", actId }),
  };
}
