// The database goes away while jobs run, and comes back: the worker works on, and nothing is lost.
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { enqueue } from "../../app/adapters/queue/queue.ts";
import { queueOfShop } from "../../app/adapters/queue/queue-of-shop.ts";
import { env } from "../../app/env.server.ts";
import { openDatabaseProxy } from "./database-proxy.ts";
import { waitingJobs } from "./set-up.ts";

type Child = ChildProcessByStdio<Writable, Readable, null>;
const children: Child[] = [];
const proxy = await openDatabaseProxy(env().DATABASE_URL);
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "exit");
  }
  await proxy.refuse();
  await proxy.accept();
});

/** A worker that reaches the database through the proxy, and what it says, line by line. */
function startChild() {
  const child = spawn(process.execPath, ["tests/flows/database-away.child.ts"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: proxy.url, LOG_LEVEL: "info" },
  });
  children.push(child);
  const said: string[] = [];
  const heard = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    said.push(line);
    heard.forEach((look) => look());
  });
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`It ended with ${String(code)}.`)));
  ended.catch(() => undefined);
  /** Waits until it has said this so many times. */
  const says = (words: string, times = 1) => {
    const done = new Promise<void>((found) => {
      const look = () => said.filter((line) => line.includes(words)).length >= times && found();
      heard.add(look);
      look();
    });
    return Promise.race([done, ended]);
  };
  return { child, says, answer: () => child.stdin.write("go on\n") };
}

/** Whether any worker is there, as every shop is told. */
const isThere = async () => (await queueOfShop(randomUUID())).hasWorker;

/** It takes jobs a moment before it has said that it lives, and its start is over. */
async function untilItIsThere(): Promise<void> {
  while (!(await isThere())) await new Promise((done) => setTimeout(done, 50));
}

describe("a worker whose database goes away while a job runs", () => {
  it("works on when it is back: the job is done again, and others are taken", async () => {
    await enqueue(db(), "clean-up", {});
    const { child, says, answer } = startChild();
    await says("slow");
    await untilItIsThere();
    await proxy.refuse();
    answer();
    await says("worker_lost_its_database");
    await proxy.accept();
    await says("slow", 2);
    answer();
    await enqueue(db(), "sweep-shops", {});
    await says("quick");
    while ((await waitingJobs()).length > 0) await new Promise((done) => setTimeout(done, 50));
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    expect((await gone)[0]).toBe(0);
  });

  it("asks again with growing pauses while it is away, and stops when it is asked to meanwhile", async () => {
    await enqueue(db(), "clean-up", {});
    const { child, says, answer } = startChild();
    await says("slow");
    await untilItIsThere();
    await proxy.refuse();
    answer();
    await says("worker_cannot_begin_again", 2);
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    expect((await gone)[0]).toBe(0);
  });
});
