import { noTransaction } from "../../adapters/db.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Said } from "../../domain/words/said.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { waitedFor } from "../../domain/emails/email-sheets.ts";
import { sendAgain } from "./send-again.ts";

const MOST = 200;

/** Writes at once to the customers of those of these orders that wait for them, about what each waits for. */
export async function remindCustomers({
  shopId,
  actor,
  orderIds,
}: {
  shopId: string;
  actor: ActingMember;
  orderIds: readonly string[];
}): Promise<Said> {
  const situations = await loadSituations(noTransaction(), shopId, orderIds.filter(isUuid).slice(0, MOST));
  const due = [...situations.values()].flatMap(({ orderId, orderName, items }) =>
    waitedFor(items).map((kind) => ({ orderId, orderName, kind })),
  );
  if (due.length === 0) return { said: noneDue([...situations.values()]), isRefused: true };
  const refused: string[] = [];
  for (const { orderId, orderName, kind } of due) {
    const answer = await sendAgain({ shopId, actor, orderId, kind, withNewLink: false });
    if (answer.isRefused) refused.push(`${orderName}: ${answer.said}`);
  }
  const sent = due.length - refused.length;
  return {
    said: [sent === 1 ? "1 email leaves now." : `${sent} emails leave now.`, ...refused].join(" "),
    isRefused: refused.length > 0,
  };
}

// What is said stays until it is put away, also on the pages of other orders.
function noneDue(situations: readonly { orderName: string }[]): string {
  const [only] = situations;
  return situations.length === 1
    ? `Nothing of ${only!.orderName} waits for an answer of its customer now.`
    : "None of these orders waits for its customer.";
}
