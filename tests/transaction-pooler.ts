import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { freePorts } from "../dev/start/ports.ts";

/** A pooler in transaction mode before a database: who holds no transaction has no connection, and the next one may be another. */
export type Pooler = { url: string; close(): Promise<void> };

const SIZE = 3;

/** Debian's PgBouncer, where this machine has it; null elsewhere. */
export function pgBouncer(): string | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"];
  return folders.map((folder) => join(folder, "pgbouncer")).find((path) => existsSync(path)) ?? null;
}

/** Opens PgBouncer before the database of this address, with three connections to it. */
export async function openPgBouncer(program: string, url: string): Promise<Pooler> {
  const { hostname, port, username, password } = new URL(url);
  const [listenPort] = await freePorts([0]);
  const folder = await mkdtemp(join(tmpdir(), "proofline-pgbouncer-"));
  const settings = join(folder, "pgbouncer.ini");
  await writeFile(
    settings,
    `[databases]\n* = host=${hostname} port=${port} user=${decodeURIComponent(username)} password=${decodeURIComponent(password)}\n` +
      `[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${listenPort}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = ${SIZE}\n`,
  );
  // It does not run as root, and reads its settings as whom it becomes.
  await chmod(folder, 0o755);
  const asWhom = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const running = spawn(program, ["-q", ...asWhom, settings], { stdio: "inherit" });
  const address = behind(url, listenPort!);
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client(address);
    const isThere = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (isThere) break;
    if (tries > 100 || running.exitCode !== null) throw new Error("PgBouncer does not start");
    await wait(100);
  }
  return {
    url: address,
    async close() {
      const ended = once(running, "exit");
      running.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function behind(url: string, port: number): string {
  const address = new URL(url);
  address.host = `127.0.0.1:${port}`;
  return address.href;
}

type Message = { kind: string; whole: Buffer };

/** One connection to the database, and the zone that it is set to now. */
type Server = { client: pg.Client; socket: Socket; zone: string; onMessage: (message: Message) => void };

/** The same in a few lines, for machines without PgBouncer: as that one it gives its clients process numbers of its own, knows their zone, and keeps nothing else of them. */
export async function openTransactionPooler(url: string): Promise<Pooler> {
  const free: Server[] = [];
  const waiting: ((server: Server) => void)[] = [];
  const sockets = new Set<Socket>();
  const all: Server[] = [];
  const give = (server: Server) => {
    const next = waiting.shift();
    if (next) next(server);
    // The one that rested longest is taken next: hardly anybody meets the same one twice.
    else free.push(server);
  };
  const open = async () => {
    const server = await openServer(url);
    all.push(server);
    give(server);
  };
  for (let at = 0; at < SIZE; at += 1) await open();
  const take = () => {
    const server = free.shift();
    return server ? Promise.resolve(server) : new Promise<Server>((got) => waiting.push(got));
  };
  const listening = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    const left = serve(socket, take, give);
    socket.on("close", () => {
      sockets.delete(socket);
      const server = left();
      if (!server) return;
      // Whoever leaves in the middle of a transaction takes its connection along.
      server.socket.destroy();
      void open();
    });
  }).listen(0, "127.0.0.1");
  await once(listening, "listening");
  return {
    url: behind(url, (listening.address() as AddressInfo).port),
    async close() {
      for (const socket of sockets) socket.destroy();
      listening.close();
      for (const { socket } of all) socket.destroy();
    },
  };
}

async function openServer(url: string): Promise<Server> {
  const client = new pg.Client(url);
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ zone: string }>("SELECT current_setting('TimeZone') AS zone");
  const { stream: socket } = (client as unknown as { connection: { stream: Socket } }).connection;
  socket.removeAllListeners("data");
  const server: Server = { client, socket, zone: rows[0]!.zone, onMessage: () => undefined };
  const read = framed((message) => {
    const zone = zoneIn(message);
    if (zone !== null) server.zone = zone;
    server.onMessage(message);
  });
  socket.on("data", read);
  return server;
}

/** Serves one client; gives what tells, once it has left, which connection it had in its hands. */
function serve(socket: Socket, take: () => Promise<Server>, give: (server: Server) => void): () => Server | null {
  let server: Server | null = null;
  let zone: string | null = null;
  let owed = 0;
  let turn = Promise.resolve();
  const ask = async (message: Message) => {
    if (message.kind === "X") return void socket.end();
    if (!server) {
      server = await take();
      if (zone !== null && zone !== server.zone) await setZone(server, zone);
      server.onMessage = (answer) => {
        zone = zoneIn(answer) ?? zone;
        socket.write(answer.whole);
        if (answer.kind !== "Z") return;
        owed -= 1;
        if (owed > 0 || String.fromCharCode(answer.whole[5]!) !== "I") return;
        const mine = server!;
        server = null;
        mine.onMessage = () => undefined;
        give(mine);
      };
    }
    if (message.kind === "Q" || message.kind === "S") owed += 1;
    server.socket.write(message.whole);
  };
  const read = framed((message) => void (turn = turn.then(() => ask(message))));
  const greet = (bytes: Buffer) => {
    // A request for TLS, and then the parameters; passwords are the database's matter.
    if (bytes.readInt32BE(4) === 80_877_103) return void socket.once("data", greet).write("N");
    zone = null;
    socket.write(
      Buffer.concat([answerOf("R", int(0)), status("server_version", "17.0"), status("client_encoding", "UTF8")]),
    );
    socket.write(
      Buffer.concat([answerOf("K", Buffer.concat([int(2_000_000), int(1)])), answerOf("Z", Buffer.from("I"))]),
    );
    socket.on("data", read);
  };
  socket.once("data", greet);
  return () => server;
}

async function setZone(server: Server, zone: string): Promise<void> {
  const done = new Promise<void>((settled) => {
    server.onMessage = ({ kind }) => void (kind === "Z" && settled());
  });
  server.socket.write(answerOf("Q", text(`SET TimeZone TO '${zone.replaceAll("'", "''")}'`)));
  await done;
}

function framed(onMessage: (message: Message) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const length = 1 + rest.readInt32BE(1);
      const whole = rest.subarray(0, length);
      rest = rest.subarray(length);
      onMessage({ kind: String.fromCharCode(whole[0]!), whole });
    }
  };
}

function zoneIn({ kind, whole }: Message): string | null {
  const [name, value] = kind === "S" ? whole.subarray(5).toString().split("\0") : [];
  return name === "TimeZone" ? value! : null;
}

function answerOf(kind: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(kind), int(body.length + 4), body]);
}

function status(name: string, value: string): Buffer {
  return answerOf("S", Buffer.concat([text(name), text(value)]));
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
