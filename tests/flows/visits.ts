// Local Shopify's preload comes first, by way of the cast.
import { gather, type Cast, type Person } from "./access/cast.ts";
import type { EntryContext, ServerBuild } from "@remix-run/node";
import type { AddressInfo } from "node:net";
import { bareBuildOf } from "../../dev/bare-build.ts";
import { countStatements } from "../../dev/bench/count-statements.ts";
import { webApp } from "../../app/web-app.server.ts";
import { routeModule, type RouteModule } from "./access/doors.ts";

/** A page as a person opens it: the file of its route below the frame of the app, and its address. */
export type Page = { route: string; path: string };

/** What a visit was answered with, what the page's own loader gave, and the SQL that both loaders asked for. */
export type Visited = { status: number; data: Record<string, unknown>; statements: string[] };

export type Visits = {
  cast: Cast;
  open(person: Person, page: Page): Promise<Visited>;
  ask(person: Person, path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
};

/** The pages behind the app's own web server, as whole documents: their loader and that of the frame above, in one request. */
export async function openVisits(routes: readonly { route: string; pattern: string }[]): Promise<Visits> {
  const cast = await gather();
  const server = webApp(await buildOf(routes), "public").listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  const { port } = server.address() as AddressInfo;
  const ask = (person: Person, path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers: person.ask(path).headers });
  return {
    cast,
    ask,
    async open(person, { route, path }) {
      const { answer, statements } = await countStatements(() => ask(person, path));
      const text = await answer.text();
      const loaded = answer.ok ? (JSON.parse(text) as Record<string, Record<string, unknown>>) : {};
      return { status: answer.status, data: loaded[`routes/${route}`] ?? {}, statements };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await cast.stop();
    },
  };
}

async function buildOf(routes: readonly { route: string; pattern: string }[]): Promise<ServerBuild> {
  const handsOf = ({ loader, action, ...rest }: RouteModule) => ({
    ...{ loader, action },
    ...("default" in rest ? { default: () => null } : {}),
  });
  const frame = { id: "routes/app", path: "app", parentId: "root", module: handsOf(await routeModule("app")) };
  const pages = await Promise.all(
    routes.map(async ({ route, pattern }) => ({
      ...(pattern === "" ? { index: true } : { path: pattern }),
      ...{ id: `routes/${route}`, parentId: frame.id, module: handsOf(await routeModule(route)) },
    })),
  );
  const respond = (_request: Request, status: number, _headers: Headers, { staticHandlerContext }: EntryContext) =>
    Response.json(staticHandlerContext.loaderData, { status });
  return bareBuildOf({ [frame.id]: frame, ...Object.fromEntries(pages.map((page) => [page.id, page])) }, respond);
}
