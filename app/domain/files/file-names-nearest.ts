type Named = { itemId: string; key: string };

/** The candidate whose key is most like the given one (shared letter pairs, the same order counts more); undefined when none is near. */
export function nearestName<T extends Named>(key: string, candidates: readonly T[]): T | undefined {
  const pairs = letterPairs(key);
  let best: { candidate: T; score: number } | undefined;
  for (const candidate of candidates) {
    const alike = likeness(pairs, letterPairs(candidate.key));
    const inOrder = sameOrder(key, candidate.key);
    const score = alike + (inOrder ? 0.25 : 0);
    if ((inOrder || alike >= NEAR_ENOUGH) && score > (best?.score ?? 0)) best = { candidate, score };
  }
  return best?.candidate;
}

const NEAR_ENOUGH = 0.5;

// Sørensen–Dice over letter pairs: linear in the names' length, so a wall of a thousand items costs nothing to compare.
function likeness(one: Map<string, number>, other: Map<string, number>): number {
  let shared = 0;
  for (const [pair, count] of one) shared += Math.min(count, other.get(pair) ?? 0);
  const all = sum(one) + sum(other);
  return all === 0 ? 0 : (2 * shared) / all;
}

function sameOrder(one: string, other: string): boolean {
  const order = /^#?([^\s]+)/u.exec(one)?.[1];
  return order !== undefined && order === /^([^\s]+)/u.exec(other)?.[1];
}

function letterPairs(key: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < Math.min(key.length, 400); at += 1) {
    const pair = key.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function sum(pairs: Map<string, number>): number {
  let total = 0;
  for (const count of pairs.values()) total += count;
  return total;
}
