import { redirect } from "@remix-run/node";
import { adminAddress, framePlaceIn, ownPath, type FramePlace } from "../../domain/words/frame-address.ts";
import { env } from "../../env.server.ts";
import { opening } from "./opening.ts";

/** The page that opens the app again; the library's own address for people whom it does not know. */
export const DOOR = "/auth/login";

/** What Shopify's apps for phones say of themselves: they show the app without a frame. */
const PHONE_APP = /Shopify (Mobile|POS)\//;

/**
 * The way back for a page that was asked for without what Shopify adds to addresses: a reload of the frame at an address of later on, a
 * link in a new tab. Null where the library can go on: a request of the page's scripts, or one that the admin made.
 */
export function wayBack(request: Request): Response | null {
  const url = new URL(request.url);
  if (request.method !== "GET" || request.headers.has("authorization") || url.searchParams.has("_data")) return null;
  const place = placeOf(request, url.searchParams);
  const path = ownPath(url.pathname + url.search);
  if (isTab(request)) return place ? redirect(adminAddress(path, place, env().SHOPIFY_API_KEY)) : toDoor(path, null);
  const isWhole = url.searchParams.get("embedded") === "1" && url.searchParams.has("host");
  return isWhole && framePlaceIn(url.searchParams) ? null : toDoor(path, place);
}

/** The door itself: opens the app in its frame at the path it came from, or says where the app is opened. */
export function openTheDoor(request: Request): Response {
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("path");
  const place = placeOf(request, searchParams);
  const path = asked === null ? null : ownPath(asked);
  if (isTab(request) && place) return redirect(adminAddress(path ?? "/app", place, env().SHOPIFY_API_KEY));
  return page(request, path, place);
}

/**
 * In the place of the library's page for a new session token, which stays empty where nothing gives one: in a tab of its own this leads into
 * the admin, in the frame it says so after a while.
 */
export function bounce(request: Request): Response {
  const { searchParams } = new URL(request.url);
  const reload = searchParams.get("shopify-reload") ?? "";
  const path = URL.canParse(reload) ? ownPath(new URL(reload).pathname + new URL(reload).search) : "/app";
  const place = placeOf(request, searchParams);
  if (isTab(request) && place) return redirect(adminAddress(path, place, env().SHOPIFY_API_KEY));
  return page(request, path, place);
}

/** Browsers say where a page will be shown (https://www.w3.org/TR/fetch-metadata); one that does not is taken for a frame, whose page looks for itself. */
function isTab(request: Request): boolean {
  return request.headers.get("sec-fetch-dest") === "document" && !isPhoneApp(request);
}

function isPhoneApp(request: Request): boolean {
  return PHONE_APP.test(request.headers.get("user-agent") ?? "");
}

/** From the address, or from that of our own page whose link was opened in a new tab. */
function placeOf(request: Request, query: URLSearchParams): FramePlace | null {
  const referrer = request.headers.get("referer") ?? "";
  const isOurs = URL.canParse(referrer) && new URL(referrer).origin === env().SHOPIFY_APP_URL;
  return framePlaceIn(query) ?? (isOurs ? framePlaceIn(new URL(referrer).searchParams) : null);
}

function toDoor(path: string, place: FramePlace | null): Response {
  return redirect(`${DOOR}?${new URLSearchParams({ path, ...place })}`, { headers: { "Cache-Control": "no-store" } });
}

function page(request: Request, path: string | null, place: FramePlace | null): Response {
  const apiKey = env().SHOPIFY_API_KEY;
  const ancestors = ["https://admin.shopify.com", `https://${place?.shop ?? "*.myshopify.com"}`];
  return new Response(
    opening({
      path,
      place,
      inAdmin: place && adminAddress(path ?? "/app", place, apiKey),
      isTab: isTab(request),
      isPhoneApp: isPhoneApp(request),
      isBounce: new URL(request.url).searchParams.has("shopify-reload"),
      apiKey,
    }),
    {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": `frame-ancestors ${ancestors.join(" ")};`,
        "Cache-Control": "no-store",
      },
    },
  );
}
