import { useEffect, useState, type RefObject } from "react";

const FRESH_MS = 12_000;

/** Whether a new answer has to float in sight because its place on the page is scrolled away; it also takes the focus where its button has gone with what was done. */
export function useNoticed(place: RefObject<HTMLElement>, answer: unknown): boolean {
  const [isFresh, setIsFresh] = useState(false);
  const [isAway, setIsAway] = useState(false);
  useEffect(() => {
    setIsFresh(answer !== undefined);
    if (answer === undefined) return;
    const timer = setTimeout(() => setIsFresh(false), FRESH_MS);
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === null || document.activeElement === document.body)
        place.current?.focus({ preventScroll: true });
    });
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
  }, [answer, place]);
  useEffect(() => {
    const watch = new IntersectionObserver(([entry]) => setIsAway(entry?.isIntersecting === false));
    if (place.current) watch.observe(place.current);
    return () => watch.disconnect();
  }, [place]);
  return isFresh && isAway;
}
