import { boundary } from "@shopify/shopify-app-remix/server";
import { env, shopifySecrets } from "../../env.server.ts";
import { shopify, welcome } from "../../shopify.server.ts";
import { log } from "../log.ts";
import { readSessionToken, type ProvenToken } from "../proofs/session-token.ts";
import { signedAnew } from "../proofs/signed-claims.ts";
import { AddressRefused, isWaitingForShopify } from "./faults.ts";
import { ensureSessions } from "../tokens/member-session.ts";
import { bounce, DOOR, openTheDoor, wayBack } from "./reopen.ts";
import { TokenNotGranted } from "../tokens/token-endpoint.ts";

/** A person of the shop's staff as Shopify knows them; `id` is Shopify's user id. */
export type ShopifyUser = {
  id: string;
  firstName: string;
  lastName: string;
  email: string | null;
  emailVerified: boolean;
  accountOwner: boolean;
};

/** A person of the staff, and at which shop. */
export type StaffRequest = { shopDomain: string; shopifyUser: ShopifyUser };

/**
 * Proves by the session token who makes an embedded admin request; throws the library's answer (bounce page, 401 to retry) when nobody is
 * proven, and the way back to the same page when its address has lost what Shopify adds.
 */
export async function authenticateStaff(request: Request): Promise<StaffRequest> {
  const back = wayBack(request);
  if (back) throw back;
  const { session, sessionToken } = await oneByOne(request, () => authenticate(request));
  const user = session.onlineAccessInfo?.associated_user;
  return {
    shopDomain: session.shop,
    shopifyUser: {
      id: sessionToken.sub ?? String(user?.id),
      firstName: user?.first_name ?? "",
      lastName: user?.last_name ?? "",
      email: user?.email || null,
      emailVerified: user?.email_verified ?? false,
      accountOwner: user?.account_owner ?? false,
    },
  };
}

const underWay = new Map<string, Promise<unknown>>();

/**
 * The loaders of one page run at once, and each would exchange the same new session token: the later ones wait for the
 * first and find its session stored.
 */
async function oneByOne<T>(request: Request, authenticate: () => Promise<T>): Promise<T> {
  const token = tokenIn(request);
  const first = underWay.get(token);
  if (token === "" || first) {
    await first?.catch(() => undefined);
    return authenticate();
  }
  const mine = authenticate().finally(() => underWay.delete(token));
  underWay.set(token, mine);
  return mine;
}

/** The pages under /auth (opening the app again, a new session token, leaving the frame): always throws the answer. */
export async function answerAuthPage(request: Request): Promise<void> {
  const { pathname } = new URL(request.url);
  if (pathname === DOOR) throw openTheDoor(request);
  if (pathname === "/auth/session-token") throw bounce(request);
  await authenticate(request);
}

/**
 * The library proves the request once more and finds both sessions stored: what it would exchange by itself is exchanged before, one
 * process at a time. It knows one secret only, so that a token which the old one signed is shown to it as if signed with the new one.
 */
async function authenticate(request: Request) {
  const token = tokenIn(request);
  if (token === "") return shopify().authenticate.admin(request);
  const secrets = shopifySecrets();
  const proven = readSessionToken(token, { secrets, apiKey: env().SHOPIFY_API_KEY, now: Date.now() });
  const isGranted = proven !== null && (await exchangeMissing(proven));
  if (!proven || !isGranted) return shopify().authenticate.admin(withToken(request, NOT_PROVEN));
  return shopify().authenticate.admin(proven.isCurrent ? request : withToken(request, signedAnew(token, secrets[0])));
}

/** The library answers it as any bad token: with the page, or the header, that fetches another one. */
const NOT_PROVEN = "not.proven";

/** False when Shopify does not take the session token any more. */
async function exchangeMissing(proven: ProvenToken): Promise<boolean> {
  try {
    const { shopToken, memberToken } = await ensureSessions(proven);
    if (shopToken || memberToken) await welcome(proven, shopToken);
    return true;
  } catch (error) {
    if (error instanceof TokenNotGranted && error.code === "invalid_subject_token") return false;
    const { shopDomain } = proven;
    log.error({ event: "tokens_not_exchanged", shopDomain, error: (error as Error).message });
    if (!(error instanceof TokenNotGranted) && !isWaitingForShopify(error)) throw error;
    throw new Response(error instanceof AddressRefused ? ADDRESS_REFUSED : NO_ANSWER, {
      status: 503,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  }
}

const ADDRESS_REFUSED =
  "Shopify refuses to answer the server of this app, because its address is not on the app's allowlist. Whoever runs the app has to put it there; nothing is lost meanwhile.";
const NO_ANSWER = "Shopify does not say at this moment who you are. Try again in a minute; nothing is lost meanwhile.";

function tokenIn(request: Request): string {
  const header = request.headers.get("authorization")?.replace(/^Bearer /, "");
  return header ?? new URL(request.url).searchParams.get("id_token") ?? "";
}

function withToken(request: Request, token: string): Request {
  const headers = new Headers(request.headers);
  const url = new URL(request.url);
  if (headers.has("authorization")) headers.set("authorization", `Bearer ${token}`);
  else url.searchParams.set("id_token", token);
  return new Request(url, { headers });
}

/** Headers an embedded route must pass on (`export const headers`), or an expired session token never recovers. */
export const embeddedHeaders = boundary.headers;
