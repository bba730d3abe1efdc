import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { queueSettlingAll } from "../../adapters/queue/queue.ts";
import { countOurs } from "../../adapters/rows/fulfilment/ours-in-shopify.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { lockShop, readStage, writeLeaving } from "../../adapters/rows/shop/starts.ts";
import type { OursInShopify } from "../../domain/shop/leaving.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Refusal } from "../../domain/words/refusals.ts";

type By = { shopId: string; actor: ActingMember };

/**
 * Takes everything of ours back in Shopify, before the shop leaves: no order has a hold or a tag of ours any more, and no email leaves. A
 * job goes from order to order; what is left is counted. May be repeated, and ends by `workAgain`.
 */
export function beginLeaving(by: By): Promise<{ ok: true } | { refused: Refusal }> {
  return turn(by, true);
}

/** The shop stays after all: open orders are held and tagged as they have to be, and emails leave. May be repeated. */
export function workAgain(by: By): Promise<{ ok: true } | { refused: Refusal }> {
  return turn(by, false);
}

async function turn({ shopId, actor }: By, isLeaving: boolean): Promise<{ ok: true } | { refused: Refusal }> {
  if (!mayDo("leave", actor)) return { refused: "not_your_role" };
  await inTransaction(async (tx) => {
    await lockShop(tx, shopId);
    const now = await clockTime(tx);
    await writeLeaving(tx, shopId, isLeaving ? now : null, now);
    await queueSettlingAll(tx, shopId);
  });
  log.info({ event: isLeaving ? "shop_is_leaving" : "shop_works_again", shopId, by: actor.memberId });
  return { ok: true };
}

/** Whether a shop is about to leave, and what of ours is in Shopify. */
type Leaving = { isLeaving: boolean; ours: OursInShopify };

/** Reads how far the taking back is. */
export async function showLeaving(shopId: string): Promise<Leaving> {
  const [stage, ours] = await Promise.all([readStage(shopId), countOurs(shopId)]);
  return { isLeaving: stage === "leaving", ours };
}
