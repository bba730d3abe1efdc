import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** A way to a database that can be shut, opened again, and made to fall silent while its connections stay. */
export type DatabaseProxy = {
  url: string;
  /** Ends all connections and refuses new ones, as a database that has gone away. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  /** From now on nothing passes through the connections that there are, and none ends: a machine that vanished from the network. New ones are as before. */
  silence(): void;
  close(): Promise<void>;
};

/** Opens such a way to the database of this address, on a port of its own. */
export async function openDatabaseProxy(url: string): Promise<DatabaseProxy> {
  const { hostname, port: databasePort } = new URL(url);
  const sockets = new Set<Socket>();
  const pass = (client: Socket) => {
    const database = connect(Number(databasePort), hostname);
    const ends = [client, database];
    for (const end of ends) {
      sockets.add(end);
      end.on("error", () => ends.forEach((one) => one.destroy()));
      end.on("close", () => {
        sockets.delete(end);
        ends.forEach((one) => one.destroy());
      });
    }
    client.pipe(database).pipe(client);
  };
  let server: Server | null = null;
  let port = 0;
  const accept = async () => {
    server = createServer(pass).listen(port, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  };
  const refuse = async () => {
    const closed = server && once(server, "close");
    server?.close();
    server = null;
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const silence = () => {
    for (const socket of sockets) socket.unpipe().resume();
  };
  await accept();
  const address = new URL(url);
  address.host = `127.0.0.1:${port}`;
  return { url: address.href, refuse, accept, silence, close: refuse };
}
