import type { Flow } from "../words/flow.ts";
import type { Hold, Holdable } from "./holds.ts";

/** A fulfilment order whose hold of ours somebody else lifted, and how often. */
export type Lifted = { fulfillmentOrderId: string; times: number };

/**
 * Which of our holds somebody lifted: `known` are the holds that we wrote down, `before` what was noticed earlier. Of fulfilment
 * orders that are closed, moved or shipped nothing is lifted, and what is forgotten of them is left out.
 */
export function noticeLifted(
  heldLines: ReadonlySet<string>,
  all: readonly Holdable[],
  known: readonly Hold[],
  before: readonly Lifted[],
): { lifted: Lifted[]; isNew: boolean } {
  const waits = ({ isOpen, lines }: Holdable) =>
    isOpen && lines.some(({ lineId, remaining }) => remaining > 0 && heldLines.has(lineId));
  let isNew = false;
  const lifted = all.filter(waits).flatMap(({ id, ourHoldId }) => {
    const isNow = ourHoldId === null && known.some(({ fulfillmentOrderId }) => fulfillmentOrderId === id);
    const times = (before.find(({ fulfillmentOrderId }) => fulfillmentOrderId === id)?.times ?? 0) + (isNow ? 1 : 0);
    isNew ||= isNow;
    return times > 0 ? [{ fulfillmentOrderId: id, times }] : [];
  });
  return { lifted, isNew };
}

/** The fulfilment orders that are left open after their hold was lifted, as the shop has set it. */
export function leftOpen(lifted: readonly Lifted[], setting: Flow["liftedHold"]): Set<string> {
  const again = { again_once: 1, again_always: Number.POSITIVE_INFINITY, leave: 0 }[setting];
  return new Set(lifted.filter(({ times }) => times > again).map(({ fulfillmentOrderId }) => fulfillmentOrderId));
}
