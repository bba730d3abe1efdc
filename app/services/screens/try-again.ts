import { inTransaction } from "../../adapters/db.ts";
import { wakeMailNotices } from "../../adapters/mail/mail-notices.ts";
import { tryGivenUpAgain } from "../../adapters/queue/queue-given-up.ts";
import { wakeGivenUp } from "../../adapters/queue/webhook-deliveries.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { REFUSAL_WORDS } from "../../domain/words/refusals.ts";
import type { Said } from "../../domain/words/said.ts";
import { mayDo } from "../../domain/team/permissions.ts";

/** A manager has all that gave up in the background tried again, from its first attempt. */
export async function tryAgain({ shopId, actor }: { shopId: string; actor: ActingMember }): Promise<Said> {
  if (!mayDo("answer_tasks", actor)) return { said: REFUSAL_WORDS.not_your_role, isRefused: true };
  const count = await inTransaction(
    async (tx) => (await tryGivenUpAgain(tx, shopId)) + (await wakeGivenUp(tx, shopId)) + (await wakeMailNotices(tx)),
  );
  const what = count === 1 ? "1 thing is" : `${count} things are`;
  return { said: count === 0 ? "Nothing is left to try again." : `${what} tried again now.`, isRefused: false };
}
