import { Liquid } from "liquidjs";
import { signedQuery } from "../../dev/local-shopify/storefront/proxy-signature.ts";
import { action as takePhoto } from "../../app/routes/customer.photo.tsx";
import { action as decide, loader as showByLink } from "../../app/routes/proxy.o.$token.tsx";
import { env } from "../../app/env.server.ts";
import { db } from "../../app/adapters/db.ts";
import { issueLink } from "../../app/adapters/proofs/customer-link.ts";
import { action as sendUpload, loader as askUpload } from "../../app/routes/customer.uploads.$.tsx";

type Visitor = {
  domain: string;
  customerId?: string;
  secret?: string;
  at?: number;
  query?: Record<string, string>;
  form?: URLSearchParams;
  pathPrefix?: string;
};

/** A request as Shopify's proxy would send it for a visitor of the shop. */
export function proxied(
  path: string,
  {
    domain,
    customerId = "",
    secret = env().SHOPIFY_API_SECRET,
    at = Date.now(),
    query = {},
    form,
    pathPrefix = "/apps/proofline",
  }: Visitor,
): Request {
  const facts = {
    shop: domain,
    pathPrefix,
    timestamp: Math.floor(at / 1000),
    loggedInCustomerId: customerId,
  };
  const address = `https://proofline.test/proxy${path}?${signedQuery(new URLSearchParams(query), facts, secret)}`;
  return new Request(address, form ? { method: "POST", body: form } : undefined);
}

/** The token of an order's link, stored as if an email had been sent. */
export async function linkOf(shopId: string, orderId: string): Promise<string> {
  return issueLink(db(), { shopId, orderId });
}

/**
 * A page as the visitor sees it: the answer's Liquid, rendered in a language of the shop. Shopify promises the theme around 200 only, so
 * that every answer is one; `status` is what it means.
 */
export async function seen(
  answer: Response,
  { rootUrl = "/" } = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  if (answer.status !== 200) throw new Error(`The theme may not stand around an answer of ${answer.status}`);
  const text = (await new Liquid().parseAndRender(await answer.text(), { routes: { root_url: rootUrl } })) as string;
  return { status: Number(answer.headers.get("x-proofline-status")), text, headers: answer.headers };
}

/** Opens an order's page by its token. */
export async function openLink(domain: string, token: string, query: Record<string, string> = {}) {
  return seen(
    await showByLink({ request: proxied(`/o/${token}/`, { domain, query }), params: { token }, context: {} }),
  );
}

/** Posts a form of an order's page through the shop's proxy. */
export async function post(domain: string, token: string, form: URLSearchParams) {
  return seen(await decide({ request: proxied(`/o/${token}/`, { domain, form }), params: { token }, context: {} }));
}

/** Sends files with a form of an order's page to the app itself; gives the status and where the browser is led. */
export async function sendPhotos(form: URLSearchParams, files: { name: string; bytes: Uint8Array }[]) {
  const body = new FormData();
  for (const [name, value] of form) body.append(name, value);
  for (const { name, bytes } of files) body.append("photos", new File([new Uint8Array(bytes)], name));
  const answer = await takePhoto({
    request: new Request("https://proofline.test/customer/photo", { method: "POST", body }),
    params: {},
    context: {},
  });
  const led = answer.headers.get("location");
  return { status: answer.status, led: led === null ? null : new URL(led) };
}

/** The form of a page whose button has these words, filled as a person without scripts would send it. */
export function formWith(page: string, button: string, typed: Record<string, string> = {}): URLSearchParams {
  const form = page
    .match(/<form[^]*?<\/form>/g)
    ?.find((text) => decoded(text.match(/<button[^>]*>([^<]*)</)?.[1] ?? "") === button);
  if (!form) throw new Error(`The page has no button “${button}”`);
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  const sent = new URLSearchParams(hidden.map(([, name = "", value = ""]) => [name, decoded(value)]));
  for (const [name, value] of Object.entries(typed)) sent.set(name, value);
  return sent;
}

function decoded(text: string): string {
  return text.replace(/&#(\d+);/g, (_entity, code) => String.fromCharCode(Number(code)));
}

/** Asks the door for photos in parts, by the tus protocol, as the script of an order's page does with the order's token. */
export async function sendPart(
  method: string,
  path: string,
  token: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: Buffer | ReadableStream },
): Promise<Response> {
  const request = new Request(`https://proofline.test${path}`, {
    method,
    headers: { "tus-resumable": "1.0.0", authorization: `Bearer ${token}`, ...headers },
    ...(body ? { body: Buffer.isBuffer(body) ? new Uint8Array(body) : body, duplex: "half" } : {}),
  } as RequestInit);
  return (method === "HEAD" || method === "OPTIONS" ? askUpload : sendUpload)({ request, params: {}, context: {} });
}
