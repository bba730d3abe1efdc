import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { log } from "./adapters/log.ts";
import { shopifySessions } from "./adapters/shopify/sessions.ts";
import { onlineId } from "./adapters/tokens/token-endpoint.ts";
import { env } from "./env.server.ts";
import { resumeShopify } from "./services/fulfilment/resume-shopify.ts";
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
  });
}

/** Runs for every new session of every member, and whenever a shop gets a new token: not only once per shop. `hasNewToken`: the shop's own was exchanged. */
export async function welcome(
  { shopDomain, shopifyUserId }: { shopDomain: string; shopifyUserId: string },
  hasNewToken: boolean,
): Promise<void> {
  try {
    const { shopId } = await installShop({ domain: shopDomain });
    if (hasNewToken) await resumeShopify(shopId);
  } catch (error) {
    // It would not be called again for a session that is found stored.
    log.error({ event: "install_failed", shopDomain, error });
    await shopifySessions.deleteSession(onlineId(shopDomain, shopifyUserId));
    throw error;
  }
}
