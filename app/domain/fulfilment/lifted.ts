import type { Flow } from "../words/flow.ts";
import type { Hold, Holdable } from "./holds.ts";

/** A fulfilment order whose hold of ours somebody else lifted, and how often. */
export type Lifted = {
  fulfillmentOrderId: string;
  times: number;
  /** When that was noticed for the last time (ISO); absent where it was not kept. */
  at?: string;
  /** The lines of it that wait, by their numbers in Shopify; absent where they were not kept. */
  lineIds?: string[];
  /** Somebody asked here to have it held again, and Shopify has not confirmed yet that it is. */
  isAskedAgain?: true;
};

/**
 * Which of our holds somebody lifted until now (ISO): `known` are the holds that we wrote down, `before` what was noticed earlier. Of
 * fulfilment orders that are closed, moved or shipped nothing is lifted, and what is forgotten of them is left out.
 */
export function noticeLifted(
  heldLines: ReadonlySet<string>,
  all: readonly Holdable[],
  known: readonly Hold[],
  before: readonly Lifted[],
  now: string,
): { lifted: Lifted[]; isNew: boolean } {
  let isNew = false;
  const lifted = all.flatMap((one): Lifted[] => {
    const { id: fulfillmentOrderId, ourHoldId } = one;
    const lineIds = waitingLines(heldLines, one);
    if (lineIds.length === 0) return [];
    const noticed = before.find((former) => former.fulfillmentOrderId === fulfillmentOrderId);
    const isNow = ourHoldId === null && known.some((hold) => hold.fulfillmentOrderId === fulfillmentOrderId);
    isNew ||= isNow;
    if (isNow) return [{ fulfillmentOrderId, times: (noticed?.times ?? 0) + 1, at: now, lineIds }];
    return noticed ? [{ ...noticed, lineIds }] : [];
  });
  return { lifted, isNew };
}

/** The fulfilment orders that are left open after their hold was lifted, as the shop has set it. */
export function leftOpen(lifted: readonly Lifted[], setting: Flow["liftedHold"]): Set<string> {
  const again = { again_once: 1, again_always: Number.POSITIVE_INFINITY, leave: 0 }[setting];
  const left = lifted.filter(({ times, isAskedAgain }) => times > again && !isAskedAgain);
  return new Set(left.map(({ fulfillmentOrderId }) => fulfillmentOrderId));
}

/** The same with all that is left open asked to be held again. */
export function askedAgain(lifted: readonly Lifted[], setting: Flow["liftedHold"]): Lifted[] {
  const left = leftOpen(lifted, setting);
  return lifted.map((one) => (left.has(one.fulfillmentOrderId) ? { ...one, isAskedAgain: true } : one));
}

/** What was asked to be held again and is by now, or need not be any more, is not lifted any more. */
export function withoutHeldAgain(
  lifted: readonly Lifted[],
  heldLines: ReadonlySet<string>,
  all: readonly Holdable[],
): Lifted[] {
  const open = all.filter((one) => one.ourHoldId === null && waitingLines(heldLines, one).length > 0);
  return lifted.filter(({ fulfillmentOrderId, isAskedAgain }) => {
    return !isAskedAgain || open.some(({ id }) => id === fulfillmentOrderId);
  });
}

/** What was found in Shopify, with what was asked for meanwhile: `before` is what was known when Shopify began to be read, `now` what is written down. */
export function withNewlyAsked(found: readonly Lifted[], before: readonly Lifted[], now: readonly Lifted[]): Lifted[] {
  const asked = askedOf(now);
  for (const id of askedOf(before)) asked.delete(id);
  return found.map((one) => (asked.has(one.fulfillmentOrderId) ? { ...one, isAskedAgain: true } : one));
}

function askedOf(lifted: readonly Lifted[]): Set<string> {
  return new Set(lifted.filter(({ isAskedAgain }) => isAskedAgain).map(({ fulfillmentOrderId }) => fulfillmentOrderId));
}

function waitingLines(heldLines: ReadonlySet<string>, { isOpen, lines }: Holdable): string[] {
  const waiting = isOpen ? lines.filter(({ lineId, remaining }) => remaining > 0 && heldLines.has(lineId)) : [];
  return waiting.map(({ lineId }) => lineId);
}
