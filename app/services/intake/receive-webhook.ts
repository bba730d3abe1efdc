import { log } from "../../adapters/log.ts";
import { recordDelivery } from "../../adapters/queue/webhook-deliveries.ts";
import { isSignedByShopify } from "../../adapters/proofs/webhook-signature.ts";
import { isWebhookTopic, PRIVACY_TOPICS } from "../../domain/intake/webhook-topics.ts";
import { shopifySecrets } from "../../env.server.ts";

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** A webhook as it was sent: its bytes, and what stands beside them; null where that is missing. */
export type SentWebhook = {
  body: Buffer;
  signature: string | null;
  shopDomain: string | null;
  topic: string | null;
  eventId: string | null;
  triggeredAt: string | null;
};

/** What became of a webhook: also a duplicate, and one of a shop or topic that is none of ours, is `taken`. */
export type WebhookAnswer = "taken" | "not_signed" | "without_id";

/** Takes one webhook: proves that Shopify signed it, and puts it into the shop's inbox once. */
export async function receiveWebhook(sent: SentWebhook): Promise<WebhookAnswer> {
  const { body, eventId } = sent;
  if (!shopifySecrets().some((secret) => isSignedByShopify(body, sent.signature, secret))) {
    log.warn({ event: "webhook_refused" });
    return "not_signed";
  }
  const shopDomain = sent.shopDomain?.toLowerCase() ?? "";
  const topic = sent.topic ?? "";
  if (!eventId || eventId.length > 200) return "without_id";
  if (!SHOP_DOMAIN.test(shopDomain) || !isWebhookTopic(topic)) {
    log.info({ event: "webhook_dropped", topic: topic.slice(0, 100) });
    return "taken";
  }
  const delivery = {
    shopDomain,
    topic,
    eventId,
    triggeredAt: timeOf(sent.triggeredAt),
    body: storable(body),
    evenIfLeft: PRIVACY_TOPICS.includes(topic),
  };
  const outcome = await recordDelivery(delivery);
  log.info({ event: "webhook_received", topic, shopDomain, eventId, outcome });
  return "taken";
}

// PostgreSQL refuses a NUL in a text; JSON has no use for a bare one.
function storable(body: Buffer): string {
  return body.toString("utf8").replaceAll("\0", "");
}

function timeOf(text: string | null): Date | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : new Date(time);
}
