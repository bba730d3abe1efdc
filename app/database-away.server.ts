import type { ActionFunction, LoaderFunction, ServerBuild } from "@remix-run/node";
import { isBusy } from "./adapters/db.ts";
import { doesDatabaseAnswer } from "./adapters/health.ts";
import { noteRoute } from "./adapters/metrics/requests.ts";
import { log } from "./adapters/log.ts";
import { BUSY_HEADER } from "./domain/acting/acts-line.ts";

type Door = LoaderFunction | ActionFunction;

const SENTENCE =
  "Proofline cannot reach its database at this moment. Try again in a minute; what was done before is kept.";
const BUSY_SENTENCE = "The order is busy at this moment. Try again.";
const ASK_AGAIN_SECONDS = "5";
const ASK_BUSY_AGAIN_SECONDS = "1";
/** What the database and the ways to it say of a connection that is gone, also when it is there again by now (PostgreSQL's class 57P, node's and Prisma's codes). */
const GONE = /\b(57P0[1-4]|P1001|P1002|P1017)\b|Connection terminated|connection timeout|trying to connect/i;

/**
 * The same build whose routes answer 503 with a sentence when they failed because the database is away, or because others hold what they need:
 * open pages and Shopify ask again then. What is busy was reached, and nothing was done; the header says so to the page.
 */
export function tellsWhenAway(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const { loader, action } = route!.module;
    const module = { ...route!.module };
    if (loader) module.loader = told(id, loader);
    if (action) module.action = told(id, action);
    return [id, { ...route, module }];
  });
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild["routes"] };
}

function told<D extends Door>(id: string, door: D): D {
  const asked = async (...given: unknown[]) => {
    noteRoute(id);
    try {
      return await (door as (...given: unknown[]) => unknown)(...given);
    } catch (error) {
      if (error instanceof Response) throw error;
      if (isBusy(error)) {
        log.warn({ event: "database_busy", route: id, error: (error as Error).message });
        throw inWords(BUSY_SENTENCE, { "Retry-After": ASK_BUSY_AGAIN_SECONDS, [BUSY_HEADER]: "1" });
      }
      if (!(await isAway(error))) throw error;
      log.warn({ event: "database_away", error: (error as Error).message });
      throw inWords(SENTENCE, { "Retry-After": ASK_AGAIN_SECONDS });
    }
  };
  return asked as unknown as D;
}

function inWords(sentence: string, headers: Record<string, string>): Response {
  return new Response(sentence, { status: 503, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers } });
}

async function isAway(error: unknown): Promise<boolean> {
  const { code, message, meta } = error as { code?: unknown; message?: unknown; meta?: { code?: unknown } };
  const words = [code, meta?.code, message].filter((word) => typeof word === "string").join(" ");
  return GONE.test(words) || !(await doesDatabaseAnswer());
}
