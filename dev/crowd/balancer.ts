import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Gives each connection to the next of these ports that takes it, as a balancer before several web processes does; none takes it: it is ended. */
export async function startBalancer(ports: readonly number[]): Promise<{ origin: string; close(): Promise<void> }> {
  let turn = 0;
  const sockets = new Set<Socket>();
  const server = createServer({ pauseOnConnect: true }, (client) => {
    sockets.add(client);
    client.on("close", () => sockets.delete(client));
    client.on("error", () => client.destroy());
    const first = (turn += 1);
    const tryNext = (tried: number): void => {
      if (tried === ports.length) return void client.destroy();
      const port = ports[(first + tried) % ports.length]!;
      const web = connect(port, "127.0.0.1");
      web.once("error", () => tryNext(tried + 1));
      web.once("connect", () => {
        web.removeAllListeners("error");
        web.on("error", () => client.destroy());
        web.on("close", () => client.destroy());
        client.on("close", () => web.destroy());
        client.pipe(web).pipe(client);
      });
    };
    tryNext(0);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
