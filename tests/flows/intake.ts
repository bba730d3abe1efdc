import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { env } from "../../app/env.server.ts";
import { installShop } from "../../app/services/shop/install-shop.ts";
import { knock } from "./knock.ts";
import { startAtOnce } from "./shop.ts";

type Sent = { domain?: string; topic?: string; eventId?: string; signature?: string | null; secret?: string };

/** Sends a webhook to the real door, signed as Shopify signs it unless told otherwise; gives the status. */
export async function sendWebhook(
  body: unknown,
  { domain = "pawtraits.myshopify.com", topic = "orders/create", eventId = randomUUID(), signature, secret }: Sent = {},
): Promise<number> {
  const request = signedWebhook(body, { domain, topic, eventId, signature, secret });
  return knock("/webhooks", Object.fromEntries(request.headers), Buffer.from(await request.arrayBuffer()));
}

/** The request that Shopify would make. */
export function signedWebhook(body: unknown, { domain, topic, eventId, signature, secret }: Sent): Request {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const proof =
    signature === undefined
      ? createHmac("sha256", secret ?? env().SHOPIFY_API_SECRET)
          .update(text)
          .digest("base64")
      : signature;
  const headers = new Headers({
    "content-type": "application/json",
    "x-shopify-topic": topic ?? "",
    "x-shopify-shop-domain": domain ?? "",
    "x-shopify-event-id": eventId ?? "",
    "x-shopify-webhook-id": randomUUID(),
    "x-shopify-api-version": "2026-10",
    "x-shopify-triggered-at": new Date().toISOString(),
  });
  if (proof !== null) headers.set("x-shopify-hmac-sha256", proof);
  return new Request("https://proofline.test/webhooks", { method: "POST", headers, body: text });
}

type Line = {
  id?: number;
  title?: string;
  variant?: string | null;
  quantity?: number;
  current?: number;
  fulfilled?: boolean;
  properties?: unknown;
};
type Order = {
  id?: number;
  number?: number;
  updatedAt?: string;
  cancelledAt?: string | null;
  email?: string | null;
  lines?: Line[];
  more?: Record<string, unknown>;
};

/** The body of an orders/* webhook. */
export function orderBody({
  id = 450789469,
  number = 1001,
  updatedAt = "2026-11-01T10:00:00Z",
  cancelledAt = null,
  email = "jamie@customer.test",
  lines = [],
  more = {},
}: Order) {
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${number}`,
    order_number: number,
    created_at: "2026-11-01T09:00:00Z",
    updated_at: updatedAt,
    cancelled_at: cancelledAt,
    email,
    note: null,
    fulfillment_status: null,
    customer: { id: 77, first_name: "Jamie", last_name: "Doe", email },
    shipping_address: {
      name: "Jamie Doe",
      address1: "1 High Street",
      city: "Leeds",
      zip: "LS1",
      country: "United Kingdom",
      country_code: "GB",
    },
    line_items: lines.map(
      ({
        id: lineId = 1,
        title = "Yellow Portrait",
        variant = "LivingRoom / Full",
        quantity = 1,
        current = quantity,
        fulfilled = false,
        properties = [],
      }) => ({
        id: lineId,
        admin_graphql_api_id: `gid://shopify/LineItem/${lineId}`,
        title,
        variant_title: variant,
        quantity,
        current_quantity: current,
        sku: "YP-1",
        properties,
        fulfillment_status: fulfilled ? "fulfilled" : null,
      }),
    ),
    refunds: [],
    ...more,
  };
}

/** A property that an upload app would have written. */
export function photoProperty(link: string, name = "Uploaded Images") {
  return { name, value: link };
}

/** A file host on this machine that the app is allowed to ask. `files` by path; a number is a bare status. */
export async function startFileHost(
  files: Record<string, Buffer | number>,
): Promise<{ origin: string; asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const file = files[request.url ?? ""] ?? 404;
    if (typeof file === "number") response.writeHead(file).end();
    else response.writeHead(200, { "content-length": file.length }).end(file);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  env().PHOTO_HOSTS_ALLOWED.push(origin);
  return { origin, asked, close: () => new Promise((done) => server.close(() => done())) };
}

/** A small JPEG. */
export function jpeg(width = 900, height = 600): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: "#c96" } })
    .jpeg()
    .toBuffer();
}

/** A shop that has installed the app and has started, its import of older orders left aside. */
export async function openShop(domain = "pawtraits.myshopify.com"): Promise<string> {
  const { shopId } = await installShop({ domain });
  await startAtOnce(shopId);
  return shopId;
}

/** Jobs that ask Shopify, left aside where a story is not about them. */
export const withoutShopify = {
  "import-orders": async () => {},
  "follow-shop": async () => {},
  "settle-order": async () => {},
  "send-invitation": async () => {},
};
