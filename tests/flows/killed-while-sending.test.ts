// A worker dies between the mail service's answer and its own note of it, and the customer gets one email.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db, inTransaction, pool } from "../../app/adapters/db.ts";
import { enqueueEmail } from "../../app/adapters/mail/emails-outbox.ts";
import { env } from "../../app/env.server.ts";
import { recordEmailEvent } from "../../app/services/emails/record-email-event.ts";
import { act, makeMember, makeOrder, makeShop } from "./shop.ts";

// A mail service that takes every message, and before it answers takes the email's row, so that the worker cannot commit what it hears.
const accepted: unknown[] = [];
let beforeAnswer = async (): Promise<void> => {};
const service = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    accepted.push(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    void beforeAnswer().then(() => response.writeHead(202, { "x-message-id": "m1" }).end());
  });
});
const workers: ChildProcess[] = [];

beforeAll(() => new Promise<void>((ready) => service.listen(0, "127.0.0.1", ready)));
afterAll(() => {
  for (const worker of workers) worker.kill("SIGKILL");
  service.closeAllConnections();
  service.close();
});

function startWorkerProcess(): ChildProcess {
  const { SHOPIFY_API_KEY: _, ...others } = process.env;
  const worker = spawn(process.execPath, ["--import", "./dev/local-shopify/preload.mjs", "app/worker.server.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...others,
      SHOPIFY_API_KEY: env().SHOPIFY_API_KEY,
      LOCAL_SHOPIFY_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
    },
  });
  workers.push(worker);
  return worker;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(50);
}

it(
  "a worker killed between the mail service's answer and its own commit sends nothing twice",
  { timeout: 60_000 },
  async () => {
    const { shopId, reasonId } = await makeShop();
    const ida = await makeMember(shopId, ["image_processor"]);
    const { orderId, itemIds } = await makeOrder(shopId, { assign: { image_processor: ida } });
    await act({ shopId, actor: ida, command: { action: "reject_photo", reasonId, comment: "" }, itemIds });
    const email = await db().email.findFirstOrThrow({ where: { shopId, orderId } });
    const due = new Date(Date.now() - 1_000);
    await db().email.update({ where: { shopId_id: { shopId, id: email.id } }, data: { sendAt: due } });
    await inTransaction((tx) => enqueueEmail(tx, { shopId, emailId: email.id, due }));

    const other = new pg.Client({ connectionString: env().DATABASE_URL });
    await other.connect();
    beforeAnswer = async () => {
      await other.query("BEGIN");
      await other.query(`SELECT id FROM "Email" WHERE id = $1 FOR UPDATE`, [email.id]);
    };
    const doomed = startWorkerProcess();
    await until(async () => {
      const { rows } = await pool().query<{ waiting: boolean }>(
        `SELECT count(*) > 0 AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%"Email"%'`,
      );
      return accepted.length > 0 && rows[0]?.waiting === true;
    });
    doomed.kill("SIGKILL");
    await once(doomed, "exit");
    await other.query("ROLLBACK");
    await other.end();
    beforeAnswer = async () => {};
    expect(accepted).toHaveLength(1);
    expect((await db().email.findFirstOrThrow({ where: { id: email.id } })).state).toBe("sending");

    const next = startWorkerProcess();
    await until(async () => (await db().email.findFirstOrThrow({ where: { id: email.id } })).state === "unknown");
    await recordEmailEvent({ shopId, emailId: email.id, event: "delivered", at: new Date() });
    expect((await db().email.findFirstOrThrow({ where: { id: email.id } })).state).toBe("delivered");
    next.kill("SIGTERM");
    await once(next, "exit");
    expect(accepted).toHaveLength(1);
  },
);
