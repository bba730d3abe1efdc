// What a page asks of the database does not follow what it shows: each has a bound, and its rows add nothing.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "../../app/adapters/db.ts";
import { makeOrder } from "./shop.ts";
import { openVisits, type Visited, type Visits } from "./visits.ts";

const WALLS = {
  "app.image-approval": { step: "photo_review", path: "/app/image-approval" },
  "app.image-issues": { step: "photo_issue", path: "/app/image-issues" },
  "app.artfile-production": { step: "artwork", path: "/app/artfile-production" },
  "app.quality-control": { step: "quality_control", path: "/app/quality-control" },
  "app.customer-approval": { step: "customer_approval", path: "/app/customer-approval" },
  "app.fulfilment": { step: "fulfilment", path: "/app/fulfilment" },
} as const;
const MOST_OF_A_WALL = 8;
const MOST_OF_AN_ORDER = 19;

/** The other pages of the staff, each with what it asks today. */
const OTHERS: Record<string, { path: string; most: number }> = {
  "app._index": { path: "/app", most: 11 },
  "app.orders._index": { path: "/app/orders?state=all", most: 10 },
  "app.search": { path: "/app/search?q=portrait", most: 11 },
  "app.team": { path: "/app/team", most: 12 },
  "app.settings.emails._index": { path: "/app/settings/emails", most: 5 },
  "app.settings.flow": { path: "/app/settings/flow", most: 10 },
  "app.settings.log": { path: "/app/settings/log", most: 4 },
};

const ITEMS = [1, 50, 200];
const patternOf = (path: string) => path.replace(/^\/app\/?/, "").replace(/\?.*/, "");
let visits: Visits;
let shopId: string;

beforeAll(async () => {
  const pages = Object.entries({ ...WALLS, ...OTHERS }).map(([route, { path }]) => ({
    route,
    pattern: patternOf(path),
  }));
  visits = await openVisits([...pages, { route: "app.orders.$orderId", pattern: "orders/:orderId" }]);
  ({ shopId } = visits.cast);
  for (let order = 0; order < Math.max(...ITEMS) / 2; order += 1)
    await makeOrder(shopId, { items: 2, step: "quality_control", assign: visits.cast.assignees });
  await pool().query(
    `INSERT INTO "Issue" ("shopId", "itemId", "reasonId", comment, "openedAt")
     SELECT i."shopId", i.id, (SELECT r.id FROM "RejectionReason" r WHERE r."shopId" = i."shopId" ORDER BY position LIMIT 1), '', now() FROM "Item" i WHERE i."shopId" = $1`,
    [shopId],
  );
  await pool().query(
    `INSERT INTO "Email" ("shopId", "orderId", kind, round, state, "itemIds", "toAddress", subject, "sendAt")
     SELECT "shopId", id, kind, 1, 'sent', '{}', "customerEmail", '', now() FROM "Order", unnest('{order_issue,artwork_approval}'::text[]) kind WHERE "shopId" = $1`,
    [shopId],
  );
  await pool().query(
    `INSERT INTO "History" ("shopId", "orderId", "itemId", "actorKind", "memberId", event, "fromStep", "toStep")
     SELECT "shopId", "orderId", id, 'member', $2, 'move', 'quality_control', 'photo_review' FROM "Item" WHERE "shopId" = $1`,
    [shopId, visits.cast.first.manager.member.memberId],
  );
});

afterAll(() => visits.stop());

/** Leaves so many items in the shop: in this step, and as of now seen by nobody. */
async function leave(items: number, step: string): Promise<void> {
  await pool().query(`DELETE FROM "Access" WHERE "shopId" = $1`, [shopId]);
  await pool().query(
    `UPDATE "Item" i SET step = $2, "issueReasonId" = CASE WHEN $2 = 'photo_issue' THEN (SELECT r.id FROM "RejectionReason" r WHERE r."shopId" = i."shopId" ORDER BY position LIMIT 1) END,
       "visibleAt" = CASE WHEN place <= $3 THEN now() - interval '1 hour' ELSE now() + interval '1 day' END
     FROM (SELECT id, row_number() OVER (ORDER BY "orderId", number) AS place FROM "Item" WHERE "shopId" = $1) placed WHERE i."shopId" = $1 AND placed.id = i.id`,
    [shopId, step, items],
  );
}

const said = ({ statements }: Visited) => statements.map((text) => text.slice(0, 110));

describe.each(Object.entries(WALLS))("%s", (route, { step, path }) => {
  it(`asks at most ${MOST_OF_A_WALL} statements, however many cards it shows`, async () => {
    const { manager } = visits.cast.first;
    const asked = new Map<number, string[]>();
    const shown: number[] = [];
    for (const items of ITEMS) {
      await leave(items, step);
      const visited = await visits.open(manager, { route, path });
      expect(visited.status).toBe(200);
      shown.push((visited.data.cards as unknown[]).length);
      asked.set(items, said(visited));
    }
    expect(shown[0]).toBe(1);
    expect(shown[1]).toBeGreaterThan(20);
    const counts = [...asked.values()].map((one) => one.length);
    expect(new Set(counts).size, JSON.stringify([...asked], null, 2)).toBe(1);
    expect(counts[0], asked.get(1)!.join("\n")).toBeLessThanOrEqual(MOST_OF_A_WALL);
  });
});

describe.each(Object.entries(OTHERS))("%s", (route, { path, most }) => {
  it(`asks at most ${most} statements, however many orders there are`, async () => {
    const { admin } = visits.cast.first;
    const counts: number[] = [];
    for (const items of ITEMS) {
      await leave(items, "artwork");
      const visited = await visits.open(admin, { route, path });
      expect(visited.status).toBe(200);
      counts.push(visited.statements.length);
    }
    expect(Math.max(...counts), counts.join(", ")).toBeLessThanOrEqual(most);
    expect(counts[2]).toBe(counts[1]);
  });
});

/** Home of a manager who holds every other role too: their own work is counted beside, and what stands still is named. */
const MOST_OF_A_HOME = 12;

describe("Home", () => {
  const open = async () => {
    const { manager } = visits.cast.first;
    const roles = ["manager", "image_processor", "artist", "quality_controller", "fulfiller"];
    await db().member.updateMany({ where: { shopId, id: manager.member.memberId }, data: { roles } });
    const visited = await visits.open(manager, { route: "app._index", path: "/app" });
    expect(visited.status).toBe(200);
    return visited;
  };

  it(`asks at most ${MOST_OF_A_HOME} statements, also of who works in every step, and of the shop's own row once`, async () => {
    await leave(200, "artwork");
    await pool().query(`UPDATE "Item" SET "stepSince" = now() - interval '1 year' WHERE "shopId" = $1`, [shopId]);
    const visited = await open();
    const overview = visited.data.overview as { stuck: { cards: unknown[] } };
    expect(overview.stuck.cards.length).toBeGreaterThan(0);
    expect((visited.data.mine as unknown[]).length).toBeGreaterThan(1);
    expect(visited.statements.length, said(visited).join("\n")).toBeLessThanOrEqual(MOST_OF_A_HOME);
    const ofTheShop = visited.statements.filter((text) => /FROM "public"\."Shop"/.test(text));
    // Who asks is looked up by the shop's domain before.
    expect(ofTheShop).toHaveLength(2);
  });

  it("asks two more where there are tasks about many orders, however many", async () => {
    const counts: number[] = [];
    const tellOf = (kinds: readonly (readonly [string, string])[]) =>
      Promise.all(kinds.map(([kind, subject]) => db().task.create({ data: { shopId, kind, subject, details: {} } })));
    const before = (await open()).statements.length;
    await tellOf([
      ["emails_unknown", "unknown"],
      ["not_settled", "refused"],
    ]);
    counts.push((await open()).statements.length);
    await tellOf([
      ["not_settled", "unreachable"],
      ["not_settled", "not_visible"],
      ["hold_lifted", "shop"],
    ]);
    const [first, second, third] = await db().order.findMany({ where: { shopId }, orderBy: { id: "asc" }, take: 3 });
    const waitFor = (unsettledCause: string, orders: (typeof first)[]) =>
      db().order.updateMany({
        where: { shopId, id: { in: orders.map((order) => order!.id) } },
        data: { unsettledCause, unsettledTries: 9 },
      });
    await waitFor("refused", [first, second]);
    await waitFor("unreachable", [third]);
    const visited = await open();
    counts.push(visited.statements.length);
    type Tasks = { cards: { list: unknown; orderCount: number; orders: unknown[] }[] };
    const { cards } = (visited.data.overview as { tasks: Tasks }).tasks;
    expect(cards).toHaveLength(5);
    expect(cards.filter(({ orderCount }) => orderCount > 0)).toMatchObject([
      { list: { unsettled: "refused" }, orderCount: 2, orders: expect.objectContaining({ length: 2 }) },
      { list: { unsettled: "unreachable" }, orderCount: 1, orders: [{ id: third!.id, name: third!.name }] },
    ]);
    expect(counts).toEqual([before + 2, before + 2]);
  });
});

it("the page of an order asks the same of one with a hundred items as of one with two", async () => {
  const { admin } = visits.cast.first;
  const counts: number[] = [];
  for (const items of [2, 100]) {
    const { orderId } = await makeOrder(shopId, { items, step: "artwork", assign: visits.cast.assignees });
    const visited = await visits.open(admin, { route: "app.orders.$orderId", path: `/app/orders/${orderId}` });
    expect(visited.status).toBe(200);
    counts.push(visited.statements.length);
  }
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThanOrEqual(MOST_OF_AN_ORDER);
});

describe("who asks", () => {
  it("is looked up once for a page and the frame above it, and anew for the next request", async () => {
    const { artist } = visits.cast.first;
    const page = { route: "app.artfile-production", path: "/app/artfile-production" };
    const { statements } = await visits.open(artist, page);
    const about = (table: string) => statements.filter((text) => text.includes(`FROM "public"."${table}"`));
    expect([about("Session").length, about("Shop").filter((text) => text.includes("domain")).length]).toEqual([1, 1]);
    const { memberId } = artist.member;
    await pool().query(`UPDATE "Member" SET "leftAt" = now() WHERE "shopId" = $1 AND id = $2`, [shopId, memberId]);
    expect((await visits.open(artist, page)).status).toBe(403);
  });
});
