import type { Role, WorkingRole } from "../words/roles.ts";
import { isSkipped } from "../words/flow.ts";
import type { Situation } from "../words/situation.ts";
import { STEP_ROLE, type Step } from "../words/steps.ts";

/** A member as assignment sees them. */
export type Candidate = {
  memberId: string;
  roles: readonly Role[];
  /** False when they have left. */
  active: boolean;
  away: boolean;
  /** Items in `artwork` at once; only artists have one. 0 takes no new work. */
  capacity: number;
  /** Open work in this role; for artists the sum of `placesTaken` over their orders. */
  openItems: number;
  openOrders: number;
  /** When they last got new work, in ms; null when never. */
  lastAssignedAt: number | null;
};

/** What an order asks for: how many items, and who has it in this role now. */
export type Need = { items: number; current: string | null };

/** An order that waits for an artist. */
export type WaitingOrder = { orderId: string; items: number; waitingSince: number };

/** After this long in the queue no smaller order may pass, in ms. */
export const MAY_BE_PASSED_MS = 24 * 60 * 60 * 1000;

/** Who gets an order in a role: whoever has it while they are available, else the best free one; null when nobody is free. */
export function chooseMember(role: WorkingRole, candidates: readonly Candidate[], need: Need): string | null {
  const available = candidates.filter((one) => isAvailable(one, role));
  if (available.some(({ memberId }) => memberId === need.current)) return need.current;
  const free = role === "artist" ? available.filter((artist) => hasRoom(artist, need.items, available)) : available;
  return free.toSorted(byOpenWork)[0]?.memberId ?? null;
}

/**
 * Gives orders of the queue out one after another, at most so many, each counted at once to the artist who got it. The queue includes a new order, so
 * that it passes nobody unseen; of the orders of one size the oldest `atMost` are enough.
 */
export function giveOut(
  waiting: readonly WaitingOrder[],
  artists: readonly Candidate[],
  now: number,
  atMost: number,
): { orderId: string; memberId: string }[] {
  let queue = waiting.toSorted((a, b) => a.waitingSince - b.waitingSince || compare(a.orderId, b.orderId));
  let team = artists;
  const given: { orderId: string; memberId: string }[] = [];
  while (given.length < atMost) {
    const next = nextToAssign(queue, team, now);
    if (!next) break;
    given.push({ orderId: next.order.orderId, memberId: next.memberId });
    queue = queue.filter((one) => one !== next.order);
    team = withWork(team, next.memberId, { items: next.order.items, at: now });
  }
  return given;
}

/** Everyone as they are once one of them was given an order with so many items. */
export function withWork(
  team: readonly Candidate[],
  memberId: string,
  { items, at }: { items: number; at: number },
): Candidate[] {
  return team.map((one) =>
    one.memberId === memberId
      ? { ...one, openItems: one.openItems + items, openOrders: one.openOrders + 1, lastAssignedAt: at }
      : one,
  );
}

// The oldest order that somebody has room for; a smaller one passes those that nobody has, until one of them has waited long enough.
function nextToAssign(
  oldestFirst: readonly WaitingOrder[],
  artists: readonly Candidate[],
  now: number,
): { order: WaitingOrder; memberId: string } | null {
  const tooLarge = new Set<number>();
  for (const order of oldestFirst) {
    const memberId = tooLarge.has(order.items)
      ? null
      : chooseMember("artist", artists, { items: order.items, current: null });
    if (memberId !== null) return { order, memberId };
    if (now - order.waitingSince >= MAY_BE_PASSED_MS) return null;
    tooLarge.add(order.items);
  }
  return null;
}

/** How many places of its artist's capacity an order takes: items to draw now and, where they come one by one, those on their way. */
export function placesTaken({ items, flow, cancelledInShopify }: Situation): number {
  if (cancelledInShopify) return 0;
  return items.filter((item) => {
    if (item.step === "artwork") return item.readyFor === null;
    const isOnItsWay = item.step === "photo_review" || item.step === "photo_issue";
    return isOnItsWay && flow.manner === "independently" && !isSkipped(item.skips, "artwork");
  }).length;
}

/** The roles in which somebody has to work on an order now, going by those of its items that may be shown already. */
export function rolesNeeded(
  { cancelledInShopify, items }: Situation,
  visible: ReadonlySet<string>,
): ReadonlySet<WorkingRole> {
  if (cancelledInShopify) return new Set();
  const atHand = items.filter(({ id, readyFor }) => readyFor === null && visible.has(id));
  return new Set(atHand.flatMap(({ step }) => STEP_ROLE[step] ?? []));
}

/** A member as far as it matters for what they may be given. */
type Worker = { roles: readonly Role[]; hasLeft: boolean; isAway: boolean; isEnrolled: boolean };

/** Whether somebody is there to work in a role. */
export function isAvailable({ active, away, roles }: Pick<Candidate, "active" | "away" | "roles">, role: WorkingRole) {
  return active && !away && roles.includes(role);
}

/** Whether an order can be given to somebody in a role by hand, whatever their load and also while they are away. */
export function mayBeGiven(member: Worker | null, role: WorkingRole): boolean {
  return member !== null && member.isEnrolled && !member.hasLeft && member.roles.includes(role);
}

function hasRoom(artist: Candidate, items: number, artists: readonly Candidate[]): boolean {
  if (artist.capacity <= 0) return false;
  if (artist.capacity - artist.openItems >= items) return true;
  const isTooLargeForAll = artists.every(({ capacity }) => capacity < items);
  return isTooLargeForAll && artist.openItems === 0;
}

function byOpenWork(a: Candidate, b: Candidate): number {
  return (
    a.openItems - b.openItems ||
    a.openOrders - b.openOrders ||
    (a.lastAssignedAt ?? -Infinity) - (b.lastAssignedAt ?? -Infinity) ||
    compare(a.memberId, b.memberId)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether these moves leave an artist a place that was taken. */
export function freesPlaces(moves: readonly { from: Step; to: Step }[]): boolean {
  return moves.some(({ from, to }) => from === "artwork" && to !== "artwork");
}
