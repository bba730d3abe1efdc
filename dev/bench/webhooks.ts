import { fork } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { inTransaction, pool } from "../../app/adapters/db.ts";
import { wakeShop } from "../../app/adapters/rows/shop/shops.ts";
import { shown } from "./figures.ts";
import type { Sizes } from "./options.ts";
import { inScratchApp } from "./scratch-app.ts";

const DOMAIN = "bench.myshopify.com";
const AT_ONCE = 32;
const ROUNDS = 3;
const BODY = Buffer.from(
  JSON.stringify({
    id: 450789469,
    name: "#1001",
    line_items: Array.from({ length: 10 }, (_none, id) => ({
      id,
      title: "Yellow Portrait",
      properties: [{ name: "Photo", value: "x".repeat(200) }],
    })),
  }),
);
const KINDS = { bare: "/", ours: "/webhooks", template: "/template" } as const;
type Kind = keyof typeof KINDS;

/**
 * Webhooks over HTTP, each kind taken by a web process of its own: ours (signature, its row in the inbox, the inbox's job) against a bare handler
 * (signature, one insert) and against a route of Remix with Shopify's library. All durable; the middle one of some rounds in turn.
 */
export function webhooks({ webhooks: count }: Sizes): Promise<string[]> {
  return inScratchApp(true, async () => {
    await inTransaction((tx) => wakeShop(tx, DOMAIN));
    await pool().query('UPDATE "Shop" SET "startedAt" = now()');
    await pool().query("CREATE TABLE bare (id bigserial PRIMARY KEY, event text UNIQUE, body text)");
    const rates: Record<Kind, number[]> = { bare: [], ours: [], template: [] };
    for (let round = 0; round < ROUNDS; round += 1)
      for (const kind of Object.keys(KINDS) as Kind[]) rates[kind].push(await rateOf(kind, count));
    const { rows } = await pool().query<{ kept: number }>('SELECT count(*)::int AS kept FROM "WebhookDelivery"');
    if (rows[0]!.kept < count * ROUNDS)
      throw new Error(`Of ${count * ROUNDS} webhooks only ${rows[0]!.kept} were kept`);
    const [bare, ours, template] = [middle(rates.bare), middle(rates.ours), middle(rates.template)];
    return [
      `${shown(ours)} webhooks taken a second, ${shown(bare)} by a bare handler with one insert: ratio ${shown(ours / bare)}`,
      `${shown(template)} by a route of Remix with the library: we take ${shown(ours / template)} times as many`,
      `(${count} of ${BODY.length} bytes, ${AT_ONCE} at once, the middle of ${ROUNDS} rounds)`,
    ];
  });
}

async function rateOf(kind: Kind, count: number): Promise<number> {
  const child = fork(new URL("webhooks.child.ts", import.meta.url), [kind]);
  const [port] = (await once(child, "message")) as [number];
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const sent = { port, path: KINDS[kind], agent };
  try {
    await sendAll(sent, 300);
    const began = performance.now();
    await sendAll(sent, count);
    return count / ((performance.now() - began) / 1_000);
  } finally {
    agent.destroy();
    child.kill();
    await once(child, "exit");
  }
}

async function sendAll(to: { port: number; path: string; agent: Agent }, count: number): Promise<void> {
  let next = 0;
  const hand = async () => {
    while ((next += 1) <= count) await send(to);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
}

const PROOF = () =>
  createHmac("sha256", process.env.SHOPIFY_API_SECRET ?? "")
    .update(BODY)
    .digest("base64");

function send(to: { port: number; path: string; agent: Agent }): Promise<void> {
  const headers = {
    "content-type": "application/json",
    "content-length": BODY.length,
    "x-shopify-topic": "orders/updated",
    "x-shopify-shop-domain": DOMAIN,
    "x-shopify-event-id": randomUUID(),
    "x-shopify-webhook-id": randomUUID(),
    "x-shopify-api-version": "2026-10",
    "x-shopify-hmac-sha256": PROOF(),
  };
  return new Promise((done, fail) => {
    const asked = request({ host: "127.0.0.1", method: "POST", headers, ...to }, (answer) => {
      answer
        .resume()
        .once("end", () =>
          answer.statusCode === 200 ? done() : fail(new Error(`A webhook was answered ${answer.statusCode}`)),
        );
    });
    asked.once("error", fail).end(BODY);
  });
}

function middle(rates: number[]): number {
  return rates.toSorted((one, other) => one - other)[Math.floor(rates.length / 2)]!;
}
