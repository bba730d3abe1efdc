import type pg from "pg";
import { UNDO_WINDOW_MS } from "../../domain/workflow/undo.ts";
import type { Step } from "../../domain/words/steps.ts";
import { directUrl, UtcClient } from "../connections.ts";
import { tables, type Tx } from "../db.ts";
import { log } from "../log.ts";

/** One page: hears which steps of its shop have changed, `null` when some changes may have been missed, and that the process ends. */
export type Listener = { changed: (steps: readonly string[] | null) => void; ends: () => void };

type Hub = {
  shops: Map<string, Set<Listener>>;
  connection: pg.Client | null;
  isEnding: boolean;
  /** Since when it is tried in vain to hear, by this process's own clock; null while it hears, or need not. */
  deafSince: number | null;
};

const CHANNEL = "proofline_changes";
const RECONNECT_MS = 2_000;
const DEAF_AFTER_MS = 30_000;
/** What an act moved is in its next queue when it can no longer be undone. */
const VISIBLE_AFTER_MS = UNDO_WINDOW_MS + 500;

// Kept on the global object: the server and the pages' code are two bundles of one process.
const kept = globalThis as typeof globalThis & { prooflineChanges?: Hub };

function hub(): Hub {
  return (kept.prooflineChanges ??= { shops: new Map(), connection: null, isEnding: false, deafSince: null });
}

/**
 * Tells `listener` when items or files of the shop have changed, in whatever process, and once more when what a member moved can no longer be
 * undone (the end of a customer's longer time is told by `tellChanges`). One connection of the process hears for all of its pages. Gives the end of it.
 */
export function hearChanges(shopId: string, listener: Listener): () => void {
  const { shops } = hub();
  const listeners = shops.get(shopId) ?? new Set();
  listeners.add(listener);
  shops.set(shopId, listeners);
  void connect();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) shops.delete(shopId);
    if (shops.size === 0) void stopHearing();
  };
}

/** Tells the pages of a shop, in whatever process, that these steps have changed: where the clock changed them and no row did. */
export async function tellChanges(tx: Tx, shopId: string, steps: readonly Step[]): Promise<void> {
  await tables(tx).$queryRaw`SELECT pg_notify(${CHANNEL}, ${[shopId, ...steps].join(" ")})::text`;
}

/** Whether this process hears of changes, or need not; false once it has tried in vain for half a minute. */
export function hearsChanges(): boolean {
  const { deafSince, shops } = hub();
  return deafSince === null || shops.size === 0 || performance.now() - deafSince < DEAF_AFTER_MS;
}

/** Ends all hearing of this process, for good: its pages go elsewhere. */
export async function endChanges(): Promise<void> {
  hub().isEnding = true;
  const listeners = [...hub().shops.values()].flatMap((all) => [...all]);
  for (const { ends } of listeners) ends();
  await stopHearing();
}

async function stopHearing(): Promise<void> {
  const { connection } = hub();
  hub().connection = null;
  await connection?.end().catch(() => undefined);
}

async function connect(): Promise<void> {
  if (hub().connection || hub().isEnding) return;
  const connection = new UtcClient({ connectionString: directUrl(), keepAlive: true });
  hub().connection = connection;
  let isOver = false;
  const over = (error?: Error) => {
    if (isOver) return;
    isOver = true;
    if (hub().connection !== connection) return;
    hub().connection = null;
    hub().deafSince ??= performance.now();
    if (error) log.warn({ event: "changes_not_heard", error: error.message });
    setTimeout(() => void (hub().shops.size > 0 && connect()), RECONNECT_MS).unref();
  };
  connection.on("error", over).on("end", () => over());
  connection.on("notification", ({ payload = "" }) => {
    const [shopId = "", ...steps] = payload.split(" ");
    tell(shopId, steps);
    setTimeout(() => tell(shopId, steps), VISIBLE_AFTER_MS).unref();
  });
  try {
    await connection.connect();
    await connection.query(`LISTEN ${CHANNEL}`);
    hub().deafSince = null;
    tellAll();
  } catch (error) {
    over(error as Error);
    await connection.end().catch(() => undefined);
  }
}

function tell(shopId: string, steps: readonly string[]): void {
  for (const { changed } of hub().shops.get(shopId) ?? []) changed(steps);
}

function tellAll(): void {
  for (const listeners of hub().shops.values()) for (const { changed } of listeners) changed(null);
}
