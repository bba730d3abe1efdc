import { createServer, request } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A line that can be cut: a proxy for a browser's context. */
export type BadLine = {
  proxy: { server: string; bypass: string };
  /** Ends every connection and takes no other until `mend` is called. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

/** Starts a line between a browser and everything on this machine. */
export async function startBadLine(): Promise<BadLine> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((asked, answer) => {
    const onwards = request(asked.url!, { method: asked.method!, headers: asked.headers }, (got) => {
      answer.writeHead(got.statusCode!, got.headers);
      got.pipe(answer);
      got.on("error", () => answer.destroy());
    });
    onwards.on("error", () => answer.destroy());
    // Whoever goes in the middle is gone for the server too.
    answer.on("close", () => onwards.destroy());
    asked.pipe(onwards);
  });
  server.on("connection", (socket) => {
    socket.on("error", () => undefined);
    if (isCut) return void socket.destroy();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    proxy: { server: `http://127.0.0.1:${port}`, bypass: "<-loopback>" },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => void (isCut = false),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
