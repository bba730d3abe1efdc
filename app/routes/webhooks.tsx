import type { ActionFunctionArgs } from "@remix-run/node";
import { readBody } from "./who/read-body.ts";
import { receiveWebhook, type WebhookAnswer } from "../services/intake/receive-webhook.ts";

const MOST_BYTES = 10 * 1024 * 1024;
const STATUS: Record<WebhookAnswer, number> = { taken: 200, not_signed: 401, without_id: 400 };

export function loader() {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

/** Every webhook of Shopify; whatever is none of ours is answered with 200 too, so that it is not sent again. */
export async function action({ request }: ActionFunctionArgs) {
  const { headers } = request;
  const body = await readBody(request, MOST_BYTES);
  if (!body) return new Response(null, { status: 413 });
  const answer = await receiveWebhook({
    body,
    signature: headers.get("x-shopify-hmac-sha256"),
    shopDomain: headers.get("x-shopify-shop-domain"),
    topic: headers.get("x-shopify-topic"),
    eventId: headers.get("x-shopify-event-id") ?? headers.get("x-shopify-webhook-id"),
    triggeredAt: headers.get("x-shopify-triggered-at"),
  });
  return new Response(null, { status: STATUS[answer] });
}
