import { randomUUID } from "node:crypto";
import type { Tx } from "../../adapters/db.ts";
import { clockTime, lockOrders } from "../../adapters/rows/orders.ts";
import { loadSituation } from "../../adapters/rows/situations.ts";
import { settle } from "../../domain/workflow/decide.ts";
import { writeDecision } from "./write-decision.ts";

/** Lets through the items of an order that no barrier holds any more, after its flow or its lines were changed by other means than a command. */
export async function settleOrder(tx: Tx, shopId: string, orderId: string): Promise<void> {
  await lockOrders(tx, shopId, [orderId]);
  const situation = await loadSituation(tx, shopId, orderId);
  const decision = situation && settle(situation);
  if (!situation || decision?.changes.length === 0) return;
  const actId = randomUUID();
  const at = await clockTime(tx);
  const act = {
    shopId,
    actor: { kind: "system" } as const,
    actId,
    at,
    undoableUntil: at,
    reasonName: null,
    before: { journal: [], left: [], emails: [], orderIds: [] },
    outcome: { actId, action: "move" as const, moved: [], refused: [], undoableUntil: null },
  };
  await writeDecision(tx, act, situation, decision!, []);
}
