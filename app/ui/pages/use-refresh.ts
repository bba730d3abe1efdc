import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const EVERY_MS = 3_000;

/** Reads the page anew every few seconds while something is on its way elsewhere. */
export function useRefresh(isOnItsWay: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isOnItsWay || state !== "idle") return;
    const timer = setTimeout(revalidate, EVERY_MS);
    return () => clearTimeout(timer);
  }, [isOnItsWay, state, revalidate]);
}
