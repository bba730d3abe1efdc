import { useEffect, useRef, useState } from "react";
import type { ActAnswer } from "../../domain/acting/acts-line.ts";
import type { BatchProgress } from "../../domain/acting/batch.ts";

const ASK_EVERY_MS = 1_000;
const HIDDEN_EVERY_MS = 10_000;

/** How far a batch is now: asked for again and again until it has ended, which `onEnd` is told. */
export function useProgress(known: BatchProgress, onEnd: (progress: BatchProgress) => void): BatchProgress {
  const [heard, setHeard] = useState({ known, now: known });
  const now = heard.known === known ? heard.now : known;
  const { batchId } = known;
  const ended = useRef(onEnd);
  ended.current = onEnd;
  useEffect(() => {
    if (known.isEnded) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => (timer = setTimeout(ask, document.hidden ? HIDDEN_EVERY_MS : ASK_EVERY_MS));
    const ask = async () => {
      const progress = await askProgress(batchId);
      if (isOver) return;
      if (progress) setHeard({ known, now: progress });
      if (progress?.isEnded) ended.current(progress);
      else again();
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [known, batchId]);
  return now;
}

/** How far a batch is, with all its items when `isWhole`; null when the server is not reached or knows of none. */
export async function askProgress(batchId: string, isWhole = false): Promise<BatchProgress | null> {
  try {
    const response = await fetch(`/app/acts?actId=${batchId}${isWhole ? "&items=all" : ""}`);
    if (!response.ok) return null;
    const { answer } = (await response.json()) as { answer: ActAnswer | null };
    return answer?.kind === "batch" ? answer.progress : null;
  } catch {
    return null;
  }
}
