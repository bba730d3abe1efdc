import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { queueStarting } from "../../adapters/queue/queue.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { pickOrders } from "../../adapters/rows/orders/shadow-orders.ts";
import { lockShop, writeStart } from "../../adapters/rows/shop/starts.ts";
import type { StartWith } from "../../domain/shop/shadow.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import type { Refusal } from "../../domain/words/refusals.ts";
import { isUuid } from "../../domain/words/uuid.ts";

/** With which orders an admin lets the shop start; `orderIds` are read where some are picked. */
type StartWish = { shopId: string; actor: ActingMember; with: StartWith; orderIds: readonly string[] };

/**
 * The shop starts: orders to come are worked on, and those in shadow that were picked too, by a job. May be asked again, for more of
 * those that are still in shadow. Gives how many orders that will be.
 */
export async function startShop({ shopId, actor, with: asked, orderIds }: StartWish): Promise<Started> {
  if (!mayDo("start_shop", actor)) return { refused: "not_your_role" };
  const picked = orderIds.filter(isUuid);
  if (asked === "picked" && picked.length === 0) return { refused: "nothing_selected" };
  const orders = await inTransaction(async (tx) => {
    const before = await lockShop(tx, shopId);
    const now = await clockTime(tx);
    const count = asked === "new" ? 0 : await pickOrders(tx, shopId, asked === "all" ? null : picked);
    const startedAt = before.startedAt ?? now;
    const startsFrom = asked === "all" ? null : before.startedAt === null ? now : before.startsFrom;
    if (asked === "new" && before.startedAt !== null) return 0;
    await writeStart(tx, shopId, { startedAt, startsFrom, startTotal: count });
    if (count > 0) await queueStarting(tx, shopId);
    return count;
  });
  log.info({ event: "shop_started", shopId, by: actor.memberId, with: asked, orders });
  return { orders };
}

type Started = { orders: number } | { refused: Refusal };
