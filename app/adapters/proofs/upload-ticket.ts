import { z } from "zod";
import { readAddress, signAddress } from "./address-token.ts";

const HOUR_MS = 3_600_000;
/** An upload that nobody goes on with is kept for a day; addresses are good for six hours by themselves. */
const LATER_MS = 18 * HOUR_MS;

const ticket = z.object({
  shopId: z.string(),
  memberId: z.string(),
  key: z.string(),
  uploadId: z.string(),
  fileName: z.string(),
  bytes: z.number(),
});

/** What an upload to the bucket was begun as, and by whom: its key there, what S3 calls it, and the file's name and length in bytes. */
export type UploadTicket = z.infer<typeof ticket>;

/** A ticket as text: whoever has it can read it, and nobody can alter it. Good for a day. */
export function writeTicket(one: UploadTicket, now: number = Date.now()): string {
  return signAddress("upload", Buffer.from(JSON.stringify(one)), now + LATER_MS);
}

/** The ticket that such a text holds; null when it was forged, altered or is too old. */
export function readTicket(text: string, now: number = Date.now()): UploadTicket | null {
  const body = readAddress("upload", text, now);
  return body && ticket.parse(JSON.parse(body.toString()));
}
