import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Transform } from "node:stream";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isCameraRaw } from "../../domain/files/camera-raws.ts";
import { SNIFF_BYTES, sniffFormat, type PhotoFormat } from "../../domain/files/photo-formats.ts";
import { FetchFailed } from "./fetch-photo-failures.ts";

/** Writes a body into a file while counting, hashing and recognising it; stops at the first byte too many or when it is no photo. */
export async function spoolPhoto(
  body: Readable,
  path: string,
  maxBytes: number,
  onBytes?: (total: number) => void,
): Promise<{ bytes: number; sha256: string; format: PhotoFormat }> {
  const hash = createHash("sha256");
  let head = Buffer.alloc(0);
  let bytes = 0;
  let format: PhotoFormat | null = null;
  const inspect = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      onBytes?.(bytes);
      if (head.length < SNIFF_BYTES) {
        head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES)]);
        format = sniffFormat(head);
      }
      if (bytes > maxBytes) return done(new FetchFailed("too_large"));
      if (format === null && head.length >= SNIFF_BYTES) return done(noPhoto(head));
      return done(null, chunk);
    },
  });
  try {
    await pipeline(body, inspect, createWriteStream(path, { flags: "wx" }));
    if (format === null) throw noPhoto(head);
    return { bytes, sha256: hash.digest("hex"), format };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

// A page in place of the photo says "not yet", "log in" or "only for browsers": it may be gone the next time.
function noPhoto(head: Buffer): FetchFailed {
  if (head.length === 0) return new FetchFailed("empty", true);
  if (isCameraRaw(head)) return new FetchFailed("camera_raw");
  const isPage = /^\s*(<!doctype html|<html|<head|<script|<\?xml|\{)/i.test(
    head
      .subarray(0, 300)
      .toString("utf8")
      .replace(/^\ufeff/, ""),
  );
  return isPage ? new FetchFailed("page_instead", true) : new FetchFailed("not_an_image");
}
