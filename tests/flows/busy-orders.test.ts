// Who waits for what others hold is answered before all connections wait: in a sentence, with nothing done, and what is asked again is done once.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db, isBusy } from "../../app/adapters/db.ts";
import { BUSY_HEADER } from "../../app/domain/acting/acts-line.ts";
import { env } from "../../app/env.server.ts";
import { makeOrder, stepsOf } from "./shop.ts";
import { untilItWaits } from "./set-up.ts";
import { openVisits, type Visits } from "./visits.ts";

const WALL = { route: "app.image-approval", path: "/app/image-approval" };
/** More than the web has connections. */
const CROWD = 13;
let visits: Visits, shopId: string, orderId: string, itemId: string, holder: pg.Client;

beforeAll(async () => {
  visits = await openVisits([
    { route: WALL.route, pattern: "image-approval" },
    { route: "app.acts", pattern: "acts" },
  ]);
  ({ shopId } = visits.cast);
  holder = new pg.Client(env().DATABASE_URL);
  await holder.connect();
});

beforeEach(async () => {
  const order = await makeOrder(shopId, { assign: visits.cast.assignees });
  [orderId, itemId] = [order.orderId, order.itemIds[0]!];
});

afterAll(async () => {
  await holder.end();
  await visits.stop();
});

async function hold(): Promise<void> {
  await holder.query("BEGIN");
  await holder.query(`SELECT 1 FROM "Order" WHERE "shopId" = $1 AND id = $2 FOR UPDATE`, [shopId, orderId]);
}

function approve(actId: string): Promise<Response> {
  const targets = JSON.stringify([{ itemId, changeCount: 0 }]);
  const command = JSON.stringify({ action: "approve_photo" });
  const body = new URLSearchParams({ intent: "act", actId, command, targets });
  return visits.ask(visits.cast.first.image_processor, "/app/acts", { method: "POST", body });
}

const approvals = () => db().history.count({ where: { shopId, orderId, event: "approve_photo" } });

it("an act on an order that is held is answered as busy while others' pages come, and is done once when it is free", async () => {
  const actId = randomUUID();
  await hold();
  const waiting = approve(actId);
  await untilItWaits(waiting);
  const page = await visits.open(visits.cast.first.manager, WALL);
  expect(page.status).toBe(200);
  const answer = await waiting;
  expect([answer.status, answer.headers.get(BUSY_HEADER), await answer.text()]).toEqual([
    503,
    "1",
    "The order is busy at this moment. Try again.",
  ]);
  expect([await stepsOf(shopId, orderId), await approvals()]).toEqual([["photo_review"], 0]);
  await holder.query("ROLLBACK");
  for (const _ of ["again", "once more"]) {
    const done = await approve(actId);
    expect([done.status, await done.json()]).toMatchObject([200, { kind: "act", outcome: { actId, refused: [] } }]);
  }
  expect([await stepsOf(shopId, orderId), await approvals()]).toEqual([["artwork"], 1]);
});

it("more who wait than there are connections are all answered, and so is a page behind them", async () => {
  await hold();
  const crowd = Array.from({ length: CROWD }, () => approve(randomUUID()));
  await untilItWaits(crowd[0]!);
  const page = visits.open(visits.cast.first.manager, WALL);
  const answers = await Promise.all(crowd);
  expect(answers.map(({ status }) => status)).toEqual(Array(CROWD).fill(503));
  expect(answers.every(({ headers }) => headers.has(BUSY_HEADER))).toBe(true);
  expect((await page).status).toBe(200);
  await holder.query("ROLLBACK");
  expect(await approvals()).toBe(0);
});

it("what is no wait for others is not called busy", () => {
  expect(isBusy(new Error("canceling statement due to lock timeout"))).toBe(true);
  expect(isBusy({ code: "P2010", message: "Raw query failed", meta: { code: "55P03" } })).toBe(true);
  expect(isBusy(new Error("timeout exceeded when trying to connect"))).toBe(true);
  expect(isBusy({ code: "P2028", message: "Transaction API error: Transaction already closed" })).toBe(false);
  expect(isBusy({ code: "P2002", message: "Unique constraint failed", meta: { target: ["id"] } })).toBe(false);
  expect(isBusy(new Error("a fault of ours"))).toBe(false);
});
