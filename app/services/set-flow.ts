import { db, inTransaction } from "../adapters/db.ts";
import { log } from "../adapters/log.ts";
import { lockOrders, openOrders, writeFlow } from "../adapters/orders.ts";
import { readFlow } from "../adapters/situations.ts";
import type { ActingMember } from "../domain/actors.ts";
import type { Flow } from "../domain/flow.ts";
import type { Refusal } from "../domain/refusals.ts";
import { SKIPPABLE_STEPS } from "../domain/steps.ts";
import { settleOrder } from "./settle-order.ts";

/** The shop's flow as new orders get it. */
export async function readShopFlow(shopId: string): Promise<Flow> {
  const { flow } = await db().shop.findUniqueOrThrow({ where: { id: shopId }, select: { flow: true } });
  return readFlow(flow);
}

type Wish = { shopId: string; actor: ActingMember; flow: Flow; applyToOpenOrders?: boolean };

/** Sets the flow for orders to come; open orders keep theirs unless asked: then it holds from each item's next step on. Gives how many orders that were. */
export async function setFlow({ shopId, actor, flow, applyToOpenOrders = false }: Wish): Promise<{ changedOrders: number } | { refused: Refusal }> {
  if (!actor.roles.includes("admin")) return { refused: "not_your_role" };
  const clean = sensible(flow);
  await db().shop.update({ where: { id: shopId }, data: { flow: clean } });
  log.info({ event: "flow_changed", shopId, by: actor.memberId, flow: clean, applyToOpenOrders });
  const orderIds = applyToOpenOrders ? await openOrders(shopId) : [];
  for (const orderId of orderIds) {
    await inTransaction(async (tx) => {
      await lockOrders(tx, shopId, [orderId]);
      await writeFlow(tx, shopId, orderId, clean);
      await settleOrder(tx, shopId, orderId);
    });
  }
  return { changedOrders: orderIds.length };
}

function sensible({ skips, manner, partialShipping, keepPhotoLeads }: Flow): Flow {
  const isIndependent = manner === "independently";
  return {
    skips: SKIPPABLE_STEPS.filter((step) => skips.includes(step)),
    manner: isIndependent ? "independently" : "together",
    partialShipping: isIndependent && partialShipping,
    keepPhotoLeads: keepPhotoLeads === "back_to_review" ? "back_to_review" : "on",
  };
}
