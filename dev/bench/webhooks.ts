import { createHmac, randomUUID } from "node:crypto";
import { inTransaction, pool } from "../../app/adapters/db.ts";
import { wakeShop } from "../../app/adapters/rows/shop/shops.ts";
import { receiveWebhook } from "../../app/services/intake/receive-webhook.ts";
import { perSecond, shown } from "./figures.ts";
import type { Sizes } from "./options.ts";
import { inScratchApp } from "./scratch-app.ts";

const DOMAIN = "bench.myshopify.com";
const BODY = JSON.stringify({
  id: 450789469,
  name: "#1001",
  line_items: Array.from({ length: 10 }, (_none, id) => ({
    id,
    title: "Yellow Portrait",
    properties: [{ name: "Photo", value: "x".repeat(200) }],
  })),
});

/** Webhooks received (signature, one row, one job) against bare inserts of the same body, both durable. */
export function webhooks({ webhooks: count }: Sizes): Promise<string[]> {
  return inScratchApp(true, async () => {
    await inTransaction((tx) => wakeShop(tx, DOMAIN));
    await pool().query("CREATE TABLE bare (id bigserial PRIMARY KEY, event text UNIQUE, body text)");
    await perSecond(200, receive);
    const inserted = await perSecond(count, () =>
      pool().query("INSERT INTO bare (event, body) VALUES ($1, $2)", [randomUUID(), BODY]),
    );
    const received = await perSecond(count, receive);
    return [
      `${shown(received)} received a second, ${shown(inserted)} bare inserts a second: ratio ${shown(received / inserted)} (${count} of ${BODY.length} bytes, eight at once)`,
    ];
  });
}

async function receive(): Promise<void> {
  const body = Buffer.from(BODY);
  const answer = await receiveWebhook({
    body,
    signature: createHmac("sha256", process.env.SHOPIFY_API_SECRET ?? "")
      .update(body)
      .digest("base64"),
    topic: "orders/updated",
    shopDomain: DOMAIN,
    eventId: randomUUID(),
    triggeredAt: null,
  });
  if (answer !== "taken") throw new Error(`A webhook was answered ${answer}`);
}
