import {
  createServer,
  request as askApp,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { LocalContext, Listening } from "../context.ts";
import { builtFile, localAddress, rewriteBuiltFiles, rewriteCdn, rewritePolicy } from "./front-rewrites.ts";

/**
 * Stands in front of the app: its origin is the app's address in the browser, and it changes what a real app gets from Shopify's CDN and
 * admin. It is another site than the admin (`127.0.0.1` beside `localhost`), as an app's address is another one than Shopify's: the browser
 * keeps the frame in a process of its own, with storage and cookies apart.
 */
export function startFrontProxy(ctx: LocalContext): Promise<Listening> {
  const server = createServer((request, response) => forward(ctx, request, response));
  // As long as an upload's bytes flow, they may.
  server.requestTimeout = 0;
  server.on("upgrade", (request, socket, head) => forwardUpgrade(ctx, request, socket as Socket, head));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(ctx.ports.front, "127.0.0.1", () => {
      resolve({
        origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function forward(ctx: LocalContext, request: IncomingMessage, response: ServerResponse): void {
  const path = builtFile(ctx, request.url ?? "/");
  if (path === null) return void response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
  const { hostname, port } = new URL(ctx.appOrigin || "http://localhost:0");
  // A connection of its own for each: one that is kept may be closed by the app at the moment that it is used again, and no browser would know.
  const asked = {
    hostname,
    port,
    path,
    method: request.method,
    headers: headersForApp(request),
    agent: false as const,
  };
  const onward = askApp(asked, (answer) => {
    const headers = headersForBrowser(ctx, answer.headers);
    if (
      !/^text\/(html|javascript|css)\b|^application\/javascript\b/.test(String(answer.headers["content-type"] ?? ""))
    ) {
      response.writeHead(answer.statusCode ?? 502, headers);
      answer.pipe(response);
      return;
    }
    const parts: Buffer[] = [];
    answer.on("data", (part: Buffer) => parts.push(part));
    answer.on("end", () => {
      const page = rewriteBuiltFiles(ctx, rewriteCdn(ctx, Buffer.concat(parts).toString("utf8")));
      delete headers["content-length"];
      delete headers["transfer-encoding"];
      response.writeHead(answer.statusCode ?? 502, { ...headers, "content-length": Buffer.byteLength(page) });
      response.end(page);
    });
  });
  onward.on("error", () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { "content-type": "text/plain" }).end("The app does not answer yet. Is it running?\n");
  });
  response.on("close", () => onward.destroy());
  // Answered before it had arrived: the browser has to get the rest off its hands to see the answer.
  response.on("finish", () => {
    request.unpipe(onward);
    request.resume();
  });
  request.pipe(onward);
}

function forwardUpgrade(ctx: LocalContext, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const { hostname, port } = new URL(ctx.appOrigin || "http://localhost:0");
  const onward = askApp({ hostname, port, path: request.url, method: request.method, headers: request.headers });
  onward.on("upgrade", (answer, appSocket) => {
    const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("\r\n")}\r\n\r\n`);
    appSocket.write(head);
    appSocket.pipe(socket).pipe(appSocket);
    appSocket.on("error", () => socket.destroy());
    socket.on("error", () => appSocket.destroy());
  });
  onward.on("error", () => socket.destroy());
  onward.end();
}

/** Compressed pages and scripts could not be rewritten; the rest reaches the app as the browser sent it. */
function headersForApp(request: IncomingMessage): IncomingHttpHeaders {
  return {
    ...request.headers,
    "accept-encoding": "identity",
    "x-forwarded-proto": "http",
    ...(request.headers.host ? { "x-forwarded-host": request.headers.host } : {}),
  };
}

function headersForBrowser(ctx: LocalContext, headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const changed: IncomingHttpHeaders = { ...headers };
  const policy = headers["content-security-policy"];
  if (typeof policy === "string") changed["content-security-policy"] = rewritePolicy(ctx, policy);
  if (headers.location) changed.location = localAddress(ctx, headers.location);
  if (headers.link) changed.link = rewriteCdn(ctx, String(headers.link));
  return changed;
}
