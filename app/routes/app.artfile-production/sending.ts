import { TOO_LARGE } from "../../domain/files/artfile-formats.ts";

/** A line can die without a word; this is longer than an arrived file takes to be answered. */
export const SILENT_MS = 120_000;
/** So many faults of the server while one file is sent are no bad luck any more. */
export const MOST_FAULTS = 4;

export type Sending = {
  file: File;
  /** Where an earlier upload of the file lies. */
  from: string | null;
  onUrl: (url: string) => void;
  onProgress: (sent: number) => void;
  /** What it waits for, in a sentence; null when it goes on. */
  onWaiting: (why: string | null) => void;
};

/** How it ended: `failure` says in a sentence why the file did not get there; null when it did, or when it was called off. */
export type Sent = { failure: string | null };

export const FAULT = "The server met an error and did not take the file. Send it again, or tell a manager.";

const NO_LINE = "Waiting for the connection. It goes on by itself.";

/** What a file waits for that goes on later: what our server said, or else the line. What stands before it answers in pages of its own. */
export function whyWaiting(answer: { type: string | null; text: string }): string {
  const isOurs = answer.type?.startsWith("text/plain") && answer.text.length > 0 && answer.text.length < 300;
  return isOurs ? `${answer.text} This page does so by itself.` : NO_LINE;
}

/** Why a file was not taken, by the status of the answer: what the protocol says of a fault are words for programs. */
export function reasonOf(status: number): string {
  if (status === 413) return TOO_LARGE;
  if (status === 401 || status === 403) return "You may not hand in files any more. Reload the page.";
  return "The server did not take the file. Send it again.";
}
