import type { TaskKind } from "../../domain/screens/tasks.ts";
import { tables, type Tx } from "../db.ts";
import type { EmailRow } from "./email-rows.ts";
import { keepUnclearTask } from "./unclear-emails.ts";

const UNTOLD = ["email_unknown", "email_refused", "email_without_address"] as const satisfies readonly TaskKind[];
/** Tasks that may end when another email of the order arrives. */
export const TROUBLES_THAT_END = ["email_bounced", ...UNTOLD] as const satisfies readonly TaskKind[];

/**
 * Ends the tasks that an email which has arrived makes idle: earlier emails of its order that bounced, for the address takes them now,
 * and earlier ones of its kind that did not leave, for the customer has been told. An email that was sent later keeps its task.
 */
export async function endTroublesBefore(tx: Tx, email: EmailRow, at: Date): Promise<void> {
  const { shopId, orderId, kind, sentAt } = email;
  if (sentAt === null) return;
  const others = await tables(tx).email.findMany({ where: { shopId, orderId, id: { not: email.id } } });
  const earlier = others.filter((one) => (one.sentAt ?? one.sendingSince ?? one.createdAt) < sentAt);
  const subjects = (of: typeof earlier) => ({ in: of.map(({ id }) => id) });
  await tables(tx).task.updateMany({
    where: {
      shopId,
      orderId,
      closedAt: null,
      OR: [
        { kind: "email_bounced", subject: subjects(earlier) },
        { kind: { in: [...UNTOLD] }, subject: subjects(earlier.filter((one) => one.kind === kind)) },
      ],
    },
    data: { closedAt: at },
  });
  if (earlier.some((one) => one.kind === kind && one.state === "unknown")) await keepUnclearTask(tx, shopId);
}

/** Whether an email about the same order that was sent later than this one has arrived. */
export async function hasLaterArrived(tx: Tx, { shopId, orderId, sentAt }: EmailRow): Promise<boolean> {
  if (sentAt === null) return false;
  const arrived = await tables(tx).email.count({
    where: { shopId, orderId, sentAt: { gt: sentAt }, deliveredAt: { not: null }, bouncedAt: null },
  });
  return arrived > 0;
}
