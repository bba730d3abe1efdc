/** Every webhook topic the app is subscribed to in `shopify.app.toml`. */
export const WEBHOOK_TOPICS = [
  "orders/create",
  "orders/updated",
  "orders/cancelled",
  "orders/delete",
  "fulfillment_orders/order_routing_complete",
  "fulfillment_orders/placed_on_hold",
  "fulfillment_orders/hold_released",
  "fulfillment_orders/moved",
  "fulfillment_orders/split",
  "fulfillment_orders/merged",
  "fulfillment_orders/scheduled_fulfillment_order_ready",
  "fulfillment_holds/added",
  "fulfillment_holds/released",
  "app/uninstalled",
  "app/scopes_update",
  "shop/update",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
] as const;
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[number];

/** Topics that are obeyed also for a shop that has uninstalled the app: they come after it left. */
export const PRIVACY_TOPICS: readonly WebhookTopic[] = ["customers/data_request", "customers/redact", "shop/redact"];

/** Tells a topic of ours from any other text. */
export function isWebhookTopic(text: string): text is WebhookTopic {
  return (WEBHOOK_TOPICS as readonly string[]).includes(text);
}

/** Topics whose body shows a whole order. */
const ORDER_TOPICS = ["orders/create", "orders/updated", "orders/cancelled"] as const satisfies readonly WebhookTopic[];
type OrderTopic = (typeof ORDER_TOPICS)[number];
type FulfilmentTopic = Extract<WebhookTopic, `fulfillment_${string}`>;
/** Topics of which each notice is worked by itself. */
export type OtherTopic = Exclude<WebhookTopic, OrderTopic | FulfilmentTopic>;

/** Whether the body of this topic shows a whole order. */
export function showsOrder(topic: WebhookTopic): topic is OrderTopic {
  return (ORDER_TOPICS as readonly WebhookTopic[]).includes(topic);
}

/** Whether it tells of fulfilment orders or the holds on them. */
export function tellsOfFulfilment(topic: WebhookTopic): topic is FulfilmentTopic {
  return topic.startsWith("fulfillment_");
}
