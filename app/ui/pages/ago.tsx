import { useRouteLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { dayIn, momentIn } from "../../domain/words/times.ts";

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

// Once the page lives in the browser, its own clock is right from the start.
let hasClock = false;

/**
 * A time (ISO) as "3 hours ago" or "in 20 minutes", with the full date and time of the shop's own zone on hover. What is drawn first counts from
 * the time at which the page was read, so that the server and the browser draw the same, and nothing moves when the browser goes on by its own clock.
 */
export function Ago({ at }: { at: string }) {
  const { timeZone: zone = "", readAt } = useLayoutRead();
  const [words, setWords] = useState(() => {
    const now = hasClock ? Date.now() : readAt;
    return now === undefined ? dayIn(zone, new Date(at)) : ago(Date.parse(at), now);
  });
  useEffect(() => {
    hasClock = true;
    const tell = () => setWords(ago(Date.parse(at), Date.now()));
    tell();
    const timer = setInterval(tell, 30_000);
    return () => clearInterval(timer);
  }, [at]);
  return (
    <time dateTime={at} title={momentIn(zone, new Date(at))}>
      {words}
    </time>
  );
}

// The layout around every page has read it.
function useLayoutRead(): { timeZone?: string; readAt?: number } {
  return (useRouteLoaderData("routes/app") as { timeZone?: string; readAt?: number } | undefined) ?? {};
}

function ago(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
  return unit ? format.format(Math.round(seconds / unit[1]), unit[0]) : seconds > 0 ? "in a moment" : "just now";
}
