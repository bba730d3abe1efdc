// Local Shopify's preload comes first, by way of the cast.
import { gather, proxied, type Cast } from "./access/cast.ts";
import { routeModule, routeNames } from "./access/doors.ts";
import { LISTED } from "./access/listed.ts";
import { request as ask, type IncomingHttpHeaders } from "node:http";
import { serveRoutes } from "./serve-routes.ts";

/** The whole app's loaders and actions behind its own web server, on a real socket. */
export type Everything = { port: number; cast: Cast; stop(): Promise<void> };

/** Serves every route file, without the documents around them. */
export async function serveEverything(): Promise<Everything> {
  const cast = await gather();
  const routes = await Promise.all(
    routeNames().map(async (name) => {
      const { loader, action } = await routeModule(name);
      return [name, { ...placeOf(name), module: { loader, action } }] as const;
    }),
  );
  const { port, stop } = await serveRoutes(Object.fromEntries(routes));
  return {
    port,
    cast,
    async stop() {
      await stop();
      await cast.stop();
    },
  };
}

/** Where somebody who is let in knocks at a listed route, and with which headers. */
export function letIn(cast: Cast, name: string): { path: string; headers: Record<string, string> } {
  const { path } = LISTED[name]!;
  const request = name.startsWith("proxy")
    ? proxied(cast, path, {}, { customerId: cast.local.shop.customers[0]!.id })
    : cast.first.admin.ask(path);
  const { pathname, search } = new URL(request.url);
  return { path: pathname + search, headers: Object.fromEntries(request.headers) };
}

export type Told = { status: number; headers: IncomingHttpHeaders; text: string };

/** One request by HTTP, its address as it stands; without a length its body goes in chunks. */
export function tell(port: number, { path, method = "GET", headers = {}, body = [] }: TellOf): Promise<Told> {
  return new Promise((done, fail) => {
    const sent = ask({ port, host: "127.0.0.1", path, method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        done({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(parts).toString() }),
      );
      if (/event-stream/.test(answer.headers["content-type"] ?? "")) answer.destroy();
      answer.on("close", () => done({ status: answer.statusCode!, headers: answer.headers, text: "" }));
    });
    sent.on("error", fail);
    void (async () => {
      for await (const piece of body)
        if (!sent.destroyed && !sent.write(piece)) await new Promise((ready) => sent.once("drain", ready));
      sent.end();
    })().catch(fail);
  });
}

type TellOf = {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: AsyncIterable<Buffer | string> | Iterable<Buffer | string>;
};

// As Remix reads a file's name: a dot is a slash, `$name` a parameter, `$` all the rest, `_index` the folder itself.
function placeOf(name: string): { path: string; index?: true } {
  const isIndex = /(^|\.)_index$/.test(name);
  const path = name
    .replace(/(^|\.)_index$/, "")
    .split(".")
    .map((part) => (part === "$" ? "*" : part.replace(/^\$/, ":")))
    .join("/");
  return isIndex ? { path, index: true } : { path };
}
