import { authenticateVisitor } from "../../adapters/shopify/proxied.ts";
import { whoIsVisiting, type Visit } from "../../services/who/who-is-visiting.ts";

/** Which shop's visitor a proxied request is from; throws a 401 answer when Shopify did not sign it, a 404 one when the shop has left. */
export async function visitOf(request: Request): Promise<Visit> {
  const proxied = authenticateVisitor(request);
  if (!proxied) throw plain(401, "This page can only be opened through the shop.");
  const visit = await whoIsVisiting(proxied);
  if (!visit) throw plain(404, "This shop does not use Proofline.");
  return visit;
}

function plain(status: number, sentence: string): Response {
  return new Response(sentence, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}
