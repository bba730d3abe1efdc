import type { Readable } from "node:stream";

/** What is known of a kept file: its size in bytes, its type as we gave it, and the SHA-256 of its bytes in hex. */
export type KeptFile = { bytes: number; contentType: string; sha256: string };

/** First and last byte wanted, both counted from 0 and included; without `last` to the end. */
export type ByteRange = { first: number; last?: number };

/** Where files are kept. A file appears whole or not at all; writing to a key again replaces it. */
export type Storage = {
  /** Keeps the bytes; throws, keeping nothing, when their hash is not the `sha256` that was asked for. */
  put(key: string, body: Readable | Uint8Array, about: { contentType: string; sha256?: string }): Promise<KeptFile>;
  /** The bytes, or null when there is no such file. */
  get(key: string, range?: ByteRange): Promise<Readable | null>;
  head(key: string): Promise<KeptFile | null>;
  /** Removes one file; a missing one is no fault. */
  delete(key: string): Promise<void>;
  /** Removes everything below a prefix such as a shop's id; answers how many files that were. */
  deletePrefix(prefix: string): Promise<number>;
  /** All keys below a prefix, in no particular order. */
  list(prefix: string): AsyncIterable<string>;
  /** Throws when files cannot be kept or read now. */
  check(): Promise<void>;
};

/** The key itself when it has the form of ours; throws otherwise, so that no path can lead outside. */
export function checkedKey(key: string): string {
  if (!/^[\w-]{1,64}(\/[\w-]{1,64}){1,4}$/.test(key)) throw new Error("This is not a storage key");
  return key;
}

/** A prefix as whole segments with a closing slash, or empty for everything. */
export function checkedPrefix(prefix: string): string {
  const segments = prefix.split("/").filter((segment) => segment !== "");
  if (!segments.every((segment) => /^[\w-]{1,64}$/.test(segment))) throw new Error("This is not a storage prefix");
  return segments.map((segment) => `${segment}/`).join("");
}
