import { randomUUID } from "node:crypto";
import type { Tx } from "../../adapters/db.ts";
import type { Command } from "../../domain/workflow/actions.ts";
import { actWithin, currentTargets } from "../acts/act-on-items.ts";

/** Does to items of one order what Shopify's state of it asks for, as the app itself; nothing where there are none. */
export async function tellItems(
  tx: Tx,
  { shopId, id: orderId }: { shopId: string; id: string },
  command: Command,
  itemIds: readonly string[],
): Promise<void> {
  if (itemIds.length === 0) return;
  const targets = await currentTargets(tx, shopId, orderId, [...itemIds]);
  await actWithin(tx, { shopId, actor: { kind: "system" }, actId: randomUUID(), command, targets, orderId });
}
