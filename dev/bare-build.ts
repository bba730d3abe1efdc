import type { ServerBuild } from "@remix-run/node";

/** A route of a bare build by its id: the path that leads to it (the id where it is left out) and what it does. */
export type BareRoute = { path?: string; index?: boolean; module: object };

/** What Remix serves when nothing was built: these routes without pages, for tests and benchmarks of the app's web server. */
export function bareBuild(routes: Record<string, BareRoute>): ServerBuild {
  const below = Object.entries(routes).map(([id, route]) => [id, { path: id, ...route, id, parentId: "root" }]);
  return bareBuildOf(Object.fromEntries(below), () => new Response(null, { status: 500 }));
}

/** The same of routes as Remix knows them, below "root", with what answers for a page. */
export function bareBuildOf(routes: Record<string, object>, respond: (...asked: never[]) => Response): ServerBuild {
  return {
    routes: { root: { id: "root", path: "", module: { default: () => null } }, ...routes },
    entry: { module: { default: respond } },
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
    publicPath: "/",
    assetsBuildDirectory: "",
    future: {},
    isSpaMode: false,
    mode: "production",
  } as unknown as ServerBuild;
}
