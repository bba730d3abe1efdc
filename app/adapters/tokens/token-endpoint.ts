import { Session } from "@shopify/shopify-app-remix/server";
import { z } from "zod";
import { env } from "../../env.server.ts";
import { AddressRefused, isAddressRefused, shopFaultOf, ShopifyUnavailable } from "../shopify/faults.ts";

const ANSWER_WITHIN_MS = 10_000;

// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange
const EXCHANGE = {
  grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
  subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
};

// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens
const offlineShape = z.object({
  access_token: z.string(),
  scope: z.string(),
  expires_in: z.number(),
  refresh_token: z.string(),
  refresh_token_expires_in: z.number(),
});

// https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/online-access-tokens
const onlineShape = z.object({
  access_token: z.string(),
  scope: z.string(),
  expires_in: z.number(),
  associated_user_scope: z.string(),
  associated_user: z.object({
    id: z.number(),
    first_name: z
      .string()
      .nullish()
      .transform((name) => name ?? ""),
    last_name: z
      .string()
      .nullish()
      .transform((name) => name ?? ""),
    email: z
      .string()
      .nullish()
      .transform((email) => email ?? ""),
    email_verified: z.boolean().default(false),
    account_owner: z.boolean().default(false),
    locale: z.string().default("en"),
    collaborator: z.boolean().default(false),
  }),
});

/** The token endpoint understood and gave no token; `code` is OAuth's, such as invalid_grant or invalid_subject_token. */
export class TokenNotGranted extends Error {
  readonly code: string;
  constructor(code: string, status: number) {
    super(`Shopify's token endpoint answered ${status} ${code}`.trim());
    this.name = "TokenNotGranted";
    this.code = code;
  }
}

/** The library's own id of a shop's offline session. */
export function offlineId(shopDomain: string): string {
  return `offline_${shopDomain}`;
}

/** The library's own id of a member's session. */
export function onlineId(shopDomain: string, shopifyUserId: string): string {
  return `${shopDomain}_${shopifyUserId}`;
}

/** A new pair for a refresh token; Shopify revokes the pair before it. Throws `TokenNotGranted`, `ShopGone`, `AddressRefused` or `ShopifyUnavailable`. */
export async function refreshOffline(shopDomain: string, refreshToken: string): Promise<Session> {
  const asked = { grant_type: "refresh_token", refresh_token: refreshToken };
  return offlineSession(shopDomain, offlineShape.safeParse(await askForToken(shopDomain, asked)));
}

/** A new pair for a session token of any member; Shopify revokes the pair before it. Throws as `refreshOffline` does. */
export async function exchangeForOffline(shopDomain: string, sessionToken: string): Promise<Session> {
  const asked = {
    ...EXCHANGE,
    subject_token: sessionToken,
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  };
  return offlineSession(shopDomain, offlineShape.safeParse(await askForToken(shopDomain, asked)));
}

/** A member's own token for their session token, with who they are. Throws as `refreshOffline` does. */
export async function exchangeForOnline(shopDomain: string, sessionToken: string): Promise<Session> {
  const asked = {
    ...EXCHANGE,
    subject_token: sessionToken,
    requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
  };
  const read = onlineShape.safeParse(await askForToken(shopDomain, asked));
  if (!read.success) throw unreadable();
  const { access_token: accessToken, scope, ...onlineAccessInfo } = read.data;
  return new Session({
    id: onlineId(shopDomain, String(onlineAccessInfo.associated_user.id)),
    shop: shopDomain,
    state: "",
    isOnline: true,
    accessToken,
    scope,
    expires: inSeconds(onlineAccessInfo.expires_in),
    onlineAccessInfo,
  });
}

function offlineSession(shopDomain: string, read: z.ZodSafeParseResult<z.infer<typeof offlineShape>>): Session {
  if (!read.success) throw unreadable();
  return new Session({
    id: offlineId(shopDomain),
    shop: shopDomain,
    state: "",
    isOnline: false,
    accessToken: read.data.access_token,
    scope: read.data.scope,
    expires: inSeconds(read.data.expires_in),
    refreshToken: read.data.refresh_token,
    refreshTokenExpires: inSeconds(read.data.refresh_token_expires_in),
  });
}

async function askForToken(shopDomain: string, asked: Record<string, string>): Promise<unknown> {
  const { SHOPIFY_API_KEY, SHOPIFY_API_SECRET } = env();
  const response = await fetch(`https://${shopDomain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ client_id: SHOPIFY_API_KEY, client_secret: SHOPIFY_API_SECRET, ...asked }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch((cause: unknown) => {
    throw new ShopifyUnavailable("Shopify's token endpoint could not be reached", { cause });
  });
  const body = await response.text().catch(() => "");
  if (response.ok) return parsed(body);
  throw faultOf(shopDomain, response, body);
}

/** Only a shop that is closed or frozen is gone; a wrong secret (`invalid_client`) is our own fault, and the job runs again when it is mended. */
function faultOf(shopDomain: string, response: Response, body: string): Error {
  const { status } = response;
  if (isAddressRefused(response, body)) return new AddressRefused();
  const { error } = z.object({ error: z.string() }).catch({ error: "" }).parse(parsed(body));
  const ofShop = shopFaultOf(status, shopDomain, "Shopify's token endpoint");
  if (ofShop) return ofShop;
  if (status === 400 && error !== "") return new TokenNotGranted(error, status);
  return new ShopifyUnavailable(`Shopify's token endpoint answered ${status} ${error}`.trim());
}

function unreadable(): ShopifyUnavailable {
  return new ShopifyUnavailable("Shopify's token endpoint gave an answer that cannot be read");
}

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1_000);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
