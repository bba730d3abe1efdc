import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { log } from "./adapters/log.ts";
import { shopifySessions } from "./adapters/shopify/sessions.ts";
import { env } from "./env.server.ts";
import { installShop } from "./services/shop/install-shop.ts";

let app: ReturnType<typeof configure> | undefined;

/** The Shopify library, configured from the environment at first use; throws when the environment is incomplete. */
export function shopify() {
  return (app ??= configure());
}

function configure() {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET, SHOPIFY_APP_URL, SCOPES } = env();
  return shopifyApp({
    apiKey: SHOPIFY_API_KEY,
    apiSecretKey: SHOPIFY_API_SECRET,
    appUrl: SHOPIFY_APP_URL,
    scopes: SCOPES,
    apiVersion: ApiVersion.October26,
    distribution: AppDistribution.AppStore,
    useOnlineTokens: true,
    sessionStorage: shopifySessions,
    logger: { level: LogSeverity.Warning },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: { afterAuth: ({ session }) => welcome(session) },
  });
}

/** Runs for every new online session of every member, not only once per shop. */
async function welcome({ id, shop }: { id: string; shop: string }): Promise<void> {
  try {
    await installShop({ domain: shop });
  } catch (error) {
    // The library answers 500 without a word, and would not call this again for a session that it finds stored.
    log.error({ event: "install_failed", shopDomain: shop, error });
    await shopifySessions.deleteSession(id);
    throw error;
  }
}
