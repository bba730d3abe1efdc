import { Gauge, type Registry } from "prom-client";
import { QUEUE_CLASSES } from "../../domain/words/queue-classes.ts";
import { pool } from "../db.ts";
import { log } from "../log.ts";
import { waitingByClass } from "../queue/queue-ages.ts";
import { MAIL_NOTICE_GAVE_UP, WEBHOOK_GAVE_UP } from "../queue/notice-turns.ts";
import { isGivenUpSql } from "../queue/queue-sql.ts";
import { within } from "../within.ts";

const READ_EVERY_MS = 10_000;
const WITHIN_MS = 1_500;
/** With the wait for a connection, of which a database that says nothing gives none: whoever asks for the figures waits ten seconds at most. */
const ALL_WITHIN_MS = 2_000;

// States that an email leaves again, or that somebody looks into; how many were ever sent grows without end. By shop, because the index begins with it.
const EMAILS = `SELECT states.state, sum(emails.count)::int AS count FROM unnest(ARRAY['queued', 'sending', 'unknown']) AS states(state)
  CROSS JOIN "Shop" s CROSS JOIN LATERAL (
    SELECT count(*) FROM "Email" e WHERE e."shopId" = s.id AND e.state = states.state) emails GROUP BY states.state`;

/** Figures of the whole installation, read from the database when somebody asks, at most every ten seconds; of no shop and no person. Gives what reads them. */
export function stateMetrics(registry: Registry): () => Promise<void> {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `proofline_${name}`, help, labelNames, registers: [registry] });
  const up = gauge("database_up", "1 when the figures below could be read; they are those of before otherwise.");
  const waiting = gauge("jobs_waiting", "Jobs that are due and that nobody has taken.", "class");
  const oldest = gauge("jobs_oldest_seconds", "How long the oldest of them waits.", "class");
  const givenUp = gauge("jobs_given_up", "Jobs and notices that are not tried again by themselves.");
  const emails = gauge(
    "emails",
    "Emails on their way, and those of which nobody knows whether they left, by their state.",
    "state",
  );
  const unheld = gauge("orders_unheld", "Orders that should be held in Shopify and are not.");
  const acts = gauge("acts_written", "Acts written since the database's statistics were last reset.");
  const beat = gauge("worker_heartbeat_seconds", "Since a worker last said that it lives; -1 when none is known.");

  async function read(): Promise<void> {
    const [{ now, classes }, one, states] = await Promise.all([
      waitingByClass(),
      first(`SELECT (SELECT count(*)::int FROM graphile_worker._private_jobs j WHERE ${isGivenUpSql("j")})
          + (SELECT coalesce(sum(notices.count), 0)::int FROM "Shop" s CROSS JOIN LATERAL (
            SELECT count(*) FROM "WebhookDelivery" WHERE "shopDomain" = s.domain AND ${WEBHOOK_GAVE_UP}) notices)
          + (SELECT count(*)::int FROM "MailNotice" WHERE ${MAIL_NOTICE_GAVE_UP}) AS "givenUp",
        (SELECT count(*)::int FROM "Order" WHERE "unheldSince" IS NOT NULL) AS unheld,
        (SELECT n_tup_ins::float FROM pg_stat_user_tables WHERE schemaname = current_schema() AND relname = 'Act') AS acts,
        (SELECT extract(epoch FROM clock_timestamp() - max("beatAt"))::float FROM "WorkerHeartbeat") AS beat`),
      rowsOf(EMAILS),
    ]);
    for (const name of QUEUE_CLASSES) {
      const { count, since } = classes[name];
      waiting.set({ class: name }, count);
      oldest.set({ class: name }, since === null ? 0 : (now.getTime() - since.getTime()) / 1_000);
    }
    givenUp.set(Number(one.givenUp));
    unheld.set(Number(one.unheld));
    acts.set(Number(one.acts ?? 0));
    beat.set(one.beat === null ? -1 : Number(one.beat));
    emails.reset();
    for (const { state, count } of states) emails.set({ state: String(state) }, Number(count));
  }

  let readAt = -Infinity;
  let reading: Promise<void> | null = null;
  return () => {
    if (performance.now() - readAt < READ_EVERY_MS) return reading ?? Promise.resolve();
    readAt = performance.now();
    reading = within(ALL_WITHIN_MS, read()).then(
      () => up.set(1),
      (error: Error) => {
        up.set(0);
        log.warn({ event: "metrics_not_read", error: error.message });
      },
    );
    return reading;
  };
}

type Row = Record<string, unknown>;

async function rowsOf(text: string): Promise<Row[]> {
  return (await pool().query<Row>({ text, query_timeout: WITHIN_MS } as never)).rows as Row[];
}

async function first(text: string): Promise<Row> {
  return (await rowsOf(text))[0]!;
}
