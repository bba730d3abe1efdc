import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import type { LocalContext } from "../context.ts";
import { keepUpload } from "./uploads.ts";

export type ReadForm = {
  fields: Map<string, string>;
  files: { field: string; fileName: string; link: string }[];
  tooLarge: string[];
};

const megabyte = 1024 * 1024;
const limits = { fileSize: 100 * megabyte, files: 30, fields: 200, fieldSize: megabyte };

/** Reads a posted form, urlencoded or multipart; files go to the file host as they stream in. The last of repeated fields counts. */
export async function readForm(ctx: LocalContext, request: IncomingMessage): Promise<ReadForm> {
  const form: ReadForm = { fields: new Map(), files: [], tooLarge: [] };
  const kept: Promise<{ field: string; fileName: string; link: string | null; isTooLarge: boolean }>[] = [];
  await new Promise<void>((resolve, reject) => {
    const parser = busboy({ headers: request.headers, defParamCharset: "utf8", limits });
    parser.on("field", (name, value) => form.fields.set(name, value));
    parser.on("file", (field, content, { filename }) => {
      if (!filename) return void content.resume();
      kept.push(
        keepUpload(ctx, filename, content).then((link) => ({
          field,
          fileName: filename,
          link,
          isTooLarge: content.truncated === true,
        })),
      );
    });
    parser.on("close", resolve).on("error", reject);
    request.on("aborted", () => reject(new Error("The visitor went away.")));
    request.pipe(parser);
  });
  // In the order they were sent in: which of them is on the disk first says nothing.
  for (const { link, isTooLarge, ...file } of await Promise.all(kept)) {
    if (isTooLarge) form.tooLarge.push(file.fileName);
    else if (link !== null) form.files.push({ ...file, link });
  }
  return form;
}
