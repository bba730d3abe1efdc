import { mayDo } from "../../domain/team/permissions.ts";
import { db, inTransaction, tables } from "../../adapters/db.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import { STEPS, type Step } from "../../domain/words/steps.ts";
import { isUuid } from "../../domain/words/uuid.ts";

type By = { shopId: string; actor: ActingMember };
type Answer = { ok: true } | { refused: Refusal };

/** The longest guideline, in characters. */
export const MAX_GUIDELINE = 5000;

/** Sets the shop's own words on how photos are judged. */
export async function setGuideline({ shopId, actor, guideline }: By & { guideline: string }): Promise<Answer> {
  if (!mayDo("set_guideline", actor)) return { refused: "not_your_role" };
  await db().shop.update({ where: { id: shopId }, data: { guideline: guideline.trim().slice(0, MAX_GUIDELINE) } });
  return { ok: true };
}

/** Sets the usual duration of steps in hours; a step that is left out, or not above zero, has its default again. */
export async function setUsualHours({
  shopId,
  actor,
  hours,
}: By & { hours: Partial<Record<Step, number>> }): Promise<Answer> {
  if (!mayDo("set_usual_hours", actor)) return { refused: "not_your_role" };
  const usualHours = Object.fromEntries(
    STEPS.flatMap((step) => ((hours[step] ?? 0) > 0 ? [[step, Math.min(hours[step]!, 8760)]] : [])),
  );
  await db().shop.update({ where: { id: shopId }, data: { usualHours } });
  return { ok: true };
}

/** Adds a rejection reason at the end, or takes a retired one of that name into use again. */
export async function addReason({
  shopId,
  actor,
  name,
}: By & { name: string }): Promise<{ id: string } | { refused: Refusal }> {
  const clean = cleanName(name);
  if (!mayDo("change_reasons", actor)) return { refused: "not_your_role" };
  if (clean === "") return { refused: "needs_name" };
  return inTransaction(async (tx) => {
    const { _max } = await tables(tx).rejectionReason.aggregate({ where: { shopId }, _max: { position: true } });
    const position = (_max.position ?? -1) + 1;
    const known = await tables(tx).rejectionReason.findUnique({ where: { shopId_name: { shopId, name: clean } } });
    if (known && known.retiredAt === null) return { refused: "name_taken" };
    if (!known)
      return tables(tx).rejectionReason.create({ data: { shopId, name: clean, position }, select: { id: true } });
    return tables(tx).rejectionReason.update({
      where: { shopId_id: { shopId, id: known.id } },
      data: { retiredAt: null, position },
      select: { id: true },
    });
  });
}

/** Gives a rejection reason another name, also where it has been used. */
export async function renameReason({
  shopId,
  actor,
  reasonId,
  name,
}: By & { reasonId: string; name: string }): Promise<Answer> {
  const clean = cleanName(name);
  if (!mayDo("change_reasons", actor)) return { refused: "not_your_role" };
  if (clean === "") return { refused: "needs_name" };
  if (!isUuid(reasonId)) return { refused: "unknown_item" };
  const taken = await db().rejectionReason.findUnique({
    where: { shopId_name: { shopId, name: clean } },
    select: { id: true },
  });
  if (taken && taken.id !== reasonId) return { refused: "name_taken" };
  const { count } = await db().rejectionReason.updateMany({ where: { shopId, id: reasonId }, data: { name: clean } });
  return count > 0 ? { ok: true } : { refused: "unknown_item" };
}

/** Takes a rejection reason out of use; issues that have it keep it. */
export async function retireReason({ shopId, actor, reasonId }: By & { reasonId: string }): Promise<Answer> {
  if (!mayDo("change_reasons", actor)) return { refused: "not_your_role" };
  if (!isUuid(reasonId)) return { refused: "unknown_item" };
  const { count } = await db().rejectionReason.updateMany({
    where: { shopId, id: reasonId, retiredAt: null },
    data: { retiredAt: new Date() },
  });
  return count > 0 ? { ok: true } : { refused: "unknown_item" };
}

function cleanName(name: string): string {
  return name.trim().replace(/\s+/gu, " ").slice(0, 60);
}
