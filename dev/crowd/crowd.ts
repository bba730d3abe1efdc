import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { openDatabaseProxy, type DatabaseProxy } from "../../tests/flows/database-proxy.ts";
import { startS3Server } from "../../tests/s3-server.ts";
import { drawDemoArtwork } from "../demo-pictures.ts";
import { buildWhenStale } from "../start/build-when-stale.ts";
import { keepChild, startChild } from "../start/children.ts";
import { freePorts } from "../start/ports.ts";
import { startProofline } from "../start-proofline.ts";
import { startBalancer } from "./balancer.ts";
import type { OpenFloor } from "./floors.ts";
import { wrongIn } from "./verdict.ts";

// node dev/crowd/crowd.ts [--orders=2000 --kill-every=45 --away-every=90 --seed=1], part of `npm run sweep`: two web and two worker processes with one database and one
// bucket. In two shops orders come and people work, while processes are killed, the database goes away for twelve seconds, Shopify throttles and a photo
// host hangs; when all has drained, nothing may be lost, double or left behind. The seed gives who is rejected and who is killed, not the whole run again.

const text = (otherwise: string) => ({ type: "string", default: otherwise }) as const;
const { values } = parseArgs({
  options: { orders: text("2000"), "kill-every": text("45"), "away-every": text("90"), seed: text("1") },
});
const orders = Number(values.orders);
const seed = Number(values.seed);
const HANGING = Math.max(1, Math.round(orders / 100));
const ORDERS_A_SECOND = 10;
const AWAY_MS = 12_000;
const STANDS_MS = 240_000;
const AWAY_EVERY_MS = 1_000 * Number(values["away-every"]);
const TIME_PASSES_EVERY_MS = 5_000;
const TELL_EVERY_MS = 30_000;
const RESTING = ["send-email", "drop-unnamed-file", "settle-order", "fulfil-order", "work-inbox", "look-for-order"];

// Each a row of its own: what one of them draws puts no other off its row.
const [victims, moments, tastes] = [chances(seed), chances(seed + 1), chances(seed + 2)];
console.log(`${orders} orders, seed ${values.seed}`);
process.env.LOG_LEVEL ??= "warn";
buildWhenStale();
const folder = join(".cache", `crowd-${process.pid}`);
const s3 = await startS3Server();
const photo = await drawDemoArtwork(2, "jpeg", 800, "crowd");
const host = await startHangingHost(photo);
let database!: DatabaseProxy;
let direct = "";
const app = await startProofline({
  folder,
  durable: false,
  env: async (usual) => {
    direct = usual.DATABASE_URL!;
    database = await openDatabaseProxy(direct);
    return {
      DATABASE_URL: database.url,
      STORAGE_URL: `s3://bucket/files?region=eu-central-1&endpoint=${encodeURIComponent(s3.origin)}`,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      PHOTO_HOSTS_ALLOWED: `${usual.PHOTO_HOSTS_ALLOWED},${host.origin}`,
    };
  },
});
const [port] = await freePorts([0]);
const preload = ["--import", "./dev/local-shopify/preload.mjs"];
const second = { ...process.env, ...app.env, PORT: String(port) };
const others = [
  startChild("web 2", [...preload, "app/web.server.ts"], second, join(folder, "web-2.log")),
  startChild("worker 2", [...preload, "app/worker.server.ts"], second, join(folder, "worker-2.log")),
];
let isOver = false;
const over = new AbortController();
for (const child of others)
  keepChild(child, { again: () => 1_000, tell: () => undefined, giveUp: () => undefined, isStopping: () => isOver });
const balancer = await startBalancer([Number(app.env.PORT), port!]);
app.shopify.setAppOrigin(balancer.origin);
const figures = { kills: 0, refusals: 0 };

Object.assign(process.env, app.env, { DATABASE_URL: direct });
const { db, disconnect, pool } = await import("../../app/adapters/db.ts");
const { openFloor, place } = await import("./floors.ts");
const { workOnce } = await import("./people.ts");
const began = performance.now();
let status = 1;
try {
  const floors = await Promise.all(
    app.shopify.state.shops.map((shop) => openFloor(app.shopify, shop, balancer.origin, tastes)),
  );
  const chaos = Promise.all([killNowAndThen(), refuseNowAndThen(), letTimePass()]);
  const linkOf = (at: number, otherwise: string) =>
    at % Math.ceil(orders / HANGING) === 0 ? `${host.origin}/${at}.jpg` : otherwise;
  const placing = Promise.all(
    floors.map((floor, at) =>
      place(floor, {
        count: shareOf(at, floors.length),
        everyMs: (1_000 * floors.length) / ORDERS_A_SECOND,
        photo,
        linkOf,
        isOver: () => isOver,
      }),
    ),
  );
  let placed: string[][] | null = null;
  void placing.then((numbers) => (placed = numbers));
  const through = () => db().item.count({ where: { step: "fulfilment" } });
  const people = floors.map(async (floor) => {
    // What does not move any more is judged as it stands.
    for (let moved = performance.now(); !isOver && performance.now() - moved < STANDS_MS;) {
      const done = await workOnce(floor, floor.tally);
      if (done > 0 || placed === null) moved = performance.now();
      if (done === 0) await wait(500);
    }
  });
  const told = setInterval(() => void tell().catch(() => undefined), TELL_EVERY_MS);
  async function tell() {
    const rest = orders - (await through());
    // Two thirds have come through: the host that hung answers from now on.
    if (rest < orders / 3) host.answer();
    const acts = floors.map(({ tally }) => `${tally.asked.length} acts, ${tally.again} asked again`).join("; ");
    console.log(`${seconds()} s: ${rest} orders are not through (${acts})`);
  }
  const all = Promise.all(people);
  while (placed === null || (await through()) < orders) {
    const hasEnded = await Promise.race([all.then(() => true), wait(1_000)]);
    if (hasEnded) break;
  }
  isOver = true;
  over.abort();
  clearInterval(told);
  await Promise.all([chaos, all]);
  host.answer();
  for (const end = performance.now() + STANDS_MS; (await dueJobs()).length > 0 && performance.now() < end;)
    await wait(500);
  const numbers = await placing;
  const wrong: string[] = [];
  for (const [at, floor] of floors.entries())
    wrong.push(...wrongIn(await see(floor, numbers[at]!)).map((sentence) => `${floor.shop.name}: ${sentence}`));
  const count = (what: "asked" | "again") =>
    floors.reduce((sum, { tally }) => sum + (what === "asked" ? tally.asked.length : tally.again), 0);
  console.log(
    `${seconds()} s: ${orders} orders, ${count("asked")} acts (${count("again")} times asked again), ${app.shopify.state.mails.length} emails, ${s3.objects.size} files, ` +
      `${figures.kills} kills, ${figures.refusals} times no database`,
  );
  for (const sentence of wrong) console.error(sentence);
  status = wrong.length === 0 ? 0 : 1;
} catch (fault) {
  console.error(fault);
} finally {
  isOver = true;
  await disconnect();
  for (const child of others) child.process.kill("SIGKILL");
  await app.stop({ remove: status === 0 });
  await Promise.all([balancer.close(), database.close(), s3.close(), host.close()]);
}
process.exit(status);

function seconds(): number {
  return Math.round((performance.now() - began) / 1_000);
}

/** A shop's share of the orders. */
function shareOf(at: number, shops: number): number {
  return Math.floor(orders / shops) + (at < orders % shops ? 1 : 0);
}

/** Waits so long, or until all is over. */
async function untilOver(ms: number): Promise<void> {
  await wait(ms, undefined, { signal: over.signal }).catch(() => undefined);
}

async function killNowAndThen(): Promise<void> {
  while (!isOver) {
    await untilOver(Number(values["kill-every"]) * 1_000 * (0.5 + moments()));
    if (isOver) return;
    const all = [...app.children, ...others];
    const { process: victim } = all[Math.floor(victims() * all.length)]!;
    if (victim.kill("SIGKILL")) figures.kills += 1;
  }
}

async function refuseNowAndThen(): Promise<void> {
  for (let next = performance.now() + AWAY_EVERY_MS / 2; !isOver; await untilOver(500)) {
    if (performance.now() < next) continue;
    await database.refuse();
    await wait(AWAY_MS);
    await database.accept();
    figures.refusals += 1;
    next = performance.now() + AWAY_EVERY_MS;
  }
}

// What waits for minutes, so that a person may take it back or a host recover, is due at once; nobody takes anything back here. What rests because Shopify
// throttles keeps its rest, and so does, while it hangs, what the photo host is asked for: a link that was asked often enough is given up.
async function letTimePass(): Promise<void> {
  for (; !isOver; await untilOver(TIME_PASSES_EVERY_MS)) await passTime().catch(() => undefined);
}

async function passTime(notFor = host.answers() ? RESTING : [...RESTING, "fetch-item-photo"]): Promise<void> {
  await pool().query(`UPDATE "Item" SET "visibleAt" = now() WHERE "visibleAt" > now()`);
  if (host.answers()) await pool().query(`UPDATE "Photo" SET "askAgainAt" = now() WHERE "askAgainAt" > now()`);
  await pool().query(
    `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL AND run_at > now()
    AND task_id NOT IN (SELECT id FROM graphile_worker._private_tasks WHERE identifier = ANY($1)) AND attempts < max_attempts`,
    [notFor],
  );
}

async function dueJobs(): Promise<string[]> {
  // Nobody stores anything any more.
  await passTime(["send-email"]);
  const { rows } = await pool().query<{ job: string }>(
    `SELECT t.identifier AS job FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE j.attempts < j.max_attempts AND (j.locked_at IS NOT NULL OR j.run_at <= now() + interval '3 minutes')`,
  );
  return rows.map(({ job }) => job);
}

async function see({ shop, shopId, tally: { asked } }: OpenFloor, placed: string[]) {
  const list = async (query: string) =>
    (await pool().query<{ one: string }>(query, [shopId])).rows.map(({ one }) => one);
  const keys = (table: string) =>
    `SELECT unnest(array_remove(ARRAY["storageKey", "thumbKey", "middleKey", "screenKey"], NULL)) AS one FROM "${table}" WHERE "shopId" = $1::uuid`;
  const others = new Set(await list(`SELECT id::text AS one FROM "Email" WHERE "shopId" <> $1::uuid`));
  return {
    placed,
    rows: await list(`SELECT "shopifyOrderId" AS one FROM "Order" WHERE "shopId" = $1::uuid`),
    mailed: app.shopify.state.mails
      .map(({ customArgs }) => customArgs.proofline_email!)
      .filter((id) => !others.has(id)),
    sent: await list(`SELECT id::text AS one FROM "Email" WHERE "shopId" = $1::uuid AND "sentAt" IS NOT NULL`),
    unsettledEmails: await list(
      `SELECT state || ' ' || kind AS one FROM "Email" WHERE "shopId" = $1::uuid AND (state IN ('sending', 'unknown', 'failed') OR (state = 'queued' AND "sendAt" < now()))`,
    ),
    // Given out more often than it has roles that somebody has: such an order counts as a double.
    assigned: await list(
      `SELECT unnest(ARRAY[h."orderId"::text, h."orderId"::text]) AS one FROM "History" h WHERE h."shopId" = $1::uuid AND h.event = 'assigned'
        GROUP BY h."orderId" HAVING count(*) > (SELECT count(*) FROM "Assignment" a WHERE a."shopId" = $1::uuid AND a."orderId" = h."orderId")`,
    ),
    asked,
    happened: await list(
      `SELECT "itemId" || ' ' || "actId" AS one FROM "History" WHERE "shopId" = $1::uuid AND "actId" IS NOT NULL AND "itemId" IS NOT NULL AND "fromStep" IS NOT NULL`,
    ),
    stored: [...s3.objects.keys()].map((key) => key.replace(/^files\//, "")).filter((key) => key.startsWith(shopId)),
    named: [
      ...(await list(`${keys("Photo")} UNION ${keys("Artfile")}`)),
      ...(await list(`SELECT "storageKey" AS one FROM "Upload" WHERE "shopId" = $1::uuid`)),
      ...(await list(
        `SELECT p.value AS one FROM "Upload", jsonb_each_text(coalesce(shown, '{}')) p WHERE "shopId" = $1::uuid AND p.key LIKE '%Key'`,
      )),
    ],
    unended: await dueJobs(),
    gaveUp:
      await list(`SELECT t.identifier || ': ' || coalesce(j.last_error, '') AS one FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE j.attempts >= j.max_attempts AND $1::text IS NOT NULL
      AND NOT (j.key IS NULL AND coalesce(j.flags, '{}'::jsonb) ? 'keyed')`),
    held: shop.orders
      .filter(({ fulfillmentOrders }) => fulfillmentOrders.some(({ holds }) => holds.length > 0))
      .map(({ id }) => String(id)),
    toHold: await list(
      `SELECT o."shopifyOrderId" AS one FROM "Order" o JOIN "Item" i ON i."orderId" = o.id WHERE o."shopId" = $1::uuid AND i.step NOT IN ('fulfilment', 'done', 'cancelled')`,
    ),
  };
}

/** A host of photos that takes every question and answers none, until it is told to. */
async function startHangingHost(
  photo: Buffer,
): Promise<{ origin: string; answers(): boolean; answer(): void; close(): Promise<void> }> {
  const open = new Set<ServerResponse>();
  let hangs = true;
  const give = (response: ServerResponse) => response.writeHead(200, { "Content-Type": "image/png" }).end(photo);
  const server = createServer((_request, response) => {
    if (hangs) open.add(response);
    else give(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    answers: () => !hangs,
    answer() {
      hangs = false;
      for (const response of open) give(response);
      open.clear();
    },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
