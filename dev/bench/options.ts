import { parseArgs } from "node:util";

/** How much a benchmark does; the defaults end within five minutes on two cores. */
export type Sizes = { rows: number; megabytes: number; webhooks: number; orders: number; minutes: number };

/** The parts that were asked for (all when none), and how much each does; ends the process with a sentence when it cannot be read. */
export function readOptions<Part extends string>(
  args: string[],
  known: readonly Part[],
): { parts: Part[]; sizes: Sizes } {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rows: text, megabytes: text, webhooks: text, orders: text, minutes: text },
  });
  const unknown = positionals.filter((part) => !known.some((one) => one === part));
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(", ")}: say which of ${known.join(", ")}.`);
    process.exit(1);
  }
  const size = (value: string | undefined, otherwise: number) =>
    Math.max(1, Math.round(Number(value ?? otherwise)) || otherwise);
  const sizes = {
    rows: size(values.rows, 1_000_000),
    megabytes: size(values.megabytes, 1_024),
    webhooks: size(values.webhooks, 4_000),
    orders: size(values.orders, 1_100),
    minutes: size(values.minutes, 3),
  };
  return { parts: positionals.length > 0 ? (positionals as Part[]) : [...known], sizes };
}
