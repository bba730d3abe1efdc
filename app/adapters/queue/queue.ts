import type { Flow } from "../../domain/words/flow.ts";
import { SECOND_LOOK_MS } from "../../domain/intake/unseen-order.ts";
import { tables, type Tx } from "../db.ts";

/** Every job and what it is told. A payload carries ids only, and a wish that is kept nowhere else: the job reads the rest when it runs. */
export type JobPayloads = {
  "work-webhook": { deliveryId: string };
  "fetch-item-photo": { shopId: string; photoId: string };
  "make-file-renditions": { shopId: string; fileKind: "photo" | "artfile"; fileId: string };
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
  "drop-files": { shopId: string; keys: string[] };
  "tell-data-request": { shopId: string; taskId: string };
  "redact-shop": { shopDomain: string };
  "forget-files": { shopId: string };
  "change-open-orders": { shopId: string; flow: Flow; askedAt: string };
  "clean-up": Record<string, never>;
};
export type JobName = keyof JobPayloads;

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
  await tables(tx).$executeRaw`SELECT graphile_worker.add_job(
    ${job}::text, ${JSON.stringify(payload)}::json,
    run_at => coalesce(${runAt}::timestamptz, now() + ${delay}::interval),
    max_attempts => ${when.maxAttempts ?? null}::int,
    queue_name => ${when.oneByOne ?? null}::text,
    job_key => ${when.jobKey ?? null}::text,
    priority => ${when.isWaitedFor ? BEFORE_OTHERS : null}::int,
    job_key_mode => ${when.keepTime ? "preserve_run_at" : "replace"}::text)`;
}

/** Takes a waiting job back by its key; one that already runs is not stopped. */
export async function withdraw(tx: Tx, jobKey: string): Promise<void> {
  await tables(tx).$executeRaw`SELECT graphile_worker.remove_job(${jobKey}::text)`;
}

/**
 * Has a batch carried out. Batches have one place of all workers together, so that other jobs never wait for a long one, and take turns in it.
 */
export async function queueBatch(
  tx: Tx,
  { shopId, batchId, delayMs }: { shopId: string; batchId: string; delayMs?: number },
): Promise<void> {
  const when = { jobKey: `work-batch:${batchId}`, oneByOne: "batches", isWaitedFor: true, delayMs };
  await enqueue(tx, "work-batch", { shopId, batchId }, when);
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
  const when = { runAt, jobKey: `settle-order:${orderId}:${why}`, oneByOne: inShopify(orderId) };
  await enqueue(tx, "settle-order", { shopId, orderId }, when);
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
  return `in-shopify:${orderId}`;
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
