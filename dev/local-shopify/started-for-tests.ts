import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startLocalShopify, type LocalShopifyOptions } from "./server.ts";
import { mintSessionToken } from "./proofs/session-token.ts";

export const testScopes = [
  "read_orders",
  "write_orders",
  "read_products",
  "read_customers",
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "write_app_proxy",
];
const testTopics = [
  "orders/create",
  "orders/updated",
  "orders/cancelled",
  "orders/edited",
  "app/uninstalled",
  "app/scopes_update",
  "fulfillment_orders/placed_on_hold",
];

export type Received = { path: string; headers: Record<string, string>; body: string };
type Answering = (received: Received) => number;

/** Local Shopify without pages, and in front of it a stand-in for the app that keeps what it is sent. The clock stands still until `pass`. */
export async function startForTests(options: LocalShopifyOptions = {}) {
  const received: Received[] = [];
  const answering: { with: Answering } = { with: () => 200 };
  const app = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = {
        path: request.url ?? "",
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      received.push(one);
      response.writeHead(answering.with(one)).end();
    });
  });
  await new Promise<void>((listening) => app.listen(0, "127.0.0.1", listening));
  const clock = { now: Date.parse("2026-11-21T10:00:00Z") };
  const local = await startLocalShopify({
    appOrigin: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
    scopes: testScopes,
    webhookTopics: testTopics,
    withPages: false,
    now: () => clock.now,
    ...options,
  });
  const shop = local.state.shops[0]!;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${local.hubOrigin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const askForToken = (more: Record<string, unknown>) =>
    post(`/platform/${shop.domain}/admin/oauth/access_token`, {
      client_id: local.ctx.registration.apiKey,
      client_secret: local.ctx.registration.apiSecret,
      ...more,
    });
  const exchange = (more: Record<string, unknown> = {}) =>
    askForToken({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      subject_token: mintSessionToken(local.ctx, shop, shop.staff[0]!),
      expiring: "1",
      ...more,
    });
  return {
    ...local,
    shop,
    received,
    answering,
    clock,
    post,
    askForToken,
    exchange,
    /** Lets time go by: what Shopify does by itself in it is done. */
    pass: (milliseconds: number) => {
      clock.now += milliseconds;
      local.ctx.agenda.runDue();
    },
    /** Installs the app and gives a function that runs one GraphQL operation with a fresh offline token. */
    graphql: async () => {
      const { access_token: token } = (await (await exchange()).json()) as { access_token: string };
      return async (query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
        (await (
          await post(
            `/platform/${shop.domain}/admin/api/2026-10/graphql.json`,
            { query, variables },
            { "x-shopify-access-token": token, ...headers },
          )
        ).json()) as GraphqlAnswer;
    },
    stop: async () => {
      await local.close();
      app.closeAllConnections();
      await new Promise((closed) => app.close(closed));
    },
  };
}

/* eslint-disable @typescript-eslint/no-explicit-any -- answers have the shape of each test's own query */
export type GraphqlAnswer = {
  data?: any;
  errors?: { message: string; extensions?: Record<string, any>; path?: string[] }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
    };
  };
};
export type Started = Awaited<ReturnType<typeof startForTests>>;
