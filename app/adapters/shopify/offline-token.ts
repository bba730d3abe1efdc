import type { Session } from "@shopify/shopify-app-remix/server";
import { inTransaction, noTransaction } from "../db.ts";
import { log } from "../log.ts";
import { ShopGone, ShopifyUnavailable } from "./faults.ts";
import { deleteSessionsOfShop, loadSession, shopifySessions, storeSession } from "./sessions.ts";
import { offlineId, refreshOffline, TokenNotGranted } from "../tokens/token-endpoint.ts";
import { isStillHeld, withTokenLease, type TokenLease } from "../tokens/token-lease.ts";

const REFRESH_BEFORE_MS = 5 * 60_000;

const underWay = new Map<string, Promise<string>>();

/** A living offline token of the shop; refreshed when it ends within five minutes or when it is the `dead` one. Throws `ShopGone`, `AddressRefused` or `ShopifyUnavailable`. */
export async function offlineToken(shopDomain: string, dead?: string): Promise<string> {
  const known = livingToken(await loadSession(noTransaction(), offlineId(shopDomain)), dead);
  if (known) return known;
  const renewing = underWay.get(shopDomain) ?? renew(shopDomain, dead).finally(() => underWay.delete(shopDomain));
  underWay.set(shopDomain, renewing);
  return renewing;
}

/** Whoever waited for another process takes what that one got. */
function renew(shopDomain: string, dead: string | undefined): Promise<string> {
  return withTokenLease(shopDomain, async (lease) => {
    const session = await loadSession(noTransaction(), offlineId(shopDomain));
    const known = livingToken(session, dead);
    if (known) return known;
    if (!session?.refreshToken) throw new ShopGone(shopDomain);
    const fresh = await refresh(lease, session.refreshToken);
    await storeUnder(lease, fresh);
    return fresh.accessToken ?? "";
  });
}

async function refresh(lease: TokenLease, refreshToken: string): Promise<Session> {
  const { shopDomain } = lease;
  try {
    return await refreshOffline(shopDomain, refreshToken);
  } catch (error) {
    if (!(error instanceof TokenNotGranted)) throw error;
    if (error.code !== "invalid_grant") throw new ShopifyUnavailable(error.message, { cause: error });
    // Revoked: with no session left, whoever opens a page next has everything exchanged anew.
    await inTransaction(async (tx) => {
      if (await isStillHeld(tx, lease)) await deleteSessionsOfShop(shopDomain, tx);
    });
    log.warn({ event: "tokens_revoked", shopDomain });
    throw new ShopGone(shopDomain, { cause: error });
  }
}

/** Stores a new pair of the shop. Nothing is stored once another process has taken the lease over: what that one got is younger. */
export async function storeUnder(lease: TokenLease, session: Session): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await isStillHeld(tx, lease))) throw new ShopifyUnavailable("The shop's token came too late");
    await storeSession(tx, session);
  });
}

/** Whether a job of the shop gets a token without anybody opening the app, as far as is known here. */
export async function hasLivingToken(shopDomain: string): Promise<boolean> {
  return canBeRefreshed(await shopifySessions.loadSession(offlineId(shopDomain)));
}

/** Whether an offline session has a refresh token whose time is not over. */
export function canBeRefreshed(session: Session | undefined): boolean {
  return Boolean(session?.refreshToken && (session.refreshTokenExpires?.getTime() ?? 0) > Date.now());
}

/** The access token of an offline session that lives for five minutes more; null when there is none, or when it is the `dead` one. */
export function livingToken(session: Session | undefined, dead?: string): string | null {
  if (!session?.accessToken || session.accessToken === dead || session.isExpired(REFRESH_BEFORE_MS)) return null;
  return session.accessToken;
}
