import { Session } from "@shopify/shopify-app-remix/server";
import { z } from "zod";
import { env } from "../../env.server.ts";
import { db, inTransaction, tables, type Tx } from "../db.ts";
import { ShopGone, ShopifyUnavailable } from "./faults.ts";
import { loadSession, storeSession } from "./sessions.ts";

const REFRESH_BEFORE_MS = 5 * 60_000;
const ANSWER_WITHIN_MS = 10_000;

// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens
const refreshed = z.object({
  access_token: z.string(),
  scope: z.string(),
  expires_in: z.number(),
  refresh_token: z.string(),
  refresh_token_expires_in: z.number(),
});

const underWay = new Map<string, Promise<string>>();

/** A living offline token of the shop; refreshed when it ends within five minutes or when it is the `dead` one. Throws `ShopGone` or `ShopifyUnavailable`. */
export async function offlineToken(shopDomain: string, dead?: string): Promise<string> {
  const known = livingToken(await sessionOf(db(), shopDomain), dead);
  if (known) return known;
  const refreshing =
    underWay.get(shopDomain) ?? refreshOnce(shopDomain, dead).finally(() => underWay.delete(shopDomain));
  underWay.set(shopDomain, refreshing);
  return refreshing;
}

/** The library has no lock for this, and a refresh token works once: one process at a time, and whoever waited takes what the first one got. */
function refreshOnce(shopDomain: string, dead: string | undefined): Promise<string> {
  return inTransaction(async (tx) => {
    await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`offline-token:${shopDomain}`}, 0))`;
    const session = await sessionOf(tx, shopDomain);
    const known = livingToken(session, dead);
    if (known) return known;
    if (!session?.refreshToken) throw new ShopGone(shopDomain);
    const fresh = await askForRefresh(shopDomain, session.refreshToken);
    await storeSession(tx, fresh);
    return fresh.accessToken ?? "";
  });
}

async function askForRefresh(shopDomain: string, refreshToken: string): Promise<Session> {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET } = env();
  const response = await fetch(`https://${shopDomain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({
      client_id: SHOPIFY_API_KEY,
      client_secret: SHOPIFY_API_SECRET,
      refresh_token: refreshToken,
      grant_type: "refresh_token",
    }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch((cause: unknown) => {
    throw new ShopifyUnavailable("Shopify's token endpoint could not be reached", { cause });
  });
  if (!response.ok) throw await faultOf(shopDomain, response);
  const answer = refreshed.parse(await response.json());
  return new Session({
    id: offlineId(shopDomain),
    shop: shopDomain,
    state: "",
    isOnline: false,
    accessToken: answer.access_token,
    scope: answer.scope,
    expires: new Date(Date.now() + answer.expires_in * 1_000),
    refreshToken: answer.refresh_token,
    refreshTokenExpires: new Date(Date.now() + answer.refresh_token_expires_in * 1_000),
  });
}

/** Only a token that was revoked, or a shop that is closed, means that the shop is gone; a wrong secret (`invalid_client`) is our own fault, and the job runs again when it is mended. */
async function faultOf(shopDomain: string, response: Response): Promise<Error> {
  const oauth = z
    .object({ error: z.string() })
    .catch({ error: "" })
    .parse(await response.json().catch(() => null));
  const said = `Shopify's token endpoint answered ${response.status} ${oauth.error}`.trim();
  if (oauth.error === "invalid_grant" || [402, 404, 423].includes(response.status))
    return new ShopGone(shopDomain, { cause: said });
  return new ShopifyUnavailable(said);
}

function sessionOf(tx: Tx, shopDomain: string): Promise<Session | undefined> {
  return loadSession(tx, offlineId(shopDomain));
}

function livingToken(session: Session | undefined, dead: string | undefined): string | null {
  if (!session?.accessToken || session.accessToken === dead || session.isExpired(REFRESH_BEFORE_MS)) return null;
  return session.accessToken;
}

/** The library's own id of a shop's offline session. */
function offlineId(shopDomain: string): string {
  return `offline_${shopDomain}`;
}
