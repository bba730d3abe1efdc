import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type RequestHandler } from "express";
import type { Server } from "node:http";
import { staticFiles, withoutNul, withoutSingleFetch } from "./static-files.server.ts";

/** How long a connection may say nothing at all; longer than open pages that listen for changes are silent (25 seconds). */
const IDLE_MS = 120_000;
/** Longer than what stands before it keeps a connection, so that none is used at the moment that it is closed here. */
const KEEP_ALIVE_MS = 75_000;

/** The app as Express serves it: the built browser files, and every route of this build. */
export function webApp(build: ServerBuild, clientFolder: string, formerBuilds?: string): Express {
  const app = express().disable("x-powered-by").set("trust proxy", "loopback, linklocal, uniquelocal");
  app.use(readToItsEnd);
  app.use(staticFiles(clientFolder, formerBuilds));
  app.use(withoutNul, withoutSingleFetch);
  // Event streams say "no-transform", and pictures and zips are of kinds that it leaves alone.
  app.use(compression());
  app.all("*", createRequestHandler({ build, mode: "production" }));
  return app;
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
