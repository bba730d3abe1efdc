import { Session } from "@shopify/shopify-app-remix/server";
import "../../dev/local-shopify/preload.mjs";
import { startLocalShopify, type LocalShopify } from "../../dev/local-shopify/server.ts";
import { mintSessionToken } from "../../dev/local-shopify/proofs/session-token.ts";
import type { LocalShop } from "../../dev/local-shopify/shapes.ts";
import { shopifySessions } from "../../app/adapters/shopify/sessions.ts";
import { env } from "../../app/env.server.ts";
import { noticePort } from "./knock.ts";
import { WEBHOOK_TOPICS } from "../../app/domain/intake/webhook-topics.ts";

/** What the app asks of a shop (shopify.app.toml), without the scopes of later issues. */
const SCOPES = [
  "read_orders",
  "write_orders",
  "read_products",
  "read_customers",
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "write_third_party_fulfillment_orders",
];

export type Wired = LocalShopify & {
  shop: LocalShop;
  install(scopes?: string[]): Promise<void>;
  /** Lets time go by for Shopify: what it does by itself meanwhile is done. */
  pass(milliseconds: number): void;
  /** Lets as much time go by for Shopify as its slow answers take, until this work is over. */
  answerSlowly<T>(work: Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

/** Local Shopify on the other end of every wire: the app's own doors take its webhooks, and its API and mail service take the app's calls. */
export async function wireLocalShopify({ scopes = SCOPES }: { scopes?: string[] } = {}): Promise<Wired> {
  let ahead = 0;
  const pass = (milliseconds: number) => {
    ahead += milliseconds;
    local.ctx.agenda.runDue();
  };
  const local = await startLocalShopify({
    now: () => Date.now() + ahead,
    appOrigin: `http://127.0.0.1:${await noticePort()}`,
    appKey: env().SHOPIFY_API_KEY,
    appSecret: env().SHOPIFY_API_SECRET,
    mailKey: env().SENDGRID_API_KEY,
    scopes,
    webhookTopics: [...WEBHOOK_TOPICS],
    withPages: false,
  });
  process.env.LOCAL_SHOPIFY_URL = local.hubOrigin;
  env().SENDGRID_WEBHOOK_PUBLIC_KEY = local.mailPublicKey;
  const shop = local.state.shops[0]!;
  return {
    ...local,
    shop,
    install: () => storeOfflineToken(local, shop),
    pass,
    answerSlowly: async (work) => {
      let isOver = false;
      const end = () => void (isOver = true);
      void work.then(end, end);
      while (!isOver) {
        if (local.ctx.agenda.until() !== null) pass(10);
        await new Promise(setImmediate);
      }
      return work;
    },
    stop: () => local.close(),
  };
}

/** What the first visit of the owner leaves behind: an expiring offline token, exchanged for a session token. */
async function storeOfflineToken(local: LocalShopify, shop: LocalShop): Promise<void> {
  const response = await fetch(`https://${shop.domain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_id: env().SHOPIFY_API_KEY,
      client_secret: env().SHOPIFY_API_SECRET,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      expiring: "1",
      subject_token: mintSessionToken(local.ctx, shop, shop.staff[0]!),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    }),
  });
  const token = (await response.json()) as {
    access_token: string;
    scope: string;
    expires_in: number;
    refresh_token: string;
    refresh_token_expires_in: number;
  };
  await shopifySessions.storeSession(
    new Session({
      id: `offline_${shop.domain}`,
      shop: shop.domain,
      state: "",
      isOnline: false,
      accessToken: token.access_token,
      scope: token.scope,
      expires: new Date(Date.now() + token.expires_in * 1_000),
      refreshToken: token.refresh_token,
      refreshTokenExpires: new Date(Date.now() + token.refresh_token_expires_in * 1_000),
    }),
  );
}
