import { noTransaction } from "../../adapters/db.ts";
import { ordersOfItems } from "../../adapters/rows/orders/orders.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { type ArtfileAction, artfileActionIn } from "../../domain/files/artfile-action.ts";
import { actionsFor } from "../../domain/workflow/decide.ts";
import { STEP_NAMES } from "../../domain/words/steps.ts";

/** Why an item takes no artfile from this member now, in a sentence; null when it does. */
export async function whyNoArtfile(shopId: string, actor: ActingMember, itemId: string): Promise<string | null> {
  const found = await artfileActionFor(shopId, actor, itemId);
  return "action" in found ? null : found.sentence;
}

/** The command with which this member may give an item an artfile now, or in a sentence why there is none. */
export async function artfileActionFor(
  shopId: string,
  actor: ActingMember,
  itemId: string,
  tx = noTransaction(),
): Promise<{ action: ArtfileAction } | { sentence: string }> {
  const orderId = (await ordersOfItems(tx, shopId, [itemId])).get(itemId);
  const situation = orderId ? await loadSituation(tx, shopId, orderId) : null;
  const item = situation?.items.find(({ id }) => id === itemId);
  if (!situation || !item) return { sentence: "There is no such item in this shop." };
  const action = artfileActionIn(item.step);
  if (actionsFor(item, situation, actor).includes(action)) return { action };
  const place = `Item ${item.number} of order ${situation.orderName} is in ${STEP_NAMES[item.step]}`;
  const isTheirs = situation.assignees.artist === actor.memberId;
  return {
    sentence: `${place} and takes no artfile from you now${isTheirs ? "." : ": the order is assigned to someone else."}`,
  };
}
