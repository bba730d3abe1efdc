import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { useWho } from "../../ui/frame/current-page.ts";
import { sender } from "./send-file.ts";
import { NO_UPLOADS, uploadsOf, type Arriving, type Unfinished } from "./uploads-store.ts";

/** Sends files so that a broken line and a reload go on where it stopped, a few at once; `onArrived` is called after each. */
export function useUploads(onArrived: () => void) {
  const who = useWho();
  const subscribe = useCallback((listener: () => void) => uploadsOf(who).subscribe(listener), [who]);
  const { arriving, unfinished, arrivedCount } = useSyncExternalStore(
    subscribe,
    () => uploadsOf(who).state(),
    () => NO_UPLOADS,
  );

  useEffect(() => {
    // At once, so that a build of later on finds the page with all it needs.
    void sender().catch(() => undefined);
    void uploadsOf(who).look();
  }, [who]);

  const told = useRef(arrivedCount);
  useEffect(() => {
    if (told.current === arrivedCount) return;
    told.current = arrivedCount;
    onArrived();
  }, [arrivedCount, onArrived]);

  return {
    arriving,
    unfinished,
    add: (files: readonly File[]) => uploadsOf(who).add(files),
    retry: (one: Arriving) => uploadsOf(who).retry(one),
    cancel: (key: number) => uploadsOf(who).cancel(key),
    forget: (one: Unfinished) => uploadsOf(who).forget(one),
  };
}
