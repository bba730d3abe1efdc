import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { collectDefaultMetrics, Registry } from "prom-client";
import { measureRequests, type NoteRequest } from "./requests.ts";
import { stateMetrics } from "./state.ts";

/** What measures the requests of this process, and `/metrics` in the form of Prometheus for whoever has the token; without a token there is no such address. */
export function metrics(token: string | undefined): {
  measure: RequestHandler;
  note: NoteRequest;
  tell: RequestHandler;
} {
  const registry = new Registry();
  const { measure, note } = measureRequests(registry);
  const readState = stateMetrics(registry);
  if (token !== undefined) collectDefaultMetrics({ register: registry, prefix: "proofline_" });
  return {
    measure,
    note,
    tell: (request, response, next) => {
      if (token === undefined) return next();
      if (!isToken(request.headers.authorization, token)) return void response.status(401).end();
      readState()
        .then(() => registry.metrics())
        .then((text) => response.set("Cache-Control", "no-store").type(registry.contentType).send(text))
        .catch(next);
    },
  };
}

// Hashes are of one length, and comparing them tells nothing of the token.
function isToken(header: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(header ?? ""), hash(`Bearer ${token}`));
}
