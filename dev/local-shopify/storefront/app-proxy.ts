import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { Request, Response } from "express";
import { signingSecret } from "../proofs/secrets.ts";
import { signedQuery } from "./proxy-signature.ts";
import { hostOf, proxyPathOf, storefrontOf } from "./standing.ts";
import { localised, renderAppAnswer } from "./theme.ts";
import { visitorOf, type Store, type Visitor } from "./visitor.ts";

const answerTimeoutMs = 30_000;
const notForwarded = new Set([
  "cookie",
  "host",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "proxy-authorization",
  "authorization",
  "expect",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "origin",
  "referer",
  "accept-encoding",
]);
const notReturned = new Set([
  "set-cookie",
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-encoding",
  "content-length",
  "strict-transport-security",
  "x-frame-options",
]);

/** Forwards a request below the app proxy's address to the app, signed, and puts a Liquid answer into the theme. */
export async function forwardToApp(store: Store, request: Request, response: Response): Promise<void> {
  const visitor = visitorOf(store, request);
  const target = addressInApp(store, visitor, request);
  if (!visitor.shop.installed || target === null)
    return void response
      .status(404)
      .send(await renderAppAnswer(store, visitor, request, "<h1>404</h1><p>No app answers at this address.</p>"));
  const answer = await ask(store, visitor, request, target).catch(() => null);
  if (!answer) return void response.status(502).send(await thirdPartyError(store, visitor, request));
  const { otherAnswers } = storefrontOf(visitor.shop);
  const isOther = answer.status < 300 || answer.status >= 400 ? answer.status !== 200 : false;
  response.status(answer.status);
  if (isOther && otherAnswers === "replaced") return void response.send(await thirdPartyError(store, visitor, request));
  for (const [name, value] of answer.headers) if (!notReturned.has(name)) response.setHeader(name, value);
  const location = answer.headers.get("location");
  if (location !== null) response.setHeader("location", localised(store, visitor.shop, location));
  if (!isLiquid(answer) || (isOther && otherAnswers === "raw")) return void pass(answer, response);
  response.type("text/html").send(await renderAppAnswer(store, visitor, request, await answer.text()));
}

function thirdPartyError(store: Store, visitor: Visitor, request: Request): Promise<string> {
  const words = "<p>There was an error in the third-party application. Try clicking refresh.</p>";
  return renderAppAnswer(store, visitor, request, words);
}

/** The root is asked with a trailing slash, everything below it as the visitor wrote it. Null for an address that leaves the proxy's path. */
function addressInApp({ ctx }: Store, { shop, customer, localeRoot }: Visitor, request: Request): string | null {
  const { path } = ctx.registration.appProxy;
  const proxyPath = proxyPathOf(ctx, shop);
  const asked = new URL(`http://shop.invalid${request.originalUrl}`);
  const below = asked.pathname.slice(localeRoot.length + proxyPath.length) || "/";
  const target = new URL(`${path}${below}`, ctx.appOrigin);
  if (!`${target.pathname}/`.startsWith(`${path}/`)) return null;
  const facts = {
    shop: shop.domain,
    pathPrefix: storefrontOf(shop).isLocaleInPathPrefix ? `${localeRoot}${proxyPath}` : proxyPath,
    timestamp: Math.floor(ctx.now() / 1000),
    loggedInCustomerId: customer ? String(customer.id) : "",
  };
  return `${target.origin}${target.pathname}?${signedQuery(asked.searchParams, facts, signingSecret(ctx))}`;
}

function ask(store: Store, { shop }: Visitor, request: Request, target: string): Promise<globalThis.Response> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === "string" && !notForwarded.has(name)) headers.set(name, value);
  const shopOrigin = `https://${hostOf(shop)}`;
  if (request.headers.origin) headers.set("origin", request.headers.origin.replace(originOf(store), shopOrigin));
  if (request.headers.referer) headers.set("referer", request.headers.referer.replace(originOf(store), shopOrigin));
  headers.set("x-forwarded-for", request.socket.remoteAddress ?? "127.0.0.1");
  headers.set("x-forwarded-host", hostOf(shop));
  headers.set("x-forwarded-proto", "https");
  const hasBody = !["GET", "HEAD"].includes(request.method);
  const body = hasBody ? { body: Readable.toWeb(request) as unknown as BodyInit, duplex: "half" as const } : {};
  return fetch(target, {
    method: request.method,
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(answerTimeoutMs),
    ...body,
  });
}

function isLiquid(answer: globalThis.Response): boolean {
  return (answer.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() === "application/liquid";
}

function pass(answer: globalThis.Response, response: Response): void {
  if (answer.body === null) return void response.end();
  Readable.fromWeb(answer.body as ReadableStream)
    .on("error", () => response.destroy())
    .pipe(response);
}

function originOf({ ctx, shopDomain }: Store): string {
  return ctx.origins.stores[shopDomain] ?? "";
}
