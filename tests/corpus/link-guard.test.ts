import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchPhoto } from "../../app/adapters/fetch/fetch-photo.ts";
import { isPublicAddress } from "../../app/adapters/fetch/link-guard.ts";
import { inScratchFolder } from "../../app/adapters/storage/scratch-folder.ts";
import { hasSamples, samplesIn, sayCovered } from "./samples.ts";

describe.skipIf(!hasSamples)("links that try to reach the inside", () => {
  const servers: Server[] = [];
  let connections = 0;

  beforeAll(async () => {
    for (const address of ["127.0.0.1", "::1"]) {
      const server = createServer((socket) => {
        connections += 1;
        socket.destroy();
      });
      const isOpen = await new Promise<boolean>((done) =>
        server.once("error", () => done(false)).listen(0, address, () => done(true)),
      );
      if (isOpen) servers.push(server);
    }
  });
  afterAll(() => Promise.all(servers.map((server) => new Promise((done) => server.close(done)))));

  test("none of them gets a connection, even if every name there is resolved to this machine", async () => {
    const files = samplesIn("04_text_torture/url_ssrf");
    const ports = servers.map((server) => (server.address() as AddressInfo).port);
    const found = files.flatMap((file) => linksIn(readFileSync(file, "utf8"), ports));
    const links = new Set(found.filter((link) => !leadsOutside(link)));
    await inScratchFolder(async (folder) => {
      for (const link of links) {
        const answer = await fetchPhoto(link, { folder, allowedOrigins: [], timeoutMs: 5_000, resolve: toThisMachine });
        expect({ link, answer }).toMatchObject({
          answer: { failed: expect.stringMatching(/^(not_https|forbidden_address|unreadable)$/u) as string },
        });
      }
    });
    expect(connections).toBe(0);
    expect(links.size).toBeGreaterThan(500);
    sayCovered(`${links.size} hostile links`, files.length);
  });
});

async function toThisMachine() {
  return [
    { address: "127.0.0.1", family: 4 },
    { address: "::1", family: 6 },
  ];
}

// Public addresses spelled out in the lists would really be asked; a test asks nobody outside.
function leadsOutside(link: string): boolean {
  return URL.canParse(link) && isPublicAddress(new URL(link).hostname.replace(/^\[|\]$/gu, ""));
}

// Each line and each link in it: as it stands, and as https at the ports on which this test listens.
function linksIn(text: string, ports: number[]): string[] {
  const lines = text
    .split("\n")
    .map((found) => found.trim())
    .filter((found) => found !== "");
  const tokens = lines.flatMap((found) => [
    found,
    ...found.split(/[\s`|=]+/u).filter((token) => /:\/\/|^\/\/|:\S+@/u.test(token)),
  ]);
  return tokens.flatMap((token) => {
    const secure = token.replace(/^\w+:\/*/u, "https://").replace(/^\/\//u, "https://");
    const ported = URL.canParse(secure)
      ? ports.map((port) => Object.assign(new URL(secure), { port: String(port) }).href)
      : [];
    return [token, secure, ...ported];
  });
}
