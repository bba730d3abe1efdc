import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "./adapters/log.ts";
import { shopify } from "./shopify.server.ts";

const RENDER_TIMEOUT_MS = 5_000;

export default async function respond(request: Request, status: number, headers: Headers, context: EntryContext) {
  shopify().addDocumentResponseHeaders(request, headers);
  const whenToSend = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  return new Promise<Response>((resolve, reject) => {
    let statusNow = status;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
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
