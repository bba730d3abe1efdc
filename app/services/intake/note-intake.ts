import type { Tx } from "../../adapters/db.ts";
import { appendHistory, type NewHistory } from "../../adapters/rows/acts/history.ts";
import type { KnownOrder } from "../../adapters/rows/orders/intake-rows.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";
import { FIRST_STEP } from "../../domain/words/steps.ts";

type Intake = {
  ours: KnownOrder;
  order: IncomingOrder;
  /** Ids of the items that were made. */
  added: readonly string[];
  changedCopies: readonly { itemId: string; copies: number }[];
  wasKnown: boolean;
};

/** Writes the history of one intake: items made or added, other copies, another address. */
export async function noteIntake(tx: Tx, { ours, order, added, changedCopies, wasKnown }: Intake): Promise<void> {
  const { shopId, id: orderId } = ours;
  const made = wasKnown ? "item_added" : "item_made";
  const lines: NewHistory[] = [
    ...added.map((itemId) => ({ orderId, itemId, event: made, toStep: FIRST_STEP }) as const),
    ...changedCopies.map(
      ({ itemId, copies }) => ({ orderId, itemId, event: "copies_changed", subject: String(copies) }) as const,
    ),
  ];
  if (wasKnown && order.shippingAddress && isOtherAddress(ours.shippingAddress, order.shippingAddress))
    lines.push({ orderId, itemId: null, event: "address_changed" });
  await appendHistory(tx, { shopId, actor: { kind: "system" } }, lines);
}

// The database gives the keys of a JSON value in an order of its own.
function isOtherAddress(before: unknown, after: object): boolean {
  if (before === null || typeof before !== "object") return false;
  return Object.entries(after).some(([part, value]) => ((before as Record<string, unknown>)[part] ?? null) !== value);
}
