import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "./adapters/log.ts";
import { directOrigin } from "./adapters/storage/direct-uploads.ts";
import { withDocumentPolicy } from "./secure-headers.server.ts";
import { shopify } from "./shopify.server.ts";
import { Nonce } from "./ui/frame/nonce.ts";

const RENDER_TIMEOUT_MS = 5_000;

export default async function respond(request: Request, status: number, headers: Headers, context: EntryContext) {
  shopify().addDocumentResponseHeaders(request, headers);
  const nonce = randomBytes(16).toString("base64");
  const freedoms = { nonce, sendsTo: await directOrigin() };
  headers.set("Content-Security-Policy", withDocumentPolicy(headers.get("Content-Security-Policy"), freedoms));
  const whenToSend = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise<Response>((resolve, reject) => {
    let statusNow = status;
    const page = (
      <Nonce.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </Nonce.Provider>
    );
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      [whenToSend]: () => {
        const body = new PassThrough();
        headers.set("Content-Type", "text/html; charset=utf-8");
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: statusNow }));
        pipe(body);
      },
      onShellError: reject,
      onError: (error) => {
        statusNow = 500;
        log.error({ event: "render_failed", error }, "A page could not be rendered");
      },
    });
    setTimeout(abort, RENDER_TIMEOUT_MS + 1_000).unref();
  });
}

/** Every fault of a loader or action. Refusals and redirects are answers and never come here; an address without a route does. */
export function handleError(error: unknown, { request }: { request: Request }) {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  log.error(
    { event: "request_failed", error, method: request.method, path: withoutTokens(request.url) },
    "A request failed",
  );
}

// Links and signed addresses open something for whoever has them, so the log may not.
function withoutTokens(address: string): string {
  return new URL(address).pathname.replace(/[\w-]{40,}/g, "…");
}
