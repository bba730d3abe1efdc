import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Step } from "../../domain/words/steps.ts";
import { useActsLine } from "../acts/acts-store.ts";

/** What a page can hear of: what stands in a step, and how orders are held in Shopify. */
type Topic = Step | "hold";
type Heard = (steps: readonly string[]) => void;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** A hidden page hears nothing after this time; it is read anew when it is looked at again. */
const HIDDEN_MS = 30_000;
/** A page is read anew at most this often, unless it says otherwise; the pages of a shop not all at once. */
const BETWEEN_MS = 4_000;
const SPREAD_MS = 1_500;

const listeners = new Set<Heard>();
let source: EventSource | null = null;
let isOpening = false;
let pause = FIRST_PAUSE_MS;
let hasMissed = false;
let closing: ReturnType<typeof setTimeout> | undefined;

/**
 * Reads the page anew when something in one of its queues has changed, in whatever hands. Not while something is on its way or stands open,
 * so that nothing changes under a person's eyes; then soon after. `betweenMs`: at most this often.
 */
export function useLive(steps: readonly Topic[], betweenMs = BETWEEN_MS): void {
  const { revalidate, state } = useRevalidator();
  const { asked } = useActsLine();
  const isBusy = useRef(false);
  isBusy.current = state !== "idle" || asked.length > 0;
  const key = steps.join(" ");
  useEffect(() => {
    let last = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (ms: number) => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (isBusy.current || hasSomethingOpen()) return soon(1_000);
        last = Date.now();
        revalidate();
      }, ms);
    };
    const heard: Heard = (changed) => {
      if (!changed.includes("*") && !changed.some((step) => key.split(" ").includes(step))) return;
      soon(Math.max(last + betweenMs - Date.now(), 0) + Math.random() * SPREAD_MS);
    };
    listeners.add(heard);
    hear();
    return () => {
      clearTimeout(timer);
      listeners.delete(heard);
    };
  }, [key, betweenMs, revalidate]);
}

function hasSomethingOpen(): boolean {
  const typed = document.activeElement;
  const isTyping = (typed instanceof HTMLInputElement || typed instanceof HTMLTextAreaElement) && typed.value !== "";
  return isTyping || document.querySelector("[role=dialog]") !== null;
}

let isWatching = false;

function hear(): void {
  if (!isWatching) {
    isWatching = true;
    document.addEventListener("visibilitychange", onVisibility);
  }
  void open();
}

function onVisibility(): void {
  clearTimeout(closing);
  if (document.hidden) closing = setTimeout(close, HIDDEN_MS);
  else void open();
}

function close(): void {
  source?.close();
  source = null;
  hasMissed = true;
}

async function open(): Promise<void> {
  if (source || isOpening || document.hidden || listeners.size === 0) return;
  isOpening = true;
  const address = await askAddress();
  isOpening = false;
  if (!address) return again();
  source = new EventSource(address);
  source.onopen = () => {
    pause = FIRST_PAUSE_MS;
    if (hasMissed) tell(["*"]);
    hasMissed = false;
  };
  source.onmessage = ({ data }) => tell(String(data).split(" "));
  // Its address is good for a minute only: every new stream needs a new one.
  source.onerror = () => {
    close();
    again();
  };
}

function again(): void {
  setTimeout(() => void open(), pause * (0.5 + Math.random()));
  pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
}

function tell(steps: readonly string[]): void {
  for (const heard of listeners) heard(steps);
}

async function askAddress(): Promise<string | null> {
  try {
    const response = await fetch("/app/live");
    return response.ok ? ((await response.json()) as { address: string }).address : null;
  } catch {
    return null;
  }
}
