import { readFile } from "node:fs/promises";
import { join, normalize } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import express, { type RequestHandler, Router } from "express";

const COMPRESSIBLE = /\.(js|css|svg|json|map)$/;
const compressors = {
  br: (file: Buffer) => promisify(brotliCompress)(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (file: Buffer) => promisify(gzip)(file, { level: 9 }),
};

/**
 * Serves the built browser files of `folder`: those under /assets carry a hash in their name and may be kept for ever. Pages of former builds
 * find theirs in `former`, when there is such a folder.
 */
export function staticFiles(folder: string, former?: string): Router {
  const router = Router();
  for (const assets of [join(folder, "assets"), ...(former ? [former] : [])]) {
    router.use("/assets", compressed(assets, "public, max-age=31536000, immutable"));
    router.use("/assets", express.static(assets, { immutable: true, maxAge: "1y", index: false, redirect: false }));
  }
  router.use("/assets", (_request, response) => {
    response.status(404).set("Cache-Control", "no-store").type("text/plain").send("This file is gone.");
  });
  router.use(compressed(folder, "public, max-age=3600"));
  router.use(express.static(folder, { maxAge: "1h", index: false }));
  return router;
}

/** Compresses each file once, at its first request: the set is small and never changes while the process runs. */
function compressed(folder: string, caching: string): RequestHandler {
  const known = new Map<string, Promise<Buffer | null>>();
  return async (request, response, next) => {
    const path = normalize(request.path);
    const way = request.acceptsEncodings("br", "gzip", "identity");
    if (request.method !== "GET" || !COMPRESSIBLE.test(path) || path.includes("/.") || (way !== "br" && way !== "gzip"))
      return next();
    const key = `${way} ${path}`;
    const compressing =
      known.get(key) ??
      readFile(join(folder, path))
        .then(compressors[way])
        .catch(() => null);
    const body = await compressing;
    if (body === null) return next();
    known.set(key, compressing);
    response
      .type(path.split(".").at(-1) ?? "")
      .set({ "Content-Encoding": way, Vary: "Accept-Encoding", "Cache-Control": caching })
      .send(body);
  };
}

/** PostgreSQL takes no NUL in a text, and no address of ours has one: whoever asks for it is told so before the routes ask the database. */
export const withoutNul: RequestHandler = (request, response, next) => {
  if (!request.url.includes("%00")) return next();
  response
    .status(400)
    .set("Cache-Control", "no-store")
    .type("text/plain")
    .send("This address is not whole. Open the link again.");
};

/** Doors of Remix that stay shut while their flags are off (docs/decisions/022); without this an address such as /app/orders.data would be asked of the routes. */
export const withoutSingleFetch: RequestHandler = (request, response, next) => {
  if (request.path !== "/__manifest" && !request.path.endsWith(".data")) return next();
  response.status(404).set("Cache-Control", "no-store").type("text/plain").send("Not found");
};
