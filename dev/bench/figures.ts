/** The middle one of many durations of the same thing, in ms, after a few that do not count. */
export async function medianMs(runs: number, work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let run = -5; run < runs; run += 1) {
    const began = performance.now();
    await work();
    if (run >= 0) took.push(performance.now() - began);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0;
}

/** How many of these a second, eight at once. */
export async function perSecond(count: number, work: (at: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let next = 0;
  const hand = async () => {
    while (next < count) await work((next += 1));
  };
  await Promise.all(Array.from({ length: 8 }, hand));
  return count / ((performance.now() - began) / 1_000);
}

/** A number for people: three digits that matter. */
export function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
}
