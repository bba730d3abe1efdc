// The app behind a pooler that gives each transaction whatever connection is free: PgBouncer where this machine has it, and its like in any case.
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { databaseProblem, openPool } from "../../app/adapters/connections.ts";
import { db, disconnect, inTransaction } from "../../app/adapters/db.ts";
import { startWorker } from "../../app/adapters/queue/queue-worker.ts";
import { lockOrders } from "../../app/adapters/rows/orders/orders.ts";
import { env } from "../../app/env.server.ts";
import { jobs } from "../../app/jobs/index.ts";
import { jpeg, openShop, orderBody, photoProperty, sendWebhook, startFileHost, withoutShopify } from "./intake.ts";
import { act, makeMember } from "./shop.ts";
import { openPgBouncer, openTransactionPooler, pgBouncer, type Pooler } from "../transaction-pooler.ts";

const direct = env().DATABASE_URL;
const host = await startFileHost({ "/cat.jpg": await jpeg() });
let pooler: Pooler | undefined;
afterEach(async () => {
  await disconnect();
  await pooler?.close();
  pooler = undefined;
  Object.assign(env(), { DATABASE_URL: direct, DATABASE_DIRECT_URL: undefined });
});
afterAll(() => host.close());

const program = pgBouncer();
const kinds: [string, () => Promise<Pooler>][] = [["its like", () => openTransactionPooler(direct)]];
if (program) kinds.push(["PgBouncer", () => openPgBouncer(program, direct)]);

/** From here on the app's connections come from the pooler, those of locks and notices from the database itself. */
async function goBehind(open: () => Promise<Pooler>): Promise<void> {
  pooler = await open();
  Object.assign(env(), { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: direct });
}

describe.each(kinds)("%s", (kind, open) => {
  it("is seen for what it is, and works with the database's own address beside it", async () => {
    await goBehind(open);
    expect(await databaseProblem({ DATABASE_URL: pooler!.url })).toMatch(/leads to a pooler: set DATABASE_DIRECT_URL/);
    expect(await databaseProblem(env())).toBeNull();
  });

  it("orders come in, photos are fetched, people act at once, and every time is in UTC", async () => {
    await goBehind(open);
    const domain = `${kind.toLowerCase().replaceAll(" ", "-")}.myshopify.com`;
    const shopId = await openShop(domain);
    const admin = await makeMember(shopId, ["admin"]);
    const worker = await startWorker({ ...jobs, ...withoutShopify });
    try {
      const lines = [{ properties: [photoProperty(`${host.origin}/cat.jpg`)] }];
      const numbers = Array.from({ length: 6 }, (_one, at) => 4_000 + at);
      expect(
        await Promise.all(numbers.map((id) => sendWebhook(orderBody({ id, number: id, lines }), { domain }))),
      ).toEqual(numbers.map(() => 200));
      await until(async () => (await db().photo.count({ where: { shopId, renditions: "made" } })) === numbers.length);
      const items = await db().item.findMany({ where: { shopId } });
      const outcomes = await Promise.all(
        items.map(({ id }) => act({ shopId, actor: admin, command: { action: "approve_photo" }, itemIds: [id] })),
      );
      expect(outcomes.map(({ moved }) => moved.length)).toEqual(numbers.map(() => 1));
      const asked = () => db().$queryRaw<{ zone: string }[]>`SELECT current_setting('TimeZone') AS zone`;
      const zones = await Promise.all(Array.from({ length: 30 }, asked));
      expect(new Set(zones.map(([one]) => one!.zone))).toEqual(new Set(["UTC"]));
    } finally {
      await worker.stop();
    }
  });

  it("keeps nothing of one transaction for the next: not how long locks are waited for", async () => {
    await goBehind(open);
    const shopId = await openShop(`locks-of-${kind.length}.myshopify.com`);
    await inTransaction((tx) => lockOrders(tx, shopId, []));
    // Whoever comes next, without any setting of its own.
    const bare = openPool({ event: "lost", connectionString: pooler!.url, max: 3 });
    const waits = await Promise.all(Array.from({ length: 9 }, () => bare.query("SHOW lock_timeout")));
    expect(waits.flatMap(({ rows }) => rows)).toEqual(waits.map(() => ({ lock_timeout: "0" })));
    await bare.end();
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(50);
}
