import { inTransaction } from "../../adapters/db.ts";
import { queueSettling } from "../../adapters/queue/queue.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { orderInShopify, writeLifted } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { orderIdOf } from "../../adapters/rows/orders/order-list.ts";
import { lockOrders } from "../../adapters/rows/orders/orders.ts";
import { askedAgain, leftOpen } from "../../domain/fulfilment/lifted.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import { isUuid } from "../../domain/words/uuid.ts";

type Asked = { shopId: string; actor: ActingMember; orderId: string };

/**
 * Has an order held again whose hold somebody lifted in Shopify and which the flow leaves open. The same comparison as always settles it and
 * writes down when Shopify has confirmed it. Asked for again while it is under way, nothing is done twice.
 */
export async function holdAgain({ shopId, actor, orderId }: Asked): Promise<{ ok: true } | { refused: Refusal }> {
  if (!mayDo("hold_again", actor)) return { refused: "not_your_role" };
  if (!isUuid(orderId)) return { refused: "unknown_order" };
  return inTransaction(async (tx) => {
    await lockOrders(tx, shopId, [orderId]);
    const order = await orderInShopify(tx, shopId, orderId);
    const situation = await loadSituation(tx, shopId, orderId);
    if (!order || !situation) return { refused: "unknown_order" };
    const { liftedByHand: lifted } = order;
    if (leftOpen(lifted, situation.flow.liftedHold).size === 0)
      return lifted.some(({ isAskedAgain }) => isAskedAgain) ? { ok: true } : { refused: "nothing_released" };
    await writeLifted(tx, shopId, orderId, askedAgain(lifted, situation.flow.liftedHold));
    await appendHistory(tx, { shopId, actor }, [{ orderId, itemId: null, event: "hold_asked_again" }]);
    await queueSettling(tx, { shopId, orderId });
    return { ok: true };
  });
}

/** The same for an order by Shopify's number of it. */
export async function holdAgainByNumber({
  shopifyOrderId,
  ...by
}: Omit<Asked, "orderId"> & { shopifyOrderId: string }): Promise<{ ok: true } | { refused: Refusal }> {
  return holdAgain({ ...by, orderId: (await orderIdOf(by.shopId, shopifyOrderId)) ?? "" });
}
