import { startWorker } from "../../app/adapters/queue/queue-worker.ts";

// A worker that takes a job and never finishes it; the test kills it.
await startWorker({
  "clean-up": async () => {
    process.stdout.write("has the job\n");
    await new Promise(() => setInterval(() => undefined, 1000));
  },
});
