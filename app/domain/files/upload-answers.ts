/** What the answer to a part of an upload means for the file: `later` goes on after a pause, `gone` begins anew, `refused` ends it, `fault` is the server's. */
export type UploadAnswer = "later" | "gone" | "refused" | "fault";

/** No answer at all (0), the server or what stands before it is away, or another request for the same upload is still under way. */
const LATER: ReadonlySet<number> = new Set([0, 408, 409, 423, 425, 429, 502, 503, 504]);

/** Reads the status of an answer that was no yes; 0 is no answer. */
export function whatStatusMeans(status: number): UploadAnswer {
  if (LATER.has(status)) return "later";
  if (status === 404 || status === 410) return "gone";
  return status >= 400 && status < 500 ? "refused" : "fault";
}
