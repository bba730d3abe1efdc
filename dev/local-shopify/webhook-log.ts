export type WebhookDelivery = {
  webhookId: string;
  eventId: string;
  topic: string;
  shopDomain: string;
  triggeredAt: string;
  body: string;
  statuses: number[];
  outcome: "waiting" | "delivered" | "failed" | "dropped";
};

/** What was sent, newest last; `idle` waits until nothing is under way; `close` gives up on retries. */
export type WebhookLog = {
  deliveries: WebhookDelivery[];
  underWay: Set<Promise<void>>;
  held: WebhookDelivery[];
  stop: AbortController;
  idle(): Promise<void>;
  close(): Promise<void>;
};
