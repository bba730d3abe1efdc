import busboy from "busboy";
import { once } from "node:events";
import { PassThrough, type Readable } from "node:stream";
import { plainText } from "../../domain/words/plain-text.ts";

/** A form on its way in: what it says it is, and its bytes as they arrive. */
export type SentForm = { contentType: string | null; body: ReadableStream<Uint8Array> | null };

/** What a form with files may hold. */
export type FormLimits = { maxFiles: number; maxBytes: number };

/** A file of a form that was longer than allowed; whatever was kept of it has to go. */
export class FileTooLarge extends Error {}

/** A form that ended, or whose sender went, before it was whole. */
export class FormCutOff extends Error {}

/** A form with more words than any of ours has; none of what was too much is kept. */
export class FormTooLong extends Error {}

/** What `take` gives when nothing that follows can change the answer: the rest of the form is not waited for. */
export const ENOUGH = "enough";

type FormFile = { field: string; fileName: string; body: Readable; fieldsBefore: ReadonlyMap<string, string> };

/**
 * Reads a multipart form as it arrives, one file after the other; `take` may leave a file unread. Gives the plain fields; `take` has those
 * that stand before the file. `take` sees `FileTooLarge` as the stream's error. Null when it is no such form; throws `FormCutOff` when it is
 * not whole, and what `take` throws. The body is never cancelled, because that would end the connection before the answer.
 */
export async function readFormFiles(
  { contentType, body }: SentForm,
  limits: FormLimits,
  take: (file: FormFile) => Promise<typeof ENOUGH | void>,
): Promise<Map<string, string> | null> {
  const form = body && openForm(contentType, limits);
  if (!form) return null;
  const fields = new Map<string, string>();
  const taken: Promise<unknown>[] = [];
  const { promise: isEnough, resolve: tellEnough, reject: giveUp } = Promise.withResolvers<void>();
  const tooLong = () => giveUp(new FormTooLong("The form has too many words"));
  form.on("field", (name, value, { nameTruncated, valueTruncated }) => {
    if (nameTruncated || valueTruncated) tooLong();
    else fields.set(plainText(name), plainText(value));
  });
  form.once("fieldsLimit", tooLong);
  form.on("file", (field, body, { filename }) => {
    if (!filename) return void body.resume();
    const taking = take({ field, fileName: plainText(filename), body: apart(body), fieldsBefore: fields });
    taking.then(
      (said) => void (said === ENOUGH && tellEnough()),
      () => tellEnough(),
    );
    taken.push(taking);
  });
  await feed(form, body, isEnough);
  await Promise.all(taken);
  return fields;
}

// It throws when the type names no boundary.
function openForm(contentType: string | null, { maxFiles, maxBytes }: FormLimits): busboy.Busboy | null {
  if (!contentType?.toLowerCase().startsWith("multipart/form-data")) return null;
  try {
    return busboy({
      headers: { "content-type": contentType },
      defParamCharset: "utf8",
      limits: { files: maxFiles, fileSize: maxBytes, fields: 50, fieldSize: 20_000 },
    });
  } catch {
    return null;
  }
}

// A stream of its own for whoever takes the file: the parser waits for ever for one of its own that was destroyed half read.
function apart(body: Readable): Readable {
  const file = new PassThrough();
  // Nobody may be reading it any more.
  file.on("error", () => undefined);
  file.once("close", () => {
    body.unpipe(file);
    body.resume();
  });
  body.once("limit", () => file.destroy(new FileTooLarge("The file is too large")));
  body.on("error", () => file.destroy(new FormCutOff("The form ended inside a file")));
  body.pipe(file);
  return file;
}

async function feed(form: busboy.Busboy, body: ReadableStream<Uint8Array>, isEnough: Promise<void>): Promise<void> {
  const reader = body.getReader();
  const isParsed = new Promise<void>((done, fail) => {
    form.once("close", done);
    form.once("error", () => fail(new FormCutOff("The form is not whole")));
  });
  isParsed.catch(() => undefined);
  const isStopped = Promise.race([isEnough, isParsed]).then(() => null);
  isStopped.catch(() => undefined);
  try {
    for (;;) {
      const part = await Promise.race([isStopped, nextPart(reader)]);
      if (part === null) return void form.destroy();
      if (part.done) break;
      if (!form.write(part.value)) await Promise.race([isStopped, once(form, "drain")]);
    }
    form.end();
    await Promise.race([isStopped, isParsed]);
  } catch (error) {
    form.destroy();
    throw error;
  }
}

async function nextPart(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    throw new FormCutOff("The sender went before the form was whole");
  }
}
