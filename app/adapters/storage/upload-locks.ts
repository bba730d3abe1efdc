import type { Lock, Locker, RequestRelease } from "@tus/server";
import type pg from "pg";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { directUrl, UtcClient } from "../connections.ts";
import { log } from "../log.ts";

/** Another request has the upload, in this process or another: as tus answers it (https://datatracker.ietf.org/doc/html/rfc4918#section-11.3). */
export class UploadLocked extends Error {
  readonly status_code = 423;
  readonly body = "The upload is being written to by another request.";
}

type Held = { giveUp: RequestRelease; connection: pg.Client | null };

const SELF = randomUUID();
const CHANNEL = "proofline_upload_wanted";
const LOOK_AGAIN_MS = 50;
const LOOK_AGAIN_AT_LEAST_EVERY_MS = 400;
const IDLE_MS = 10_000;
/** A writer that was asked to give up may take some seconds for what it has; one that is asked nothing is not waited for so long. */
const PATIENCE_MS = { asking: 30_000, writing: 2_000, handingOver: 120_000 };

/** What this process has or is about to take, by the upload's id. */
const held = new Map<string, Held>();
let opening: Promise<pg.Client> | null = null;
let idle: ReturnType<typeof setTimeout> | undefined;

/**
 * Locks of uploads for all processes of a database: of every two requests for one upload one writes. Whoever only writes on is told "locked" soon; whoever
 * asks where it stands, or ends it, has the writer stop first, whose line may be dead; when whoever asked has left, nobody is stopped any more. Session locks of one connection past the pooler, which go when
 * their process does; when that connection is lost, all that write under it are stopped.
 */
export function uploadLocker({ method, signal }: { method: string; signal: AbortSignal }): Locker {
  const isWriting = method === "PATCH";
  return { newLock: (id) => lockOf(id, isWriting ? "writing" : "asking", signal) };
}

/** Does something while nobody else, in whatever process, writes to an upload or hands it over; waits for whoever does, and throws `UploadLocked` after minutes. */
export async function withUploadLock<T>(id: string, work: () => Promise<T>): Promise<T> {
  const never = new AbortController().signal;
  const lock = lockOf(id, "handingOver", never);
  await lock.lock(never, () => undefined);
  try {
    return await work();
  } finally {
    await lock.unlock();
  }
}

function lockOf(id: string, why: keyof typeof PATIENCE_MS, isGone: AbortSignal): Lock {
  return {
    async lock(signal, giveUp) {
      const giveUpAt = performance.now() + PATIENCE_MS[why];
      for (let pause = LOOK_AGAIN_MS; ; pause = Math.min(pause * 2, LOOK_AGAIN_AT_LEAST_EVERY_MS)) {
        if (signal.aborted || isGone.aborted) throw new UploadLocked("Nobody waits for the upload any more");
        if (await take(id, giveUp)) return;
        // Again each time: one that took it meanwhile has not heard it yet.
        if (why === "asking") await askToGiveUp(id);
        if (performance.now() > giveUpAt) throw new UploadLocked("The upload is locked");
        await sleep(pause);
      }
    },
    unlock: () => release(id),
  };
}

async function take(id: string, giveUp: RequestRelease): Promise<boolean> {
  if (held.has(id)) return false;
  clearTimeout(idle);
  const mine: Held = { giveUp, connection: null };
  held.set(id, mine);
  let isTaken = false;
  try {
    const connection = await connect();
    const { rows } = await ask(connection, `SELECT pg_try_advisory_lock(${KEY}) AS taken`, [id]);
    isTaken = rows[0]?.["taken"] === true;
    if (isTaken) mine.connection = connection;
  } finally {
    if (!isTaken) drop(id);
  }
  return isTaken;
}

const KEY = "hashtextextended('upload/' || $1, 0)";

async function release(id: string): Promise<void> {
  const connection = held.get(id)?.connection;
  try {
    // One that was lost has nothing left to release.
    if (connection) await ask(connection, `SELECT pg_advisory_unlock(${KEY})`, [id]).catch(() => undefined);
  } finally {
    drop(id);
  }
}

function drop(id: string): void {
  held.delete(id);
  if (held.size > 0) return;
  clearTimeout(idle);
  idle = setTimeout(() => void closeIdle(), IDLE_MS).unref();
}

async function closeIdle(): Promise<void> {
  if (held.size > 0 || !opening) return;
  const connection = opening;
  opening = null;
  await (await connection.catch(() => null))?.end().catch(() => undefined);
}

async function askToGiveUp(id: string): Promise<void> {
  await held.get(id)?.giveUp();
  await ask(await connect(), "SELECT pg_notify($1, $2)", [CHANNEL, `${SELF} ${id}`]);
}

let asked: Promise<unknown> = Promise.resolve();

// One after the other: the connection is shared, and its library takes no question while another is open.
function ask(
  connection: pg.Client,
  question: string,
  values: string[],
): Promise<pg.QueryResult<Record<string, unknown>>> {
  const answer = asked.then(() => connection.query<Record<string, unknown>>(question, values));
  asked = answer.catch(() => undefined);
  return answer;
}

function connect(): Promise<pg.Client> {
  return (opening ??= open());
}

async function open(): Promise<pg.Client> {
  const connection = new UtcClient({ connectionString: directUrl(), keepAlive: true });
  const lost = (error?: Error) => {
    if (error) log.warn({ event: "upload_locks_lost", error: error.message });
    opening = null;
    for (const one of held.values()) if (one.connection === connection) void one.giveUp();
  };
  connection.on("error", lost);
  connection.on("notification", ({ payload = "" }) => {
    const [from, id = ""] = payload.split(" ");
    // Whoever has it here was asked at once; by now it may be the next one.
    if (from !== SELF) void held.get(id)?.giveUp();
  });
  try {
    await connection.connect();
    await connection.query(`LISTEN ${CHANNEL}`);
    return connection;
  } catch (error) {
    opening = null;
    await connection.end().catch(() => undefined);
    throw error;
  }
}
