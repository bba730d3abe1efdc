import { createHash } from "node:crypto";

/** An id of its own for one part of what one click asks for: the same for the same click and part. */
export function derivedId(actId: string, part: string | number): string {
  const hex = createHash("sha256").update(`${actId}/${part}`).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}
