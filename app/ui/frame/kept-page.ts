import { keepText, takeText } from "./kept-text.ts";

export type KeptField = { name: string; was: string; value: string };
export type KeptPage = {
  /** Milliseconds since 1970. */
  at: number;
  address: string;
  /** The member whose page it was. */
  who: string;
  /** What was typed and not sent. */
  fields: KeptField[];
  /** What stood open around it. */
  state: Record<string, unknown>;
  /** Where a click was leading when the page went. */
  heading: string | null;
};

const NAME = "proofline-page";
/** A reload takes seconds; who comes back later than this has gone on with something else. */
const KEPT_MS = 120_000;
const MOST_LETTERS = 500_000;

/** Keeps what a page holds for its own reload. */
export function keepPage(kept: KeptPage): void {
  const text = JSON.stringify(kept);
  if (text.length <= MOST_LETTERS) keepText(NAME, text);
}

let taken: KeptPage | null | undefined;

/** What this person's page at this address held before it was loaded anew: taken out of its keeping at the first call, and there for the life of the page. */
export function keptPage(address: string, who: string): KeptPage | null {
  if (taken === undefined) {
    const kept = parsed(takeText(NAME)) as KeptPage | null;
    taken = kept && Array.isArray(kept.fields) && Date.now() - kept.at < KEPT_MS ? kept : null;
  }
  return taken?.address === address && taken.who === who ? taken : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
