import type { AddressInfo } from "node:net";
import { endIdle, webApp } from "../../app/web-app.server.ts";
import { bareBuild, type BareRoute } from "../../dev/bare-build.ts";

/** These routes behind the app's own web server, on a real socket. */
export async function serveRoutes(
  routes: Record<string, BareRoute>,
  idleMs?: number,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = webApp(bareBuild(routes), "public").listen(0, "127.0.0.1");
  endIdle(server, idleMs);
  await new Promise((ready) => server.once("listening", ready));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
