import { inTransaction, type Tx } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { withdrawEmails } from "../../adapters/mail/emails-outbox.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { orderInShopify } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { knownOrder, lockIntake, markDeleted } from "../../adapters/rows/orders/intake-rows.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { keepUnclearTask } from "../../adapters/mail/unclear-emails.ts";
import { closeTasksOfOrder } from "../../adapters/rows/shop/tasks.ts";
import type { UnsettledCause } from "../../domain/fulfilment/unsettled.ts";
import { isEnd } from "../../domain/words/steps.ts";
import { tellLifted, tellUnsettled } from "../fulfilment/tell-unsettled.ts";
import { tellItems } from "./tell-items.ts";

/**
 * An order was deleted in Shopify: it leaves every queue, nobody is written to for it, and nothing is asked of Shopify for it any more.
 * Its history stays, and what was done stays done. May be repeated; nothing happens for an order that we do not have.
 */
export async function orderDeleted(order: { shopId: string; shopifyOrderId: string }): Promise<void> {
  const deleted = await inTransaction((tx) => deleteWithin(tx, order));
  if (!deleted) return;
  log.info({ event: "order_deleted_in_shopify", ...order });
  const about = { shopId: order.shopId, orderId: deleted.orderId };
  await tellUnsettled({ ...about, before: deleted.unsettledCause, cause: null, tries: 0 });
  await tellLifted({ ...about, isNew: false });
}

async function deleteWithin(
  tx: Tx,
  { shopId, shopifyOrderId }: { shopId: string; shopifyOrderId: string },
): Promise<{ orderId: string; unsettledCause: UnsettledCause | null } | null> {
  await lockIntake(tx, shopId, shopifyOrderId);
  const known = await knownOrder(tx, shopId, shopifyOrderId);
  if (!known || known.deletedInShopify) return null;
  const { id: orderId, items } = known;
  const at = await clockTime(tx);
  const before = await orderInShopify(tx, shopId, orderId);
  await markDeleted(tx, known, at);
  await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
    { orderId, itemId: null, event: "deleted_in_shopify" },
  ]);
  const open = items.filter(({ step }) => !isEnd(step)).map(({ id }) => id);
  await tellItems(tx, known, { action: "cancel_in_shopify", note: "The order was deleted in Shopify." }, open);
  await withdrawEmails(tx, { shopId, orderId, itemIds: items.map(({ id }) => id) });
  await closeTasksOfOrder(tx, shopId, orderId, at);
  await keepUnclearTask(tx, shopId);
  return { orderId, unsettledCause: before?.unsettledCause ?? null };
}
