import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestHandler } from "express";
import { Histogram, type Registry } from "prom-client";

const SECONDS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30];
/** A request that no route of the app answered: files of the build, and addresses that are none. */
const NO_ROUTE = "none";

const running = new AsyncLocalStorage<{ route: string }>();

/** Notes which route answers the request that is being worked; of several, such as a page and its layout, the longest name. */
export function noteRoute(id: string): void {
  const request = running.getStore();
  if (request && id.length > request.route.length) request.route = id;
}

/** Notes one request and how many ms it took. */
export type NoteRequest = (request: { route: string; method: string; status: number }, ms: number) => void;

/** Measures every request from its start to the end of its answer, by the name of its route (never its address) and its status. `note`: one that was measured elsewhere. */
export function measureRequests(registry: Registry): { measure: RequestHandler; note: NoteRequest } {
  const seconds = new Histogram({
    name: "proofline_request_seconds",
    help: "Time from a request's start to the end of its answer, by route, method and status.",
    labelNames: ["route", "method", "status"],
    buckets: SECONDS,
    registers: [registry],
  });
  const note: NoteRequest = ({ route, method, status }, ms) =>
    seconds.observe({ route, method: methodOf(method), status }, ms / 1_000);
  const measure: RequestHandler = (request, response, next) => {
    const began = performance.now();
    const store = { route: "" };
    response.once("close", () =>
      note(
        { route: store.route || NO_ROUTE, method: request.method, status: response.statusCode },
        performance.now() - began,
      ),
    );
    running.run(store, next);
  };
  return { measure, note };
}

// Whoever asks chooses the word.
function methodOf(method: string): string {
  return ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].includes(method) ? method : "other";
}
