import { randomUUID } from "node:crypto";
import { inTransaction, pool } from "../../app/adapters/db.ts";
import { wakeShop } from "../../app/adapters/rows/shop/shops.ts";
import { DEFAULT_FLOW } from "../../app/domain/words/flow.ts";
import { changeOpenOrders } from "../../app/services/shop/change-open-orders.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { assignWork } from "../../app/services/team/assign-work.ts";
import { setAway, setCapacity } from "../../app/services/team/change-member.ts";
import { listTeam } from "../../app/services/team/list-team.ts";
import { medianMs, shown } from "./figures.ts";
import type { Sizes } from "./options.ts";
import { inScratchApp } from "./scratch-app.ts";

const WAITING = 10_000;
const HANDED_ON = 2_000;
const ARTISTS = 20;
const FLOW = JSON.stringify({ ...DEFAULT_FLOW, keepPhotoLeads: "back_to_review" });

/** Work given out in a shop with a long history and a long queue for artists, beside a shop with neither. */
export function assignment({ rows }: Sizes): Promise<string[]> {
  const items = Math.round(rows / 2);
  return inScratchApp(false, async () => {
    const small = await makeShop("small.myshopify.com", 100, 0);
    const few = await measure(small);
    const large = await makeShop("large.myshopify.com", items, WAITING);
    const many = await measure(large);
    const named = items.toLocaleString("en");
    const lines = Object.keys(few).map(
      (what) =>
        `${what}: ${shown(few[what]!)} ms at 100 items, ${shown(many[what]!)} ms at ${named} with ${WAITING.toLocaleString("en")} orders waiting: ratio ${shown(many[what]! / few[what]!)}`,
    );
    const artist = idOf(large, "m0");
    await pool().query(`UPDATE "Member" SET capacity = $2 WHERE "shopId" = $1::uuid AND 'artist' = ANY(roles)`, [
      large,
      HANDED_ON,
    ]);
    await setCapacity({ shopId: large, actor: admin(large), memberId: artist, capacity: 2 * HANDED_ON });
    const given = await seconds(() => untilDone(() => assignWork({ shopId: large }), "assign-work"));
    lines.push(
      `${WAITING.toLocaleString("en")} waiting orders given out: ${shown(given.took)} s in ${given.runs} runs, the longest of ${shown(given.longest)} s`,
    );
    await pool().query(
      `UPDATE "Assignment" a SET "memberId" = $2 FROM (SELECT "orderId" FROM "OpenWork" WHERE "shopId" = $1::uuid AND role = 'artist' AND "memberId" <> $2 AND items = 1 LIMIT ${HANDED_ON} - (SELECT sum(items)::int FROM "OpenWork" WHERE "memberId" = $2 AND role = 'artist')) w
       WHERE a."shopId" = $1::uuid AND a.role = 'artist' AND a."orderId" = w."orderId"`,
      [large, artist],
    );
    const theirs = await count(
      `SELECT sum(items)::int FROM "OpenWork" WHERE role = 'artist' AND "memberId" = '${artist}'`,
    );
    await pool().query(`UPDATE "Member" SET capacity = 4 * capacity WHERE "shopId" = $1::uuid`, [large]);
    await setAway({ shopId: large, actor: admin(large), memberId: artist, isAway: true });
    const moved = await seconds(() => untilDone(() => assignWork({ shopId: large }), "assign-work"));
    const left = await count(
      `SELECT coalesce(sum(items), 0)::int FROM "OpenWork" WHERE role = 'artist' AND "memberId" = '${artist}'`,
    );
    lines.push(
      `${theirs - left} of ${theirs} items of an artist who is away moved: ${shown(moved.took)} s in ${moved.runs} runs`,
    );
    const open = await count(`SELECT count(*)::int FROM "Order" WHERE "shopId" = '${large}' AND "endedAt" IS NULL`);
    const wish = {
      shopId: large,
      flow: { ...DEFAULT_FLOW, keepPhotoLeads: "on" as const },
      askedAt: new Date(Date.now() + 60_000).toISOString(),
    };
    const changed = await seconds(() => untilDone(() => changeOpenOrders(wish), "change-open-orders"));
    lines.push(
      `${open.toLocaleString("en")} open orders follow a flow: ${shown(open / changed.took)} orders a second, the longest run ${shown(changed.longest)} s`,
    );
    return lines;
  });
}

async function measure(shopId: string): Promise<Record<string, number>> {
  const orders = await pool().query<{ id: string }>(
    `SELECT id FROM "Order" WHERE "shopId" = $1::uuid AND "endedAt" IS NULL AND name LIKE 'new %' ORDER BY id`,
    [shopId],
  );
  let at = 0;
  const next = () => ({ shopId, orderId: orders.rows[(at += 1) % orders.rows.length]!.id });
  return {
    "one order assigned": await medianMs(21, () => assignWork(next())),
    "nothing to give out": await medianMs(21, () => assignWork({ shopId })),
    "the Team page": await medianMs(21, () => listTeam({ shopId, viewerId: randomUUID() })),
    "the Home page of an admin": await medianMs(11, () => showHome({ shopId, actor: admin(shopId) })),
  };
}

// Runs a job as often as it asks to be run again.
async function untilDone(run: () => Promise<void>, job: string): Promise<{ runs: number; longest: number }> {
  let longest = 0;
  for (let runs = 1; ; runs += 1) {
    await pool().query("DELETE FROM graphile_worker._private_jobs");
    const began = performance.now();
    await run();
    longest = Math.max(longest, (performance.now() - began) / 1_000);
    const again = await count(
      `SELECT count(*)::int FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = '${job}'`,
    );
    if (again === 0) return { runs, longest };
  }
}

async function seconds<T extends object>(work: () => Promise<T>): Promise<T & { took: number }> {
  const began = performance.now();
  const done = await work();
  return { ...done, took: (performance.now() - began) / 1_000 };
}

async function count(query: string): Promise<number> {
  const { rows } = await pool().query<Record<string, number>>(query);
  return Object.values(rows[0]!)[0]!;
}

function admin(shopId: string) {
  return { kind: "member", memberId: idOf(shopId, "admin"), roles: ["admin"] } as const;
}

// A uuid that follows from a shop and a name.
function idOf(shopId: string, name: string): string {
  const hex = Buffer.from(`${name}${shopId.replaceAll("-", "")}`.slice(0, 16).padEnd(16, "x")).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/** A shop of so many items, a tenth of them open and in every step, in orders of two; besides, orders that wait for an artist, and some new ones that nobody has. All artists are full. */
async function makeShop(domain: string, items: number, waiting: number): Promise<string> {
  const { shopId } = await inTransaction((tx) => wakeShop(tx, domain));
  const member = (name: string, roles: string) =>
    pool().query(
      `INSERT INTO "Member" ("shopId", id, name, roles, capacity, "enrolledAt") VALUES ($1, $2, $3, $4::text[], 0, now())`,
      [shopId, idOf(shopId, name), name, roles],
    );
  await member("admin", "{admin}");
  for (let at = 0; at < ARTISTS; at += 1)
    await member(`m${at}`, "{artist,image_processor,quality_controller,fulfiller}");
  const client = await pool().connect();
  try {
    // Counted once at the end: half a million triggers would only take time.
    await client.query("SET session_replication_role = replica");
    const fill = (kind: string, orders: number, step: string, ended: string, isWaiting: string, perOrder: number) =>
      fillOrders(client, shopId, { kind, orders, step, ended, isWaiting, perOrder });
    const steps =
      "(ARRAY['photo_review', 'photo_issue', 'artwork', 'quality_control', 'customer_approval', 'fulfilment'])[1 + n % 6]";
    const open = Math.ceil(items / 20);
    await fill("done", Math.ceil((items - 2 * open) / 2), "'done'", "now() - interval '1 day'", "NULL", 2);
    await fill("open", open, steps, "NULL", "NULL", 2);
    await fill("waits", waiting, "'artwork'", "NULL", "now() - interval '1 hour' + n * interval '1 millisecond'", 1);
    await fill("new", 20, "'photo_review'", "NULL", "NULL", 1);
    await client.query(
      `INSERT INTO "Assignment" ("shopId", "orderId", role, "memberId")
       SELECT o."shopId", o.id, r, (ARRAY(SELECT id FROM "Member" WHERE "shopId" = $1::uuid AND cardinality(roles) > 1 ORDER BY id))[1 + abs(hashtext(o.id::text)) % ${ARTISTS}]
       FROM "Order" o CROSS JOIN unnest('{artist,image_processor,quality_controller,fulfiller}'::text[]) r
       WHERE o."shopId" = $1::uuid AND (o.name LIKE 'open %' OR o.name LIKE 'done %')`,
      [shopId],
    );
    await client.query("ANALYZE");
    await client.query(`INSERT INTO "OpenWork" SELECT * FROM "CountedWork" WHERE "shopId" = $1::uuid`, [shopId]);
  } finally {
    await client.query("SET session_replication_role = origin");
    client.release();
  }
  await pool().query("VACUUM (ANALYZE)");
  return shopId;
}

type Filled = { kind: string; orders: number; step: string; ended: string; isWaiting: string; perOrder: number };

async function fillOrders(
  client: { query(sql: string, values: unknown[]): Promise<unknown> },
  shopId: string,
  { kind, orders, step, ended, isWaiting, perOrder }: Filled,
): Promise<void> {
  const order = `md5('${kind}' || $1 || n)::uuid`;
  await client.query(
    `INSERT INTO "Order" ("shopId", id, "shopifyOrderId", name, "placedAt", "shopifyUpdatedAt", flow, "endedAt", "waitingForArtistSince", "unheldSince")
     SELECT $1::uuid, ${order}, '${kind}' || n, '${kind} ' || n, now() - interval '2 years' + n * interval '1 minute', now(), $2::jsonb, ${ended}, ${isWaiting}, NULL
     FROM generate_series(1, ${orders}) n`.replaceAll("|| $1 ||", "|| $1::text ||"),
    [shopId, FLOW],
  );
  await client.query(
    `INSERT INTO "Item" ("shopId", id, "orderId", number, "lineId", "sourceKey", "propertyName", "productTitle", options, quantity, "fileName", "fileNameKey", skips, step, "stepSince", "visibleAt", "photoVersion")
     SELECT $1::uuid, md5('${kind}' || $1::text || n || '/' || k)::uuid, ${order}, k, k::text, 'Photo', 'Photo', 'Yellow Portrait', '{}'::text[], 1, '${kind} ' || n || '/' || k, '${kind} ' || n || '/' || k, '{}'::text[],
       ${step}, now() - interval '1 hour', now() - interval '1 hour', 1
     FROM generate_series(1, ${orders}) n, generate_series(1, ${perOrder}) k`.replaceAll("|| $1 ||", "|| $1::text ||"),
    [shopId],
  );
}
