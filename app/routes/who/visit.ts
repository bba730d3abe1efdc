import { authenticateVisitor } from "../../adapters/shopify/proxied.ts";
import { DEFAULT_PAGE_PATH, readPagePath } from "../../domain/customer/customer-page-address.ts";
import { env } from "../../env.server.ts";
import { reportFault } from "../../services/who/report-fault.ts";
import { whoIsVisiting, type Visit } from "../../services/who/who-is-visiting.ts";
import { answerInTheme, type Place } from "../../ui/customer/frame.ts";
import { failedPage, leftPage } from "../../ui/customer/other-pages.ts";

/** Which shop's visitor a proxied request is from; throws a 401 answer when Shopify did not sign it, a 404 one when the shop has left. */
export async function visitOf(request: Request): Promise<Visit> {
  const visit = await whoIsVisiting(signed(request));
  if (!visit) throw plain(404, "This shop does not use Proofline.");
  return visit;
}

/**
 * Answers a visitor with a page in the theme, whatever happens: a shop that has left and a fault of ours have pages of their own, for the
 * theme may not stand around any other answer. Throws a 401 answer for what did not come through the shop.
 */
export async function showVisitor(request: Request, show: (visit: Visit) => Promise<Response>): Promise<Response> {
  const proxied = signed(request);
  const place: Place = {
    ...(readPagePath(proxied.pathPrefix) ?? { localeRoot: "", path: DEFAULT_PAGE_PATH }),
    customerAccounts: null,
    appUrl: env().SHOPIFY_APP_URL,
  };
  try {
    const visit = await whoIsVisiting(proxied);
    return visit ? await show(visit) : answerInTheme(leftPage(place), 404);
  } catch (fault) {
    reportFault("customer_page_failed", fault);
    return answerInTheme(failedPage(place, { wasDeciding: request.method === "POST" }), 500);
  }
}

function signed(request: Request) {
  const proxied = authenticateVisitor(request);
  if (!proxied) throw plain(401, "This page can only be opened through the shop.");
  return proxied;
}

function plain(status: number, sentence: string): Response {
  return new Response(sentence, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}
