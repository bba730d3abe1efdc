import { randomUUID } from "node:crypto";
import type { Tx } from "../../adapters/db.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import { letThroughAll } from "../../domain/workflow/decide.ts";
import { beginAct } from "../../adapters/rows/acts/running-act.ts";
import { writeDecision } from "./write-decision.ts";

/** Lets through the items of orders that no barrier holds any more, after their flow or their lines were changed by other means than a command. */
export async function openBarriers(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<void> {
  await lockOrders(tx, shopId, orderIds);
  for (const situation of (await loadSituations(tx, shopId, orderIds)).values()) {
    const decision = letThroughAll(situation);
    if (decision.changes.length === 0) continue;
    const at = await clockTime(tx);
    const act = { tx, shopId, actor: { kind: "system" }, actId: randomUUID(), at, undoableUntil: at } as const;
    await writeDecision(beginAct(act), situation, decision, []);
  }
}
