import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type ErrorRequestHandler, type Request as Asked, type RequestHandler } from "express";
import { createServer, type Server } from "node:http";
import { noticeDoors } from "./notice-doors.server.ts";
import { asOneRequest } from "./adapters/request-memory.ts";
import { metrics } from "./adapters/metrics/metrics.ts";
import { env } from "./env.server.ts";
import { tellsWhenAway } from "./database-away.server.ts";
import { log } from "./adapters/log.ts";
import { withReadForm } from "./form-bodies.server.ts";
import { secureHeaders } from "./secure-headers.server.ts";
import { staticFiles, withoutNul, withoutSingleFetch } from "./static-files.server.ts";

/** How long a connection may say nothing at all; longer than open pages that listen for changes are silent (25 seconds). */
const IDLE_MS = 120_000;
/** Longer than what stands before it keeps a connection, so that none is used at the moment that it is closed here. */
const KEEP_ALIVE_MS = 75_000;

/** The app's web server, which does not listen yet: the doors for notices, and by Express the built browser files and every route of this build. */
export function webApp(build: ServerBuild, clientFolder: string, formerBuilds?: string): Server {
  const app = express().disable("x-powered-by").set("trust proxy", "loopback, linklocal, uniquelocal");
  const { measure, note, tell } = metrics(env().METRICS_TOKEN);
  app.use(measure);
  app.use(readToItsEnd, secureHeaders);
  app.get("/metrics", tell);
  app.use(staticFiles(clientFolder, formerBuilds));
  app.use(withoutNul, withoutSingleFetch);
  // Event streams say "no-transform", and pictures and zips are of kinds that it leaves alone.
  app.use(compression());
  app.use(inWords);
  app.use((_request, _response, next) => asOneRequest(next));
  const routes = createRequestHandler({ build: tellsWhenAway(build), getLoadContext: whoAsks, mode: "production" });
  app.all("*", withReadForm(routes));
  app.use(inASentence);
  return createServer((request, response) => noticeDoors(request, response, note) || app(request, response));
}

/**
 * Ends connections by their silence and not by their length: node would cut every request that takes longer than five minutes
 * (`requestTimeout`), which a photo over a slow line does. Headers still have to arrive within a minute.
 */
export function endIdle(server: Server, idleMs = IDLE_MS): void {
  server.requestTimeout = 0;
  server.headersTimeout = 60_000;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.setTimeout(idleMs);
}

/**
 * What routes are told beside the request: the network address that it came from. Express reads it from the end of `X-Forwarded-For`, past what our own
 * network wrote there ("trust proxy"): what a stranger writes into that header stands before what the machine in front of us added.
 */
function whoAsks({ ip }: Asked): AppLoadContext {
  return { address: ip ?? "" };
}

const REMIX_WORDS = "Unexpected Server Error";

// What Remix says by itself where a route failed or does not take a method, said for whoever reads it; in the form in which Remix said it.
const inWords: RequestHandler = (_request, response, next) => {
  const write = response.write.bind(response) as (part: unknown, ...more: unknown[]) => boolean;
  response.write = (part: unknown, ...more: unknown[]) => {
    const isFault = response.statusCode >= 400 && part instanceof Uint8Array && part.length < 200;
    if (!isFault) return write(part, ...more);
    const said = response.statusCode >= 500 ? "That did not work. Try again in a minute." : "Nothing is answered here.";
    return write(Buffer.from(Buffer.from(part).toString().replace(REMIX_WORDS, said)), ...more);
  };
  next();
};

// What never reached a route: an address or a host that nobody can read, and faults before it.
const inASentence: ErrorRequestHandler = (error: { status?: number; code?: string }, _request, response, next) => {
  if (response.headersSent) return next(error);
  const isTheirs = (error.status ?? 500) < 500 || error.code === "ERR_INVALID_URL";
  if (!isTheirs) log.error({ event: "request_failed", error }, "A request failed before its route was asked");
  response
    .status(isTheirs ? 400 : 500)
    .set("Cache-Control", "no-store")
    .type("text/plain")
    .send(isTheirs ? "This address is not whole. Open the link again." : "That did not work. Try again in a minute.");
};

/**
 * Reads and throws away what is left of a request that was answered before it had arrived: a browser looks at the answer only when it has
 * sent everything, and one whose connection ends meanwhile shows a fault in its place.
 */
const readToItsEnd: RequestHandler = (request, response, next) => {
  const drain = () => {
    request.removeAllListeners("data");
    request.resume();
  };
  const end = response.end.bind(response) as (...parts: unknown[]) => typeof response;
  response.end = (...parts: unknown[]) => {
    if (request.complete || request.destroyed || response.shouldKeepAlive) return end(...parts);
    // The connection closes with the answer's end.
    drain();
    request.once("close", () => end(...parts));
    return response;
  };
  response.once("finish", () => {
    if (request.complete || request.destroyed) return;
    // Until the next request only the short time between two would be waited.
    request.socket.setTimeout(IDLE_MS);
    drain();
  });
  next();
};
