import { databaseOrExit, SILENT_MS } from "./adapters/connections.ts";
import { disconnect, endSilentConnections, waitLongerForLocks } from "./adapters/db.ts";
import { log } from "./adapters/log.ts";
import { startWorker } from "./adapters/queue/queue-worker.ts";
import { dropLeftScratch } from "./adapters/storage/scratch-folder.ts";
import { tellStorageProblem } from "./adapters/storage/storage.ts";
import { envOrExit } from "./env.server.ts";
import { jobs } from "./jobs/index.ts";
import { readWorkerOptions } from "./worker-options.server.ts";

const options = readWorkerOptions(process.argv.slice(2));
if ("problem" in options) {
  console.error(options.problem);
  process.exit(1);
}
waitLongerForLocks();
endSilentConnections(SILENT_MS.worker);
const settings = envOrExit();
await databaseOrExit(settings);
void tellStorageProblem(settings.STORAGE_URL);
await dropLeftScratch();
const worker = await startWorker(jobs, options.only);
log.info({ event: "worker_started", worker: worker.id, only: options.only });

let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));

// It works on by itself when the database was away. A worker that ends unasked all the same must not look alive: whoever runs us starts another.
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
