import { createInterface } from "node:readline";
import { startWorker } from "../../app/adapters/queue/queue-worker.ts";

// A worker whose jobs say that they began, and end when they are told to: the test takes its database away meanwhile.
const answers = createInterface({ input: process.stdin });
// It ends with 0 when it was asked to, and with 3 when it ends by itself.
let code = 3;
process.on("SIGTERM", () => {
  code = 0;
  void starting.then((worker) => worker.stop());
});
const starting = startWorker({
  "clean-up": async () => {
    process.stdout.write("slow\n");
    await new Promise((done) => answers.once("line", done));
  },
  "sweep-shops": async () => void process.stdout.write("quick\n"),
});
await (
  await starting
).stopped;
process.exit(code);
