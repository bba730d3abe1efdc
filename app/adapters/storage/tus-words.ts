import type { Readable } from "node:stream";

/** A file that has arrived in full: whose it is, under which name, and its bytes. */
export type ArrivedFile = { owner: string; fileName: string; body: Readable };

/** What a browser asks in the course of an upload, in the words of HTTP: the protocol is made of them. */
export type AskedOfUpload = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array> | null;
  /** Ends when whoever asks is gone. */
  signal?: AbortSignal;
};

/** What it is answered; names of headers are lower case. */
export type AnswerOfUpload = Omit<AskedOfUpload, "method" | "url" | "signal"> & { status: number };

/** Why a file is not taken: a status, and what is said of it. */
export type RefusedFile = { status: number; body: string };
