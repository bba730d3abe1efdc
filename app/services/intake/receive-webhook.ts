import { log } from "../../adapters/log.ts";
import { recordDelivery } from "../../adapters/queue/webhook-deliveries.ts";
import { isSignedByShopify } from "../../adapters/proofs/webhook-signature.ts";
import { isWebhookTopic, PRIVACY_TOPICS } from "../../domain/intake/webhook-topics.ts";
import { env } from "../../env.server.ts";

const MOST_BYTES = 10 * 1024 * 1024;
const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * Takes one webhook: proves it, records it once and enqueues the work. Gives the HTTP status:
 * 200 also for a duplicate and for a shop or topic that is none of ours, 401 when Shopify did not sign it.
 */
export async function receiveWebhook(request: Request): Promise<number> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return 413;
  const body = Buffer.from(await request.arrayBuffer());
  if (body.length > MOST_BYTES) return 413;
  if (!isSignedByShopify(body, request.headers.get("x-shopify-hmac-sha256"), env().SHOPIFY_API_SECRET)) {
    log.warn({ event: "webhook_refused" });
    return 401;
  }
  const shopDomain = request.headers.get("x-shopify-shop-domain")?.toLowerCase() ?? "";
  const topic = request.headers.get("x-shopify-topic") ?? "";
  const eventId = request.headers.get("x-shopify-event-id") ?? request.headers.get("x-shopify-webhook-id");
  if (!eventId || eventId.length > 200) return 400;
  if (!SHOP_DOMAIN.test(shopDomain) || !isWebhookTopic(topic)) {
    log.info({ event: "webhook_dropped", topic: topic.slice(0, 100) });
    return 200;
  }
  const delivery = {
    shopDomain,
    topic,
    eventId,
    triggeredAt: timeOf(request.headers.get("x-shopify-triggered-at")),
    body: storable(body),
  };
  const outcome = await recordDelivery(delivery, PRIVACY_TOPICS.includes(topic));
  log.info({ event: "webhook_received", topic, shopDomain, eventId, outcome });
  return 200;
}

// PostgreSQL refuses a NUL in a text; JSON has no use for a bare one.
function storable(body: Buffer): string {
  return body.toString("utf8").replaceAll("\0", "");
}

function timeOf(text: string | null): Date | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : new Date(time);
}
