import { setTimeout as sleep } from "node:timers/promises";
import { claimForm, keepAnswer, releaseForm, sentForm, type FormKey } from "../../adapters/rows/acts/sent-forms.ts";
import { log } from "../../adapters/log.ts";
import { isTooLate } from "../../domain/acting/late-form.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { FormAnswer } from "../../domain/words/said.ts";
import { isUuid } from "../../domain/words/uuid.ts";

type Sent = {
  shopId: string;
  actor: ActingMember;
  /** Made by the browser for each press: the same id again is the same form. */
  formId: string;
  /** How long it has waited in the browser, by the browser's clock. */
  waitedMs?: number;
};

const LOOK_EVERY_MS = 250;
/** So long a form waits for the answer to the same one, sent before it, before its sender is told to come again. */
const WAIT_MS = 20_000;
/** What is not answered after this time was cut off: the process that did it is gone. */
const CUT_OFF_MS = 120_000;

const TOO_LATE: FormAnswer = {
  said: "You asked for this a while ago, and it has only now reached the server, so it was not done: things may have changed. Look at the page, and ask again if it is still right.",
  isRefused: true,
};

const CUT_OFF: FormAnswer = {
  said: "The server stopped while this was being done. Look at the page to see whether it was, before you try again.",
  isRefused: true,
};

const NOT_YOURS: FormAnswer = {
  said: "This was asked for by somebody else in this browser, and it was not done again. Reload the page.",
  isRefused: true,
};

/**
 * Does what a form asks for once, however often it is sent, and gives the same answer each time; `under_way` while the first one is still at
 * it. A form without an id is done each time.
 */
export async function answerOnce(sent: Sent, work: () => Promise<FormAnswer>): Promise<FormAnswer | "under_way"> {
  const form = keyOf(sent);
  if (!form) return work();
  if (!(await claimForm(form))) return answerOfFirst(form);
  const answer = await (isTooLate(sent.waitedMs) ? Promise.resolve(TOO_LATE) : work()).catch(async (fault: unknown) => {
    await releaseForm(form);
    throw fault;
  });
  // It was done: where that cannot be written down the id is not given back, so that it is not done again.
  await keepAnswer(form, answer).catch((fault: unknown) => {
    log.error({ event: "form_answer_not_kept", ...form, error: (fault as Error).message });
  });
  return answer;
}

/** What this member was answered to a form; null when it was not done, `under_way` while it is being done. */
export async function tellFormAnswer(sent: Sent): Promise<FormAnswer | "under_way" | null> {
  const form = keyOf(sent);
  const answer = form && (await answerOf(form));
  return answer === "not_yours" ? null : answer;
}

async function answerOfFirst(form: FormKey): Promise<FormAnswer | "under_way"> {
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_EVERY_MS) {
    const answer = await answerOf(form);
    // The first one has failed meanwhile: its sender comes again. Somebody else's id never becomes free.
    if (answer === null) return "under_way";
    if (answer === "not_yours") return NOT_YOURS;
    if (answer !== "under_way") return answer;
    await sleep(LOOK_EVERY_MS);
  }
  return "under_way";
}

async function answerOf(form: FormKey): Promise<FormAnswer | "under_way" | "not_yours" | null> {
  const known = await sentForm(form);
  if (!known) return null;
  if (!known.isOwn) return "not_yours";
  return known.answer ?? (known.ageMs > CUT_OFF_MS ? CUT_OFF : "under_way");
}

function keyOf({ shopId, actor: { memberId }, formId }: Sent): FormKey | null {
  return isUuid(formId) ? { shopId, memberId, formId } : null;
}
