import type { FormAnswer } from "../../../domain/words/said.ts";
import { db } from "../../db.ts";
import { dropRows } from "../../drop-rows.ts";

/** A form that was sent: by its shop, its sender and the id that the browser gave it. */
export type FormKey = { shopId: string; memberId: string; formId: string };

/** Takes a form's id; false when it has been sent before. */
export async function claimForm({ shopId, memberId, formId }: FormKey): Promise<boolean> {
  const count = await db().$executeRaw`
    INSERT INTO "SentForm" ("shopId", id, "memberId") VALUES (${shopId}::uuid, ${formId}::uuid, ${memberId}::uuid)
    ON CONFLICT DO NOTHING`;
  return count === 1;
}

/** Gives the id back when nothing was answered, so that it may be sent again. */
export async function releaseForm({ shopId, memberId, formId }: FormKey): Promise<void> {
  await db().sentForm.deleteMany({ where: { shopId, id: formId, memberId } });
}

/** Keeps what was answered. */
export async function keepAnswer({ shopId, memberId, formId }: FormKey, answer: FormAnswer): Promise<void> {
  await db().sentForm.updateMany({ where: { shopId, id: formId, memberId }, data: { answer } });
}

/** A form of this id that the shop knows: what was answered (null while it is being done), for how many ms it has been known, and whether this member sent it; null when none was sent. */
export async function sentForm({
  shopId,
  memberId,
  formId,
}: FormKey): Promise<{ answer: FormAnswer | null; ageMs: number; isOwn: boolean } | null> {
  const [row] = await db().$queryRaw<{ answer: FormAnswer | null; ageMs: number; isOwn: boolean }[]>`
    SELECT answer, (extract(epoch FROM clock_timestamp() - "sentAt") * 1000)::float8 AS "ageMs", "memberId" = ${memberId}::uuid AS "isOwn"
    FROM "SentForm" WHERE "shopId" = ${shopId}::uuid AND id = ${formId}::uuid`;
  return row ?? null;
}

/** Forgets what was sent so many days ago: no page keeps it so long. */
export async function dropOldForms(days: number): Promise<void> {
  await dropRows("SentForm", "sentAt", `"sentAt" < now() - make_interval(days => $1)`, [days]);
}
