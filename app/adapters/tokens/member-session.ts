import type { Session } from "@shopify/shopify-app-remix/server";
import { env } from "../../env.server.ts";
import { noTransaction } from "../db.ts";
import type { ProvenToken } from "../proofs/session-token.ts";
import { canBeRefreshed, livingToken, storeUnder } from "../shopify/offline-token.ts";
import { loadSession, loadSessions, storeSession } from "../shopify/sessions.ts";
import { exchangeForOffline, exchangeForOnline, offlineId, onlineId } from "./token-endpoint.ts";
import { withTokenLease } from "./token-lease.ts";

/** What had to be exchanged for a request: the shop's own token, the member's, or nothing. */
export type Exchanged = { shopToken: boolean; memberToken: boolean };

/**
 * Sees to it that the shop has a token and the member a session, and exchanges what is missing. The shop's token, of which only one
 * lives, is asked for by one process at a time, and only where it has none that will do. Throws as `exchangeForOffline` does.
 */
export async function ensureSessions({ token, shopDomain, shopifyUserId }: ProvenToken): Promise<Exchanged> {
  const [ofShop, ofMember] = [offlineId(shopDomain), onlineId(shopDomain, shopifyUserId)];
  const known = await loadSessions(ofShop, ofMember);
  const isMemberKnown = livingToken(known.get(ofMember)) !== null;
  const willDo = isMemberKnown ? canBeRefreshed : isFresh;
  const shopToken = !willDo(known.get(ofShop)) && (await exchangeShopToken(shopDomain, token, willDo));
  if (!isMemberKnown) await storeSession(noTransaction(), await exchangeForOnline(shopDomain, token));
  return { shopToken, memberToken: !isMemberKnown };
}

type Judge = (session: Session | undefined) => boolean;

function exchangeShopToken(shopDomain: string, token: string, willDo: Judge): Promise<boolean> {
  return withTokenLease(shopDomain, async (lease) => {
    // Whoever had the lease before may have got one.
    if (willDo(await loadSession(noTransaction(), offlineId(shopDomain)))) return false;
    await storeUnder(lease, await exchangeForOffline(shopDomain, token));
    return true;
  });
}

// A new session of a member is when a shop's token with too few scopes, or one that is about to end, is changed for another.
function isFresh(session: Session | undefined): boolean {
  const granted = new Set(session?.scope?.split(",").map((scope) => scope.trim()));
  const isGranted = (scope: string) => granted.has(scope) || granted.has(scope.replace(/^read_/, "write_"));
  return canBeRefreshed(session) && livingToken(session) !== null && env().SCOPES.every(isGranted);
}
