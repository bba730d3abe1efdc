import { inTransaction, type Tx } from "../../adapters/db.ts";
import { dropPicturesOfReason } from "../../adapters/rows/shop/pictures.ts";
import {
  addReasonRow,
  allReasons,
  dropReason,
  isReasonUsed,
  lockReasons,
  placeReasons,
  writeReason,
} from "../../adapters/rows/shop/reasons.ts";
import { noteSettingChange } from "../../adapters/rows/shop/setting-changes.ts";
import { queueDropping } from "../../adapters/queue/queue.ts";
import { inOrder, reasonFacts, reasonNamed, type HeldReason, type ReasonWords } from "../../domain/shop/reasons.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { shortName } from "../../domain/words/names.ts";
import { REFUSAL_WORDS, type Refusal } from "../../domain/words/refusals.ts";
import type { Said } from "../../domain/words/said.ts";
import { isUuid } from "../../domain/words/uuid.ts";

/** What an admin asks for the rejection reasons. */
export type ReasonWish =
  | ({ intent: "add_reason" } & ReasonWords)
  | ({ intent: "change_reason"; reasonId: string } & ReasonWords)
  | { intent: "switch_reason"; reasonId: string; isOn: boolean }
  | { intent: "order_reasons"; reasonIds: readonly string[] }
  | { intent: "drop_reason"; reasonId: string };

type By = { shopId: string; actor: ActingMember };
type Answer = { ok: true } | { refused: Refusal };

/** Adds, changes, switches, orders or deletes rejection reasons, for admins, and says what holds now. */
export async function tellReasons(asked: ReasonWish, by: By): Promise<Said> {
  const answer = await changeReasons(asked, by);
  if ("refused" in answer) return { said: REFUSAL_WORDS[answer.refused], isRefused: true };
  return { said: said(asked), isRefused: false };
}

/** The same without words. A name that another reason has is refused, and so is deleting one that was used. */
export function changeReasons(asked: ReasonWish, { shopId, actor }: By): Promise<Answer> {
  if (!mayDo("change_reasons", actor)) return Promise.resolve({ refused: "not_your_role" });
  return inTransaction(async (tx) => {
    const before = await lockReasons(tx, shopId);
    const refused = await change(tx, shopId, before, asked);
    if (refused) return { refused };
    await note(tx, { shopId, actor }, before, await allReasons(shopId, tx));
    return { ok: true };
  });
}

async function change(
  tx: Tx,
  shopId: string,
  reasons: readonly HeldReason[],
  asked: ReasonWish,
): Promise<Refusal | null> {
  if (asked.intent === "order_reasons") {
    await placeReasons(
      tx,
      shopId,
      inOrder(reasons, asked.reasonIds).map(({ id }) => id),
    );
    return null;
  }
  const known = asked.intent === "add_reason" ? null : reasons.find(({ id }) => id === asked.reasonId);
  if (known === undefined || (known && !isUuid(known.id))) return "unknown_item";
  if (asked.intent === "add_reason" || asked.intent === "change_reason") {
    const { customerText, hint, mayKeepPhoto } = asked;
    const words = { name: shortName(asked.name), customerText: customerText.trim(), hint: hint.trim(), mayKeepPhoto };
    if (words.name === "") return "needs_name";
    const taken = reasonNamed(reasons, words.name, known?.id ?? null);
    if (taken) return taken.isOn ? "name_taken" : "name_switched_off";
    if (known) await writeReason(tx, shopId, known.id, words);
    else await addReasonRow(tx, shopId, words);
    return null;
  }
  if (asked.intent === "switch_reason") {
    await writeReason(tx, shopId, known!.id, { isOn: asked.isOn });
    return null;
  }
  if (await isReasonUsed(tx, shopId, known!.id)) return "reason_used";
  await queueDropping(tx, shopId, await dropPicturesOfReason(tx, shopId, known!.id));
  await dropReason(tx, shopId, known!.id);
  return null;
}

async function note(tx: Tx, by: By, before: readonly HeldReason[], after: readonly HeldReason[]): Promise<void> {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  for (const id of ids) {
    const [was, is] = [before, after].map((reasons) => reasons.find((one) => one.id === id));
    const called = (was ?? is)!.name;
    const [from, to] = [was, is].map((one) => (one ? reasonFacts(called, one) : null));
    await noteSettingChange(tx, { ...by, part: "reasons", before: from ?? null, after: to ?? null });
  }
  const orderOf = (reasons: readonly HeldReason[]) => ({
    Order: reasons
      .filter(({ id }) => before.some((one) => one.id === id) && after.some((one) => one.id === id))
      .map(({ id }) => after.find((one) => one.id === id)!.name)
      .join(", "),
  });
  await noteSettingChange(tx, { ...by, part: "reasons", before: orderOf(before), after: orderOf(after) });
}

function said(asked: ReasonWish): string {
  if (asked.intent === "switch_reason")
    return asked.isOn
      ? "The reason is offered from now on."
      : "The reason is not offered any more. Photos that were rejected for it keep it.";
  return SAID[asked.intent];
}

const SAID: Record<Exclude<ReasonWish["intent"], "switch_reason">, string> = {
  add_reason: "The reason is in the list.",
  change_reason: "Saved. It holds at once, also for photos that were rejected for this reason before.",
  order_reasons: "The reasons stand in this order from now on.",
  drop_reason: "The reason is deleted. Nothing had it.",
};
