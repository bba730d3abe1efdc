import { mayDo } from "../../domain/team/permissions.ts";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { noteSettingChange } from "../../adapters/rows/shop/setting-changes.ts";
import { writeSettings } from "../../adapters/rows/shop/shops.ts";
import { queueUnknown } from "../../adapters/mail/unclear-emails.ts";
import { readRetention, type Retention } from "../../domain/files/retention.ts";
import { MAX_GUIDELINE, type FlowSettings } from "../../domain/screens/settings.ts";
import { guidelineFacts, resendingFacts, retentionFacts, usualHoursFacts } from "../../domain/shop/setting-facts.ts";
import { usualHoursToKeep } from "../../domain/screens/overdue.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import type { Step } from "../../domain/words/steps.ts";

type By = { shopId: string; actor: ActingMember };
type Answer = { ok: true } | { refused: Refusal };

/** Sets the shop's own words on how photos are judged. */
export async function setGuideline({ guideline, ...by }: By & { guideline: string }): Promise<Answer> {
  if (!mayDo("set_guideline", by.actor)) return { refused: "not_your_role" };
  await inTransaction((tx) => set(tx, by, "guideline", { guideline: guideline.trim().slice(0, MAX_GUIDELINE) }));
  return { ok: true };
}

/** Sets the usual duration of steps in hours; a step that is left out, or not above zero, has its default again. */
export async function setUsualHours({ hours, ...by }: By & { hours: Partial<Record<Step, number>> }): Promise<Answer> {
  if (!mayDo("set_usual_hours", by.actor)) return { refused: "not_your_role" };
  await inTransaction((tx) => set(tx, by, "usual_hours", { usualHours: usualHoursToKeep(hours) }));
  return { ok: true };
}

/** Sets after how many minutes an email leaves once more by itself when nobody knows whether it was sent; null: it does not. Those that wait now follow. */
export async function setResending({ minutes, ...by }: By & { minutes: number | null }): Promise<Answer> {
  if (!mayDo("set_resending", by.actor)) return { refused: "not_your_role" };
  await inTransaction(async (tx) => {
    await set(tx, by, "resending", { resendUnknownAfter: minutes });
    await queueUnknown(tx, by.shopId, minutes);
  });
  return { ok: true };
}

/** Sets for how long files live after an order's end. What is older then goes in the coming night. */
export async function setRetention({ retention, ...by }: By & { retention: Retention }): Promise<Answer> {
  if (!mayDo("set_retention", by.actor)) return { refused: "not_your_role" };
  // As it is read: nothing else is ever stored.
  await inTransaction((tx) => set(tx, by, "retention", { retention: readRetention(retention) }));
  return { ok: true };
}

const FACTS = {
  guideline: ({ guideline }: FlowSettings) => guidelineFacts(guideline),
  usual_hours: ({ usualHours }: FlowSettings) => usualHoursFacts(usualHours),
  resending: ({ resendUnknownAfter }: FlowSettings) => resendingFacts(resendUnknownAfter),
  retention: ({ retention }: FlowSettings) => retentionFacts(retention),
};

async function set(
  tx: Tx,
  by: By,
  part: keyof typeof FACTS,
  settings: Parameters<typeof writeSettings>[2],
): Promise<void> {
  const { before, after } = await writeSettings(tx, by.shopId, settings);
  await noteSettingChange(tx, { ...by, part, before: FACTS[part](before), after: FACTS[part](after) });
}
