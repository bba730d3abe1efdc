import busboy from "busboy";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type * as web from "node:stream/web";

/** A form on its way in: what it says it is, and its bytes as they arrive. */
export type SentForm = { contentType: string | null; body: ReadableStream<Uint8Array> | null };

/** What a form with files may hold. */
export type FormLimits = { maxFiles: number; maxBytes: number };

/** A file of a form that was longer than allowed; whatever was kept of it has to go. */
export class FileTooLarge extends Error {}

/**
 * Reads a multipart form as it arrives, one file after the other: `take` must read the whole of each. Gives the plain
 * fields; `take` has those that stand before the file. `take` sees `FileTooLarge` as the stream's error; null when it is no such form.
 */
export async function readFormFiles(
  { contentType, body }: SentForm,
  { maxFiles, maxBytes }: FormLimits,
  take: (file: {
    field: string;
    fileName: string;
    body: Readable;
    fieldsBefore: ReadonlyMap<string, string>;
  }) => Promise<void>,
): Promise<Map<string, string> | null> {
  if (!body || !contentType?.startsWith("multipart/form-data")) return null;
  const fields = new Map<string, string>();
  const taken: Promise<void>[] = [];
  const form = busboy({
    headers: { "content-type": contentType },
    defParamCharset: "utf8",
    limits: { files: maxFiles, fileSize: maxBytes, fields: 50, fieldSize: 20_000 },
  });
  form.on("field", (name, value) => fields.set(name, value));
  form.on("file", (field, body, { filename }) => {
    if (!filename) return void body.resume();
    const taking = take({ field, fileName: filename, body: Readable.from(whole(body)), fieldsBefore: fields }).finally(
      () => body.resume(),
    );
    taking.catch(() => {});
    taken.push(taking);
  });
  await pipeline(Readable.fromWeb(body as web.ReadableStream), form);
  await Promise.all(taken);
  return fields;
}

// The parser cuts a file at the limit and ends it as if it were whole.
async function* whole(body: Readable & { truncated?: boolean }): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield chunk as Buffer;
  if (body.truncated) throw new FileTooLarge("The file is too large");
}
