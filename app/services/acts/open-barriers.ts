import { randomUUID } from "node:crypto";
import type { Tx } from "../../adapters/db.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders/orders.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { letThroughAll } from "../../domain/workflow/decide.ts";
import { beginAct } from "../../adapters/rows/acts/running-act.ts";
import { writeDecision } from "./write-decision.ts";

/** Lets through the items of an order that no barrier holds any more, after its flow or its lines were changed by other means than a command. */
export async function openBarriers(tx: Tx, shopId: string, orderId: string): Promise<void> {
  await lockOrders(tx, shopId, [orderId]);
  const situation = await loadSituation(tx, shopId, orderId);
  const decision = situation && letThroughAll(situation);
  if (!situation || decision?.changes.length === 0) return;
  const at = await clockTime(tx);
  const actId = randomUUID();
  await writeDecision(
    beginAct({ tx, shopId, actor: { kind: "system" }, actId, at, undoableUntil: at }),
    situation,
    decision!,
    [],
  );
}
