import { randomUUID } from "node:crypto";
import { inTransaction, type Tx } from "../../adapters/db.ts";
import { answerFulfilment, type FulfilmentAnswer } from "../../adapters/rows/fulfilment/fulfilments.ts";
import { appendHistory } from "../../adapters/rows/acts/history.ts";
import { queueSettling } from "../../adapters/queue/queue.ts";
import { markLinesShipped, unendedItems } from "../../adapters/rows/orders/orders.ts";
import { actWithin, currentTargets } from "../acts/act-on-items.ts";

type Key = { shopId: string; fulfilmentId: string };

/** Shopify has fulfilled it: the items are done, in the same transaction that says so; `lineIds` are the lines it counts as shipped now. May be repeated. */
export async function fulfilmentDone({
  shopId,
  fulfilmentId,
  shopifyFulfillmentIds,
  lineIds,
}: Key & { shopifyFulfillmentIds: string[]; lineIds: string[] }): Promise<void> {
  await inTransaction(async (tx) => {
    const settled = await settle(
      tx,
      { shopId, fulfilmentId },
      { state: "fulfilled", refusal: null, shopifyFulfillmentIds },
    );
    if (!settled) return;
    const { orderId, itemIds } = settled;
    // Known before its webhook tells: a reprint asked for in between stays open.
    await markLinesShipped(tx, shopId, orderId, lineIds);
    // A webhook of the same fulfilment may have been faster, and an item may have been changed by hand meanwhile.
    for (const action of ["fulfil", "fulfil_in_shopify"] as const) {
      const left = await unendedItems(tx, shopId, itemIds);
      if (left.length === 0) return;
      const targets = await currentTargets(tx, shopId, orderId, left);
      await actWithin(tx, {
        shopId,
        orderId,
        actor: { kind: "system" },
        actId: randomUUID(),
        command: { action },
        targets,
      });
    }
  });
}

/** Shopify refused: the items stay in the fulfilment queue, and its sentence is shown there. */
export async function fulfilmentRefused({ shopId, fulfilmentId, sentence }: Key & { sentence: string }): Promise<void> {
  await inTransaction(async (tx) => {
    const settled = await settle(tx, { shopId, fulfilmentId }, { state: "refused", refusal: sentence.slice(0, 1_000) });
    if (settled)
      await appendHistory(tx, { shopId, actor: { kind: "system" } }, [
        { orderId: settled.orderId, itemId: null, event: "fulfilment_refused", subject: sentence.slice(0, 300) },
      ]);
  });
}

async function settle(
  tx: Tx,
  { shopId, fulfilmentId }: Key,
  answer: FulfilmentAnswer,
): Promise<{ orderId: string; itemIds: string[] } | null> {
  const settled = await answerFulfilment(tx, shopId, fulfilmentId, answer);
  // What has shipped is no longer held here, and what is left of it may have come into a fulfilment order of its own.
  if (settled) await queueSettling(tx, { shopId, orderId: settled.orderId });
  return settled;
}
