// A worker dies in the middle of its job, and another takes the job over.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { startWorker } from "../../app/adapters/queue/queue-worker.ts";
import { enqueue } from "../../app/adapters/queue/queue.ts";
import { waitingJobs } from "./set-up.ts";

describe("a worker that dies", () => {
  it("leaves its job to another worker, which runs it again", async () => {
    await enqueue(db(), "clean-up", {});
    const doomed = spawn(process.execPath, ["tests/flows/killed-worker.child.ts"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(doomed.stdout, "data");

    let ranAgain = (): void => undefined;
    const ran = new Promise<void>((done) => (ranAgain = done));
    const other = await startWorker({ "clean-up": async () => ranAgain() });
    try {
      doomed.kill("SIGKILL");
      await ran;
    } finally {
      await other.stop();
    }
    expect(await waitingJobs()).toEqual([]);
  });

  it("keeps its job for itself as long as it lives", async () => {
    await enqueue(db(), "clean-up", {});
    let runs = 0;
    const slow = { "clean-up": async () => void (await new Promise((done) => setTimeout(done, 5_000, (runs += 1)))) };
    const workers = [await startWorker(slow), await startWorker(slow)];
    while ((await waitingJobs()).length > 0) await new Promise((done) => setTimeout(done, 100));
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(runs).toBe(1);
  });

  it("finishes the job in hand when it is asked to stop", async () => {
    await enqueue(db(), "clean-up", {});
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((done) => (begun = done));
    let finished = false;
    const worker = await startWorker({
      "clean-up": async () => {
        begun();
        await new Promise((done) => setTimeout(done, 300));
        finished = true;
      },
    });
    await hasBegun;
    await worker.stop();
    expect(finished).toBe(true);
    expect(await waitingJobs()).toEqual([]);
  });
});
