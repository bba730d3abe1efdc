import { useEffect } from "react";

/** Tells the server that the end of a batch is shown to its member, once they look at the page: no other page brings it up any more. */
export function useTold(batchId: string): void {
  useEffect(() => {
    const tell = () => {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", tell);
      const body = new URLSearchParams({ intent: "told", actId: batchId });
      // Unheard, it is shown once more on the next page that is opened.
      void fetch("/app/acts", { method: "POST", body }).catch(() => undefined);
    };
    document.addEventListener("visibilitychange", tell);
    tell();
    return () => document.removeEventListener("visibilitychange", tell);
  }, [batchId]);
}
