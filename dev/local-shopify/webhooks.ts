import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { LocalContext } from "./context.ts";
import { isProtectedTopic, redacted } from "./customer-data.ts";
import { signingSecret } from "./proofs/secrets.ts";
import type { LocalShop } from "./shapes.ts";
import type { WebhookDelivery, WebhookLog } from "./webhook-log.ts";

const complianceTopics = ["customers/data_request", "customers/redact", "shop/redact"];
const answerTimeoutMs = 5_000;
/** Shopify retries 8 times within 4 hours; here the same number of times within about half a minute. */
const retryDelaysMs = [200, 400, 800, 1_600, 3_000, 6_000, 9_000, 12_000];
const reorderWindowMs = 250;

export function openWebhookLog(): WebhookLog {
  const log: WebhookLog = {
    deliveries: [],
    underWay: new Set(),
    held: [],
    stop: new AbortController(),
    idle: async () => {
      while (log.underWay.size > 0) await Promise.all(log.underWay);
    },
    close: async () => {
      log.stop.abort();
      await log.idle();
    },
  };
  return log;
}

type SentAs = {
  eventId?: string;
  /** When it happened, where it is told of later. */
  triggeredAt?: string;
  /** Sent to an app that is no longer installed too. */
  evenIfGone?: boolean;
};

/** Sends one webhook to the app if the shop has it installed and it is subscribed; returns at once. */
export function sendWebhook(
  ctx: LocalContext,
  shop: LocalShop,
  topic: string,
  payload: unknown,
  { eventId = randomUUID(), triggeredAt = new Date(ctx.now()).toISOString(), evenIfGone = false }: SentAs = {},
): void {
  const isCompliance = complianceTopics.includes(topic);
  if (!isCompliance && !((shop.installed || evenIfGone) && isSubscribed(ctx, topic))) return;
  const delivery: WebhookDelivery = {
    webhookId: randomUUID(),
    eventId,
    topic,
    shopDomain: shop.domain,
    triggeredAt,
    body: JSON.stringify(redacted(payload, ctx.faults.customerData)),
    statuses: [],
    outcome: "waiting",
  };
  ctx.webhooks.deliveries.push(delivery);
  if (ctx.webhooks.deliveries.length > 2_000) ctx.webhooks.deliveries.shift();
  const faults = ctx.faults.webhooks;
  if (faults.drop > 0) {
    faults.drop -= 1;
    delivery.outcome = "dropped";
    return;
  }
  if (faults.reorder) hold(ctx, delivery);
  else track(ctx, deliver(ctx, delivery));
  if (faults.duplicate > 0) {
    faults.duplicate -= 1;
    track(ctx, deliver(ctx, delivery));
  }
}

/** What `shopify app deploy` would be refused is not subscribed. */
function isSubscribed(ctx: LocalContext, topic: string): boolean {
  const { webhookTopics } = ctx.registration;
  return webhookTopics.includes(topic) && (ctx.faults.customerData.customerData || !isProtectedTopic(topic));
}

/** The headers Shopify puts on a webhook with exactly this body. */
function webhookHeaders(ctx: LocalContext, delivery: WebhookDelivery): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Shopify-Captain-Hook",
    "x-shopify-topic": delivery.topic,
    "x-shopify-shop-domain": delivery.shopDomain,
    "x-shopify-api-version": ctx.registration.apiVersion,
    "x-shopify-webhook-id": delivery.webhookId,
    "x-shopify-event-id": delivery.eventId,
    "x-shopify-triggered-at": delivery.triggeredAt,
    "x-shopify-hmac-sha256": createHmac("sha256", signingSecret(ctx)).update(delivery.body, "utf8").digest("base64"),
  };
}

async function deliver(ctx: LocalContext, delivery: WebhookDelivery): Promise<void> {
  const stop = ctx.webhooks.stop.signal;
  try {
    for (const delayMs of [ctx.faults.webhooks.delayMs, ...retryDelaysMs]) {
      if (delayMs > 0) await pause(delayMs, undefined, { signal: stop, ref: false });
      const status = await post(ctx, delivery);
      delivery.statuses.push(status);
      if (status >= 200 && status < 300) {
        delivery.outcome = "delivered";
        return;
      }
    }
    delivery.outcome = "failed";
  } catch {
    delivery.outcome = "failed";
  }
}

async function post(ctx: LocalContext, delivery: WebhookDelivery): Promise<number> {
  const signal = AbortSignal.any([ctx.webhooks.stop.signal, AbortSignal.timeout(answerTimeoutMs)]);
  try {
    const answer = await fetch(`${ctx.appOrigin}${ctx.registration.webhookPath}`, {
      method: "POST",
      headers: webhookHeaders(ctx, delivery),
      body: delivery.body,
      redirect: "manual",
      signal,
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    ctx.webhooks.stop.signal.throwIfAborted();
    return 0;
  }
}

function track(ctx: LocalContext, work: Promise<void>): void {
  const tracked: Promise<void> = work.finally(() => ctx.webhooks.underWay.delete(tracked));
  ctx.webhooks.underWay.add(tracked);
}

/** Deliveries of one short window leave in the opposite order, one after the other. */
function hold(ctx: LocalContext, delivery: WebhookDelivery): void {
  ctx.webhooks.held.push(delivery);
  if (ctx.webhooks.held.length > 1) return;
  track(
    ctx,
    (async () => {
      await pause(reorderWindowMs, undefined, { ref: false });
      for (const held of ctx.webhooks.held.splice(0).reverse()) await deliver(ctx, held);
    })(),
  );
}
