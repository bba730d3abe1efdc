import { FormTooLong } from "../../adapters/storage/form-files.ts";
import { isNotKept, NOT_KEPT_WORDS } from "../../adapters/storage/not-kept.ts";
import { reportFault } from "../who/report-fault.ts";

/** What is said of a form with files that failed as a whole: a status of HTTP and a sentence for whoever sent it. */
export type NotTaken = { status: number; sentence: string };

/** Why a form with files was not taken, whatever is in it; throws again what is a fault. */
export function whyNotTaken(error: unknown): NotTaken {
  if (error instanceof FormTooLong) return { status: 413, sentence: "The form is larger than it may be. Write less." };
  if (isNotKept(error)) {
    reportFault("storage_full", error);
    return { status: 503, sentence: NOT_KEPT_WORDS };
  }
  throw error;
}
