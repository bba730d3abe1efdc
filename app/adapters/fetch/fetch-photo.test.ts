import { createHash } from "node:crypto";
import { readFile, readdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo, Server as TcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fetchPhoto, type FetchPhotoOptions } from "./fetch-photo.ts";

const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
let folder = "";
let origin = "";
let host: Server;
let inside: TcpServer;
let insideConnections = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "proofline-fetch-"));
  host = createServer((request, response) => serve(request.url ?? "/", response));
  inside = createTcpServer((socket) => {
    insideConnections += 1;
    socket.destroy();
  });
  await Promise.all([
    new Promise<void>((done) => host.listen(0, "127.0.0.1", done)),
    new Promise<void>((done) => inside.listen(0, "127.0.0.1", done)),
  ]);
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
});

afterAll(async () => {
  host.closeAllConnections();
  await Promise.all([new Promise((done) => host.close(done)), new Promise((done) => inside.close(done))]);
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  insideConnections = 0;
});

const fetched = (path: string, more: Partial<FetchPhotoOptions> = {}) =>
  fetchPhoto(path.startsWith("/") ? origin + path : path, { folder, allowedOrigins: [origin], ...more });
const failed = async (path: string, more: Partial<FetchPhotoOptions> = {}) => {
  const answer = await fetched(path, more);
  expect(await readdir(folder)).toEqual([]);
  return "failed" in answer ? answer.failed : answer;
};

describe("a photo behind a link", () => {
  test("is fetched with its hash, its format by content and the name it had", async () => {
    const photo = await fetched("/my%20cat.jpg");
    if ("failed" in photo) throw new Error(photo.failed);
    expect(photo).toMatchObject({
      bytes: gif.length,
      format: "gif",
      contentType: "image/gif",
      originalName: "my cat.jpg",
      sha256: createHash("sha256").update(gif).digest("hex"),
    });
    expect(await readFile(photo.path)).toEqual(gif);
    await rm(photo.path);
  });

  test("is followed through redirects, and its name taken from the last answer", async () => {
    const photo = await fetched("/redirect/3");
    expect(photo).toMatchObject({ originalName: "Rømø ../x.gif".replace("/", "_") });
    if ("path" in photo) await rm(photo.path);
  });

  test.each([
    ["/gone", "dead_link"],
    ["/broken", "unreadable"],
    ["/page", "page_instead"],
    ["/svg", "not_an_image"],
    ["/empty", "empty"],
    ["/redirect/9", "too_many_redirects"],
    ["/announced-too-large", "too_large"],
    ["/cut-off", "unreadable"],
    ["http://example.test/cat.jpg", "not_https"],
    ["ftp://example.test/cat.jpg", "not_https"],
    ["file:///etc/passwd", "not_https"],
    ["not a link", "unreadable"],
    ["https://someone@example.test/cat.jpg", "forbidden_address"],
  ])("%s is refused: %s", async (path, reason) => expect(await failed(path)).toBe(reason));

  test("stops at the first byte too many, whatever was announced", async () => {
    expect(await failed("/endless", { maxBytes: 200_000 })).toBe("too_large");
  });

  test("is given up when it drips too slowly", async () => {
    expect(await failed("/drip", { timeoutMs: 300 })).toBe("too_slow");
  });

  test("does not keep its place for as long as a large one when only a little of it comes", async () => {
    expect(await failed("/drip", { silentMs: 200 })).toBe("too_slow");
  });

  test("says that trying later may help only where it may", async () => {
    for (const path of ["/broken", "/gone", "/page", "/empty", "/cut-off", "/status/202", "/status/403", "/status/410"])
      expect({ path, ...(await fetched(path)) }).toMatchObject({ path, isTemporary: true });
    for (const path of ["/announced-too-large", "/raw", "/video", "http://example.test/cat.jpg"])
      expect({ path, ...(await fetched(path)) }).toMatchObject({ path, isTemporary: false });
  });
});

describe("a link into the private network", () => {
  const port = () => (inside.address() as AddressInfo).port;

  test.each([
    "127.0.0.1",
    "127.1",
    "0x7f.1",
    "017700000001",
    "2130706433",
    "0",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "①②⑦.⓪.⓪.①",
    "169.254.169.254",
    "10.0.0.1",
    "[fd00::1]",
    "100.64.0.1",
  ])("%s is refused", async (address) => {
    expect(await failed(`https://${address}:${port()}/`)).toBe("forbidden_address");
    expect(insideConnections).toBe(0);
  });

  test("is asked only when the environment names exactly this origin", async () => {
    const there = `https://127.0.0.1:${port()}`;
    expect(await failed(`${there}/`, { allowedOrigins: [`http://127.0.0.1:${port()}`] })).toBe("forbidden_address");
    expect(insideConnections).toBe(0);
    expect(await failed(`${there}/`, { allowedOrigins: [there] })).toBe("unreadable");
    expect(insideConnections).toBe(1);
  });

  test("is refused when a name resolves to it, even beside a public address", async () => {
    for (const addresses of [["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], []]) {
      const resolve = async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      expect(await failed(`https://inside.test:${port()}/`, { resolve })).toBe("forbidden_address");
    }
    expect(await failed(`https://localhost:${port()}/`)).toBe("forbidden_address");
    expect(insideConnections).toBe(0);
  });

  test("is refused when a redirect leads to it", async () => {
    expect(await failed(`/to/${encodeURIComponent(`https://127.0.0.1:${port()}/`)}`)).toBe("forbidden_address");
    expect(await failed(`/to/${encodeURIComponent(`http://127.0.0.1:${port()}/`)}`)).toBe("not_https");
    expect(insideConnections).toBe(0);
  });
});

function serve(path: string, response: ServerResponse): void {
  const redirect = /^\/redirect\/(\d+)$/u.exec(path);
  if (redirect)
    response
      .writeHead(302, { location: redirect[1] === "0" ? "/named" : `/redirect/${Number(redirect[1]) - 1}` })
      .end();
  else if (path.startsWith("/to/")) response.writeHead(307, { location: decodeURIComponent(path.slice(4)) }).end();
  else (answers[path] ?? sendGif)(response);
}

function sendGif(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/html" }).end(gif);
}

const answers: Record<string, (response: ServerResponse) => void> = {
  "/named": (response) =>
    response
      .writeHead(200, { "content-disposition": "attachment; filename*=UTF-8''R%C3%B8m%C3%B8%20..%2Fx.gif" })
      .end(gif),
  "/gone": (response) => response.writeHead(404).end(),
  "/broken": (response) => response.writeHead(503).end(),
  "/page": (response) =>
    response.writeHead(200, { "content-type": "image/jpeg" }).end("<!doctype html><title>Sign in</title>"),
  "/svg": (response) =>
    response.writeHead(200, { "content-type": "image/svg+xml" }).end("<svg xmlns='http://www.w3.org/2000/svg'/>"),
  "/status/202": (response) => response.writeHead(202).end("soon"),
  "/status/403": (response) => response.writeHead(403).end("only for browsers"),
  "/status/410": (response) => response.writeHead(410).end(),
  "/raw": (response) => response.writeHead(200).end("FUJIFILMCCD-RAW 0201"),
  "/video": (response) => response.writeHead(200).end("\0\0\0\x20ftypisom"),
  "/empty": (response) => response.writeHead(200).end(),
  "/announced-too-large": (response) => response.writeHead(200, { "content-length": "60000000" }).end(gif),
  "/cut-off": (response) => response.writeHead(200, { "content-length": "1000" }).write(gif, () => response.destroy()),
  "/endless": (response) => {
    response.writeHead(200).write(gif);
    const chunk = Buffer.alloc(65_536);
    const pour = () => void (response.destroyed || response.write(chunk, () => setImmediate(pour)));
    pour();
  },
  "/drip": (response) => {
    response.writeHead(200).write(gif);
    const timer = setInterval(() => response.write(gif), 20);
    response.on("close", () => clearInterval(timer));
  },
};
