import { mayDo } from "../../domain/team/permissions.ts";
import { inTransaction } from "../../adapters/db.ts";
import { log } from "../../adapters/log.ts";
import { beginFollowing } from "../../adapters/rows/orders/changed-flows.ts";
import { clockTime } from "../../adapters/rows/orders/orders.ts";
import { enqueue, queueFollowing } from "../../adapters/queue/queue.ts";
import { noteSettingChange } from "../../adapters/rows/shop/setting-changes.ts";
import { readSettings, writeSettings } from "../../adapters/rows/shop/shops.ts";
import { flowFacts } from "../../domain/shop/setting-facts.ts";
import type { SettingFacts } from "../../domain/shop/setting-log.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { flowRefusal, wholeFlow, type Flow } from "../../domain/words/flow.ts";
import type { Refusal } from "../../domain/words/refusals.ts";

/** The shop's flow as new orders get it. */
export async function readShopFlow(shopId: string): Promise<Flow> {
  return (await readSettings(shopId)).flow;
}

type Wish = { shopId: string; actor: ActingMember; flow: Flow; applyToOpenOrders?: boolean };

/** Sets the flow for orders to come; open orders keep theirs unless asked: then a job gives it to them. Gives how many orders will follow. A flow that nobody could work by is refused. */
export async function setFlow({
  shopId,
  actor,
  flow,
  applyToOpenOrders = false,
}: Wish): Promise<{ followingOrders: number } | { refused: Refusal }> {
  if (!mayDo("set_flow", actor)) return { refused: "not_your_role" };
  const clean = wholeFlow(flow);
  const refused = flowRefusal(clean);
  if (refused) return { refused };
  const followingOrders = await inTransaction(async (tx) => {
    const { before, after } = await writeSettings(tx, shopId, { flow: clean });
    const also: SettingFacts = applyToOpenOrders ? { "Open orders": "follow this flow too" } : {};
    const [was, is] = [flowFacts(before.flow), { ...flowFacts(after.flow), ...also }];
    await noteSettingChange(tx, { shopId, actor, part: "flow", before: was, after: is });
    // What waited for its payment came in nowhere, and nothing may happen to it in Shopify for days.
    if (before.flow.unpaid === "wait" && clean.unpaid === "start")
      await enqueue(tx, "import-orders", { shopId }, { jobKey: `import-orders:${shopId}` });
    if (!applyToOpenOrders) return 0;
    const askedAt = await clockTime(tx);
    const orders = await beginFollowing(tx, { shopId, flow: clean, askedAt });
    await queueFollowing(tx, { shopId, flow: clean, askedAt: askedAt.toISOString() });
    return orders;
  });
  log.info({ event: "flow_changed", shopId, by: actor.memberId, flow: clean, followingOrders });
  return { followingOrders };
}
