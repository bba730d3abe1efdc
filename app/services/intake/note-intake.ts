import { tables, type Tx } from "../../adapters/db.ts";
import type { KnownOrder } from "../../adapters/rows/intake-rows.ts";
import type { HistoryEvent } from "../../domain/workflow/history.ts";
import type { IncomingOrder } from "../../domain/intake/incoming-order.ts";

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
  const rows: { itemId: string | null; event: HistoryEvent; subject?: string }[] = [
    ...added.map((itemId) => ({ itemId, event: wasKnown ? ("item_added" as const) : ("item_made" as const) })),
    ...changedCopies.map(({ itemId, copies }) => ({
      itemId,
      event: "copies_changed" as const,
      subject: String(copies),
    })),
  ];
  if (wasKnown && order.shippingAddress && isOtherAddress(ours.shippingAddress, order.shippingAddress))
    rows.push({ itemId: null, event: "address_changed" });
  if (rows.length === 0) return;
  await tables(tx).history.createMany({
    data: rows.map(({ itemId, event, subject }) => ({
      shopId: ours.shopId,
      orderId: ours.id,
      itemId,
      actorKind: "system",
      event,
      toStep: event === "item_made" || event === "item_added" ? "photo_review" : null,
      details: subject === undefined ? {} : { subject },
    })),
  });
}

// The database gives the keys of a JSON value in an order of its own.
function isOtherAddress(before: unknown, after: object): boolean {
  if (before === null || typeof before !== "object") return false;
  return Object.entries(after).some(([part, value]) => ((before as Record<string, unknown>)[part] ?? null) !== value);
}
