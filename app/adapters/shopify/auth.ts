import { boundary } from "@shopify/shopify-app-remix/server";
import { shopify } from "../../shopify.server.ts";
import { isOfExtension } from "../proofs/extension-token.ts";
import { DOOR, openTheDoor, outOfBounce, wayBack } from "./reopen.ts";

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
  // The library takes a customer's token for a member's, and falls over it.
  if (isOfExtension(tokenOf(request))) throw new Response(null, { status: 401 });
  const { session, sessionToken } = await oneByOne(request, () => shopify().authenticate.admin(request));
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
  const token = tokenOf(request);
  const first = underWay.get(token);
  if (token === "" || first) {
    await first?.catch(() => undefined);
    return authenticate();
  }
  const mine = authenticate().finally(() => underWay.delete(token));
  underWay.set(token, mine);
  return mine;
}

function tokenOf(request: Request): string {
  return request.headers.get("authorization") ?? new URL(request.url).searchParams.get("id_token") ?? "";
}

/** The pages under /auth (opening the app again, a new session token, leaving the frame): always throws the answer. */
export async function answerAuthPage(request: Request): Promise<void> {
  const { pathname } = new URL(request.url);
  if (pathname === DOOR) throw openTheDoor(request);
  const out = pathname === "/auth/session-token" ? outOfBounce(request) : null;
  if (out) throw out;
  await shopify().authenticate.admin(request);
}

/** Headers an embedded route must pass on (`export const headers`), or an expired session token never recovers. */
export const embeddedHeaders = boundary.headers;
