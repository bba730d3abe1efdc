import { showsOrder, tellsOfFulfilment, type OtherTopic, type WebhookTopic } from "./webhook-topics.ts";

/** A notice as it waits in a shop's inbox, and what its body says of an order: which one, and as of when (ISO, or null where it does not say). */
export type Notice = {
  id: string;
  topic: WebhookTopic;
  body: string;
  order: { shopifyOrderId: string; updatedAt: string | null } | null;
};

/**
 * What is worked at once. `shows`: the newest of what these notices show of one order; the older ones are worked with it. `isDoubtful`: which one is the
 * newest cannot be told, because Shopify's times are whole seconds. `tells`: by itself. `unreadable`:
 * it should show an order, and does not.
 */
export type InboxWork =
  | { kind: "shows"; ids: string[]; newest: Notice; isDoubtful: boolean }
  | { kind: "fulfilment_orders"; ids: string[]; notices: Notice[] }
  | { kind: "unreadable"; ids: string[]; notice: Notice }
  | { kind: "tells"; ids: string[]; topic: OtherTopic; notice: Notice };

/** So often a notice is begun, unless it only waits for Shopify; then it is left to the sweeps. */
export const MOST_BEGUN = 25;
const LONGEST_PAUSE_MS = 30 * 60_000;
const SHORTEST_PAUSE_MS = 2_000;
/** So many notices of fulfilment orders are worked at once: that is one question to Shopify. */
const FULFILMENT_AT_ONCE = 25;

/**
 * How long a notice that was begun so often rests when it was not worked then, in ms: two seconds, and twice as long each time, up to half an hour. Null:
 * it is begun no more, unless it only waits for Shopify.
 */
export function restAfter(begun: number, isNotNow = false): number | null {
  if (begun >= MOST_BEGUN && !isNotNow) return null;
  return Math.min(SHORTEST_PAUSE_MS * 2 ** (begun - 1), LONGEST_PAUSE_MS);
}

/** How long a notice rests, in ms, whose shop's bucket was empty and is full enough after `afterMs`: it stands in nobody's way, and no try was in vain. */
export function restWhileThrottled(afterMs: number): number {
  return Math.max(afterMs, SHORTEST_PAUSE_MS);
}

/** Puts together what can be worked at once, in the order in which the first of each has come. */
export function worksOf(notices: readonly Notice[]): InboxWork[] {
  const works: InboxWork[] = [];
  const byOrder = new Map<string, Notice[]>();
  const ofFulfilment: Notice[] = [];
  for (const notice of notices) {
    const { id, topic, order } = notice;
    if (tellsOfFulfilment(topic)) ofFulfilment.push(notice);
    else if (!showsOrder(topic)) works.push({ kind: "tells", ids: [id], topic, notice });
    else if (!order) works.push({ kind: "unreadable", ids: [id], notice });
    else if (byOrder.has(order.shopifyOrderId)) byOrder.get(order.shopifyOrderId)!.push(notice);
    else byOrder.set(order.shopifyOrderId, [notice]);
  }
  for (const states of byOrder.values()) works.push(newestOf(states));
  for (let at = 0; at < ofFulfilment.length; at += FULFILMENT_AT_ONCE) {
    const some = ofFulfilment.slice(at, at + FULFILMENT_AT_ONCE);
    works.push({ kind: "fulfilment_orders", ids: some.map(({ id }) => id), notices: some });
  }
  const place = new Map(notices.map(({ id }, at) => [id, at]));
  return works.sort((one, other) => place.get(one.ids[0]!)! - place.get(other.ids[0]!)!);
}

function newestOf(states: Notice[]): InboxWork {
  const at = ({ order }: Notice) => Date.parse(order?.updatedAt ?? "") || 0;
  const newestAt = Math.max(...states.map(at));
  const newest = states.filter((state) => at(state) === newestAt);
  return {
    kind: "shows",
    ids: states.map(({ id }) => id),
    newest: newest.at(-1)!,
    isDoubtful: newest.some(({ body }) => body !== newest[0]!.body),
  };
}
