import type { Flow } from "../../domain/words/flow.ts";
import type { JobName } from "../../domain/words/queue-classes.ts";
import { SECOND_LOOK_MS } from "../../domain/intake/unseen-order.ts";
import { tables, type Tx } from "../db.ts";
import { turnAt } from "./notice-turns.ts";
import { KEYED, shopFlag } from "./queue-sql.ts";

/** Every job and what it is told. A payload carries ids only, and a wish that is kept nowhere else: the job reads the rest when it runs. */
export type JobPayloads = {
  "work-inbox": { shopDomain: string };
  /** Former builds queued one for each notice. */
  "work-webhook": { deliveryId: string };
  "work-mail-notices": Record<string, never>;
  "fetch-item-photo": { shopId: string; photoId: string };
  "make-file-renditions": { shopId: string; fileKind: "photo" | "artfile"; fileId: string };
  "check-upload": { shopId: string; uploadId: string };
  "assign-work": { shopId: string; orderId: string | null };
  "end-undo-time": { shopId: string; actId: string };
  "work-batch": { shopId: string; batchId: string };
  "send-email": { shopId: string; emailId: string };
  "look-for-order": { shopId: string; orderId: string; wasUnseen?: boolean };
  "settle-order": { shopId: string; orderId: string };
  "compare-orders": { shopId: string; began: string };
  "fulfil-order": { shopId: string; fulfilmentId: string };
  "sweep-shops": Record<string, never>;
  "sweep-orders": { shopId: string };
  "import-orders": { shopId: string };
  "follow-shop": { shopId: string };
  "forget-customer": { shopId: string; shopifyCustomerId: string | null; shopifyOrderIds: string[] };
  "retire-files": { shopId: string };
  "drop-unnamed-file": { shopId: string; key: string };
  "drop-files": { shopId: string; keys: string[] };
  "send-invitation": { shopId: string; memberId: string };
  "tell-data-request": { shopId: string; taskId: string };
  "redact-shop": { shopDomain: string };
  "forget-files": { shopId: string };
  "change-open-orders": { shopId: string; flow: Flow; askedAt: string };
  "start-orders": { shopId: string };
  "settle-all": { shopId: string };
  "clean-up": Record<string, never>;
};
export type { JobName };

/** What a job may know of its run. `isLastAttempt`: a fault now is final; `signal` fires when the worker has to stop. */
export type JobRun = { attempt: number; isLastAttempt: boolean; signal: AbortSignal };
/** One job: may run twice, so every effect carries a unique key. A thrown fault makes it run again later. */
export type Job<N extends JobName> = (payload: JobPayloads[N], run: JobRun) => Promise<void>;
export type Jobs = { [N in JobName]: Job<N> };

type When = {
  /** Not before this time; at once when missing. */
  runAt?: Date;
  /** Not before so many milliseconds from now by the database's clock. */
  delayMs?: number;
  /** One waiting job per key: a second one replaces the first, unless that is already running. */
  jobKey?: string;
  /** With a key: a waiting job keeps its time. */
  keepTime?: boolean;
  maxAttempts?: number;
  /** Jobs with the same name here run one after another, whichever worker takes them. */
  oneByOne?: string;
  /** Somebody waits for it: it is taken before jobs that are due as well. */
  isWaitedFor?: boolean;
};

/** Of due jobs the one with the smallest number is taken first; the others have 0. */
const BEFORE_OTHERS = -1;

/** Puts a job on the queue; it exists once `tx` commits and not before. */
export async function enqueue<N extends JobName>(
  tx: Tx,
  job: N,
  payload: JobPayloads[N],
  when: When = {},
): Promise<void> {
  const runAt = when.runAt?.toISOString() ?? null;
  const delay = when.delayMs === undefined ? null : `${when.delayMs} milliseconds`;
  const flags = flagsOf(payload, when);
  await tables(tx).$executeRaw`SELECT graphile_worker.add_job(
    ${job}::text, ${JSON.stringify(payload)}::json,
    run_at => coalesce(${runAt}::timestamptz, now() + ${delay}::interval),
    max_attempts => ${when.maxAttempts ?? null}::int,
    queue_name => ${when.oneByOne ?? null}::text,
    job_key => ${when.jobKey ?? null}::text,
    flags => ${flags.length === 0 ? null : flags}::text[],
    priority => ${when.isWaitedFor ? BEFORE_OTHERS : null}::int,
    job_key_mode => ${when.keepTime ? "preserve_run_at" : "replace"}::text)`;
}

/** Puts many jobs of one kind on the queue in one statement, each with a key of its own; they are due at once. */
export async function enqueueAll<N extends JobName>(
  tx: Tx,
  job: N,
  all: readonly { payload: JobPayloads[N]; jobKey: string }[],
  { maxAttempts }: Pick<When, "maxAttempts"> = {},
): Promise<void> {
  if (all.length === 0) return;
  const [{ payload, jobKey }] = all as [(typeof all)[number]];
  await tables(tx).$queryRaw`
    SELECT graphile_worker.add_job(${job}::text, asked.payload::json, max_attempts => ${maxAttempts ?? null}::int,
      job_key => asked.key, flags => ${flagsOf(payload, { jobKey })}::text[])::text
    FROM unnest(${all.map((one) => JSON.stringify(one.payload))}::text[], ${all.map((one) => one.jobKey)}::text[]) AS asked(payload, key)`;
}

function flagsOf(payload: JobPayloads[JobName], { jobKey }: When): string[] {
  const shop = "shopId" in payload ? payload.shopId : "shopDomain" in payload ? payload.shopDomain : null;
  return [...(jobKey === undefined ? [] : [KEYED]), ...(typeof shop === "string" ? [shopFlag(shop)] : [])];
}

/**
 * A name for jobs that run one after another, one of so many: what falls together by `of` waits for each other. The queue library locks the rows of
 * all queues with names whenever a job is looked for: there may only be a handful, and none for each order or shop.
 */
export function oneOf(many: number, name: string, of: string): string {
  let sum = 0;
  for (const letter of of) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return `${name}:${sum % many}`;
}

/** Takes a waiting job back by its key; one that already runs is not stopped. */
export async function withdraw(tx: Tx, jobKey: string): Promise<void> {
  await tables(tx).$executeRaw`SELECT graphile_worker.remove_job(${jobKey}::text)`;
}

/** Has a batch carried out: somebody waits for its first turn, and further ones (`delayMs`) wait with everything else. */
export async function queueBatch(
  tx: Tx,
  { shopId, batchId }: { shopId: string; batchId: string },
  further?: { delayMs: number },
): Promise<void> {
  const when = { jobKey: `work-batch:${batchId}`, isWaitedFor: further === undefined, ...further };
  await enqueue(tx, "work-batch", { shopId, batchId }, when);
}

/** Has a shop's inbox worked off: now, or at a later time. */
export async function queueInbox(tx: Tx, shopDomain: string, laterAt?: Date): Promise<void> {
  await enqueue(tx, "work-inbox", { shopDomain }, turnAt(`inbox:${shopDomain}`, laterAt));
}

/**
 * Has what waits in a shop given out: a job that goes on by itself until nothing is left that somebody could be given. One waits at a time; asking again
 * with a delay does not put it off.
 */
export async function queueShopAssignment(tx: Tx, shopId: string, delayMs?: number): Promise<void> {
  const when = { jobKey: `assign-work:${shopId}`, delayMs, keepTime: delayMs !== undefined };
  await enqueue(tx, "assign-work", { shopId, orderId: null }, when);
}

const FILES_AT_ONCE = 100;

/** Has files removed that no row names any more: with the rows goes the last word of which files there were. */
export async function queueDropping(tx: Tx, shopId: string, keys: readonly string[]): Promise<void> {
  const each = [...new Set(keys)];
  for (let at = 0; at < each.length; at += FILES_AT_ONCE)
    await enqueue(tx, "drop-files", { shopId, keys: each.slice(at, at + FILES_AT_ONCE) });
}

const UNNAMED_FOR_MS = 24 * 60 * 60 * 1000;

/** Has a file that is about to be stored removed in a day, unless a row names it by then. */
export async function queueDroppingUnnamed(tx: Tx, shopId: string, key: string): Promise<void> {
  await enqueue(tx, "drop-unnamed-file", { shopId, key }, { delayMs: UNNAMED_FOR_MS });
}

/** Has the files of a shop deleted whose time is over, by a job that goes on by itself. */
export async function queueRetiring(tx: Tx, shopId: string): Promise<void> {
  await enqueue(tx, "retire-files", { shopId }, { jobKey: `retire-files:${shopId}` });
}

/** Why an order is compared with Shopify: something has happened, an act of ours can no longer be undone, an approval stands from now on, it was not settled before, or it is its turn. */
type Why = "happened" | "after act" | "approval stands" | "again" | "in turn";

/**
 * Has an order compared with what is so in Shopify by a job, which looks at everything when it runs. One job waits for each reason, so
 * that one which is for later never takes the place of one that is due.
 */
export async function queueSettling(
  tx: Tx,
  { shopId, orderId, why = "happened", runAt }: { shopId: string; orderId: string; why?: Why; runAt?: Date },
): Promise<void> {
  await enqueue(tx, "settle-order", { shopId, orderId }, { runAt, ...settling(orderId, why) });
}

function settling(orderId: string, why: Why) {
  return { jobKey: `settle-order:${orderId}:${why}`, oneByOne: inShopify(orderId) };
}

/** The same for many orders to which something has happened. */
export async function queueSettlings(tx: Tx, shopId: string, orderIds: readonly string[]): Promise<void> {
  const jobs = orderIds.map((orderId) => {
    const payload = { shopId, orderId } satisfies JobPayloads["settle-order"];
    const when = settling(orderId, "happened");
    return { payload, flags: flagsOf(payload, when), ...when };
  });
  await tables(tx).$executeRaw`
    SELECT graphile_worker.add_job('settle-order', job->'payload', queue_name => job->>'oneByOne', job_key => job->>'jobKey',
      flags => ARRAY(SELECT json_array_elements_text(job->'flags')))
    FROM json_array_elements(${JSON.stringify(jobs)}::json) AS job`;
}

/** Has the open orders of a shop follow a changed flow; a later wish takes the place of an earlier one. */
export async function queueFollowing(tx: Tx, wish: JobPayloads["change-open-orders"]): Promise<void> {
  await enqueue(tx, "change-open-orders", wish, { jobKey: `change-open-orders:${wish.shopId}` });
}

/** Has a shop go on to start with the orders that it picked: now, or later. */
export async function queueStarting(tx: Tx, shopId: string, delayMs?: number): Promise<void> {
  await enqueue(tx, "start-orders", { shopId }, { jobKey: `start-orders:${shopId}`, delayMs });
}

/** Has all orders of a shop settled anew, some at a time: now, or from later on. */
export async function queueSettlingAll(tx: Tx, shopId: string, delayMs?: number): Promise<void> {
  await enqueue(tx, "settle-all", { shopId }, { jobKey: `settle-all:${shopId}`, delayMs });
}

/** Has a fulfilment that was asked for carried out by a job: a waiting one keeps its time, one that failed or gave up begins anew. */
export async function queueFulfilment(
  tx: Tx,
  { shopId, orderId, fulfilmentId, runAt }: { shopId: string; orderId: string; fulfilmentId: string; runAt?: Date },
): Promise<void> {
  const when = { runAt, jobKey: `fulfil-order:${fulfilmentId}`, oneByOne: inShopify(orderId), keepTime: true };
  await enqueue(tx, "fulfil-order", { shopId, fulfilmentId }, when);
}

/** The name by which the jobs that change an order in Shopify run one after another. */
function inShopify(orderId: string): string {
  return oneOf(32, "in-shopify", orderId);
}

/** Has an order looked for that is otherwise in Shopify than we know; `wasUnseen`: for the second time, some minutes later. Asking again does not put it off. */
export async function queueLook(
  tx: Tx,
  { shopId, orderId, wasUnseen = false }: { shopId: string; orderId: string; wasUnseen?: boolean },
): Promise<void> {
  const jobKey = `${wasUnseen ? "look-again" : "look"}:${orderId}`;
  const delayMs = wasUnseen ? SECOND_LOOK_MS : undefined;
  await enqueue(tx, "look-for-order", { shopId, orderId, wasUnseen }, { jobKey, delayMs, keepTime: true });
}
