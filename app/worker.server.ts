import { databaseOrExit } from "./adapters/connections.ts";
import { disconnect } from "./adapters/db.ts";
import { log } from "./adapters/log.ts";
import { startWorker } from "./adapters/queue/queue-worker.ts";
import { envOrExit } from "./env.server.ts";
import { jobs } from "./jobs/index.ts";

await databaseOrExit(envOrExit());
const worker = await startWorker(jobs);
log.info({ event: "worker_started", worker: worker.id });

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));

// A worker that ends unasked (the database stays away) must not look alive: whoever runs us starts another.
worker.stopped.then(
  () => stopping || process.exit(1),
  (error: Error) => {
    log.error({ event: "worker_failed", error: error.message });
    process.exit(1);
  },
);

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ event: "worker_stopping", signal });
  await worker.stop();
  await disconnect();
  log.info({ event: "worker_stopped" });
  process.exit(0);
}
