import { EMAIL_KINDS, EMAIL_SHEETS, type EmailKind } from "../words/emails.ts";
import { lacksPicture } from "../workflow/lacks-picture.ts";
import type { Step } from "../words/steps.ts";

/** An email's sheet, with the step that it is about and the email that reminds of it. */
export type EmailSheet = Omit<(typeof EMAIL_SHEETS)[EmailKind], "about" | "reminder" | "holds" | "mayBeSentAgain"> & {
  about: Step;
  reminder?: EmailKind;
  holds?: "the customer has approved all";
  mayBeSentAgain?: true;
};

/** A sheet that names a step or an email that does not exist does not compile here. */
const SHEETS: Record<EmailKind, EmailSheet> = EMAIL_SHEETS;

/** An email's sheet. */
export function emailSheet(kind: EmailKind): EmailSheet {
  return SHEETS[kind];
}

/** The emails that hold as long as an item is open in a step: what its page tells of who was written to. */
export function emailsAbout(step: Step): EmailKind[] {
  return EMAIL_KINDS.filter((kind) => emailSheet(kind).about === step && emailSheet(kind).holds === undefined);
}

/** The emails that staff may send again. */
export type WrittenAgain = {
  [K in EmailKind]: (typeof EMAIL_SHEETS)[K] extends { mayBeSentAgain: true } ? K : never;
}[EmailKind];
const WRITTEN_AGAIN = EMAIL_KINDS.filter((kind): kind is WrittenAgain => emailSheet(kind).mayBeSentAgain === true);

/** The emails about which one of these items waits for its customer now: staff may send them again. */
export function waitedFor(
  items: readonly { step: Step; readyFor: Step | null; hasNoPicture?: boolean }[],
): WrittenAgain[] {
  return WRITTEN_AGAIN.filter((kind) =>
    items.some((item) => item.step === emailSheet(kind).about && item.readyFor === null && !lacksPicture(item)),
  );
}
