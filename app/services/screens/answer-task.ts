import { mayDo } from "../../domain/team/permissions.ts";
import { closeTask, taskById } from "../../adapters/rows/shop/tasks.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import { saidOfMany, TASKS, type TaskAnswer } from "../../domain/screens/tasks.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { settleUnclearEmails, settleUnknownEmail } from "../emails/settle-unknown-email.ts";

type Settled = { shopId: string; actor: ActingMember; taskId: string; as: TaskAnswer };

/** A manager's answer to a task; one that has ended before stays ended. `said`: what is said of it in place of the answer's own words. */
export async function answerTask({
  shopId,
  actor,
  taskId,
  as,
}: Settled): Promise<{ ok: true; said?: string } | { refused: Refusal }> {
  if (!mayDo("answer_tasks", actor)) return { refused: "not_your_role" };
  const task = isUuid(taskId) ? await taskById(shopId, taskId) : null;
  if (!task) return { refused: "unknown_item" };
  if (task.closedAt) return { ok: true };
  if (!TASKS[task.kind].answers.includes(as)) return { refused: "wrong_step" };
  if (as === "closed" || as === "put_away") await closeTask(shopId, taskId);
  else if (task.kind === "emails_unknown")
    return { ok: true, said: saidOfMany(as, await settleUnclearEmails({ shopId, as })) };
  else await settleUnknownEmail({ shopId, emailId: task.subject, as });
  return { ok: true };
}
