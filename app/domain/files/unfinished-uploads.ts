import { MAX_ARTFILE_BYTES } from "./artfile-formats.ts";

/** Files that were begun and have not arrived whole: how many, and how long they may become together, in bytes. */
export type Unfinished = { uploads: number; bytes: number };

/**
 * What all members of a shop may have unfinished at once, however it goes: a hundred of the largest artfiles, many more than people send side by side. What
 * nobody goes on with goes after a day, and until then it costs storage.
 */
export const MOST_OF_STAFF: Unfinished = { uploads: 500, bytes: 100 * MAX_ARTFILE_BYTES };

/** What is said while a shop has as many unfinished uploads as it may. */
export const TOO_MANY_WORDS =
  "Too many files are on their way to this shop at the moment. Nothing of yours is lost: try again in some minutes.";

// While one more file would make the unfinished ones longer than they may be together, in bytes.
function tooMuchWords(most: number): string {
  return (
    `Files of ${Math.round(most / 1024 ** 3)} GB are on their way to this shop or were left half sent; more is not taken at once. ` +
    "Nothing of yours is lost: remove what is no longer to be sent, or try again when others have arrived."
  );
}

/** Why one more file of this length is not begun now, in a sentence; null when it is. */
export function whyNoMore(there: Unfinished, bytes: number, most: Unfinished): string | null {
  if (there.uploads >= most.uploads) return TOO_MANY_WORDS;
  return there.bytes + bytes > most.bytes ? tooMuchWords(most.bytes) : null;
}

/** Both together. */
export function inAll(one: Unfinished, other: Unfinished): Unfinished {
  return { uploads: one.uploads + other.uploads, bytes: one.bytes + other.bytes };
}
