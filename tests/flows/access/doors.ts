import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";

const FOLDER = join(process.cwd(), "app", "routes");

type Answer = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;
export type RouteModule = { loader?: Answer; action?: Answer };
export type Hand = "loader" | "action";

/** The names of all route files as Remix finds them: `app.acts`, `files.$token`, … */
export function routeNames(): string[] {
  return [...routeFiles().keys()].toSorted();
}

/** The module of a route, as the server imports it. */
export async function routeModule(name: string): Promise<RouteModule> {
  const file = routeFiles().get(name);
  if (file === undefined) throw new Error(`There is no route called ${name}`);
  return (await import(/* @vite-ignore */ file)) as RouteModule;
}

let knocks = 0;

/**
 * Knocks at the loader or the action of a route: its answer, also when it is thrown. A fault stays a fault. Each comes from a network address of its own:
 * whoever knocks often with what opens nothing is told to wait.
 */
export async function knock(
  name: string,
  hand: Hand,
  request: Request,
  params: Record<string, string> = {},
): Promise<Response> {
  const open = (await routeModule(name))[hand];
  if (open === undefined) throw new Error(`${name} has no ${hand}`);
  try {
    const context = { address: `203.0.113.${(knocks += 1) % 250}` };
    const answer = await open({ request, params, context });
    return answer instanceof Response ? answer : Response.json(answer ?? null);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

/** An answer with the status that it means: pages in the theme are 200 always, and say it in a header. */
export function asMeant(answer: Response): Response {
  const meaning = answer.headers.get("x-proofline-status");
  return meaning === null ? answer : new Response(answer.body, { status: Number(meaning), headers: answer.headers });
}

/** A form as a browser posts it. */
export function form(fields: Record<string, string>): RequestInit {
  return { method: "POST", body: new URLSearchParams(fields) };
}

function routeFiles(): Map<string, string> {
  const files = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    if (!entry.isDirectory())
      return /(?<!\.test)\.tsx?$/.test(entry.name)
        ? [[entry.name.replace(/\.tsx?$/, ""), join(FOLDER, entry.name)]]
        : [];
    const inside = readdirSync(join(FOLDER, entry.name)).find((file) => /^(route|index)\.tsx?$/.test(file));
    return inside ? [[entry.name, join(FOLDER, entry.name, inside)]] : [];
  });
  return new Map(files);
}
