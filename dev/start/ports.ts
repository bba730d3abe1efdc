import { createServer } from "node:net";

/** The wanted ports where they are free, and any free port in place of each that is not, or is 0. */
export async function freePorts(wanted: readonly number[]): Promise<number[]> {
  const ports: number[] = [];
  for (const port of wanted) ports.push(port !== 0 && (await isFree(port)) ? port : await anyFreePort());
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  // Node listens on every address of either kind by default, browsers try both: a stranger on one of them is in the way.
  return (await listensOn(port, "127.0.0.1")) !== null && (await listensOn(port, "::")) !== null;
}

async function anyFreePort(): Promise<number> {
  const port = await listensOn(0, "127.0.0.1");
  if (port === null) throw new Error("No port is free on this machine.");
  return port;
}

function listensOn(port: number, host: string): Promise<number | null> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      done(error.code === "EADDRINUSE" || error.code === "EACCES" ? null : port),
    );
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => done(address && typeof address === "object" ? address.port : null));
    });
  });
}
