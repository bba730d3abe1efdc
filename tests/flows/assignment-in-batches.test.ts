// Much that waits is given out in short runs, oldest first, and a run that is killed loses nothing.
import { beforeEach, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { lockOrders } from "../../app/adapters/rows/orders/orders.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { DEFAULT_FLOW } from "../../app/domain/words/flow.ts";
import { changeOpenOrders } from "../../app/services/shop/change-open-orders.ts";
import { showFollowing } from "../../app/services/shop/flow-settings.ts";
import { setFlow } from "../../app/services/shop/set-flow.ts";
import { assignWork } from "../../app/services/team/assign-work.ts";
import { markLeft, setAway, setCapacity } from "../../app/services/team/change-member.ts";
import { listTeam } from "../../app/services/team/list-team.ts";
import { withoutShopify } from "./intake.ts";
import { drainJobs, waitingJobs } from "./set-up.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let shopId: string;
let admin: ActingMember;
beforeEach(async () => {
  ({ shopId } = await makeShop());
  admin = await makeMember(shopId, ["admin"]);
});

/** One run that gives out at most so many, and then hands on. */
const oneRun = (ordersAtOnce: number) => assignWork({ shopId }, { ordersAtOnce, forMs: 0 });

/** Orders that wait for an artist, the first of them longest. */
async function waiting(count: number): Promise<string[]> {
  const orderIds: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { orderId } = await makeOrder(shopId, { step: "artwork" });
    const waitingForArtistSince = new Date(Date.now() - (count - at) * 1_000);
    await db().order.update({ where: { shopId_id: { shopId, id: orderId } }, data: { waitingForArtistSince } });
    orderIds.push(orderId);
  }
  return orderIds;
}

async function givenTo(memberId: string): Promise<string[]> {
  const rows = await db().assignment.findMany({ where: { shopId, memberId, role: "artist" } });
  return rows.map(({ orderId }) => orderId).toSorted();
}

async function jobsOf(name: string): Promise<unknown[]> {
  const jobs = await waitingJobs();
  return jobs.filter(({ job, payload }) => job === name && (payload as { shopId: string }).shopId === shopId);
}

const clearJobs = () => db().$executeRaw`DELETE FROM graphile_worker._private_jobs`;

it("a run gives out no more than its bound, the oldest, and goes on as another job", async () => {
  const orderIds = await waiting(7);
  const artist = await makeMember(shopId, ["artist"], { capacity: 6 });
  await oneRun(2);
  expect(await givenTo(artist.memberId)).toEqual(orderIds.slice(0, 2).toSorted());
  expect(await jobsOf("assign-work")).toHaveLength(1);
  await clearJobs();
  await oneRun(2);
  expect(await givenTo(artist.memberId)).toEqual(orderIds.slice(0, 4).toSorted());
  await drainJobs({ with: withoutShopify });
  expect(await givenTo(artist.memberId)).toEqual(orderIds.slice(0, 6).toSorted());
  expect(await jobsOf("assign-work")).toEqual([]);
  expect(await db().order.count({ where: { shopId, waitingForArtistSince: { not: null } } })).toBe(1);
});

it("many runs at once never pass a capacity, and give each order once", async () => {
  const orderIds = await waiting(20);
  const artists = [
    await makeMember(shopId, ["artist"], { capacity: 4 }),
    await makeMember(shopId, ["artist"], { capacity: 5 }),
  ];
  await Promise.all(Array.from({ length: 6 }, (_none, at) => oneRun(3 + (at % 3))));
  await drainJobs({ with: withoutShopify });
  const given = await Promise.all(artists.map(({ memberId }) => givenTo(memberId)));
  expect(given.map(({ length }) => length)).toEqual([4, 5]);
  expect(given.flat().toSorted()).toEqual(orderIds.slice(0, 9).toSorted());
  expect(await db().history.count({ where: { shopId, event: "assigned" } })).toBe(9);
});

it("an order that somebody holds keeps its place, nobody waits for it, and it is given out afterwards", async () => {
  const [first, second, third] = (await waiting(3)) as [string, string, string];
  const artist = await makeMember(shopId, ["artist"], { capacity: 2 });
  await inTransaction(async (tx) => {
    await lockOrders(tx, shopId, [first]);
    await oneRun(9);
  });
  expect(await givenTo(artist.memberId)).toEqual([second]);
  await drainJobs({ with: withoutShopify, alsoLater: true });
  expect(await givenTo(artist.memberId)).toEqual([first, second].toSorted());
  expect(await givenTo(artist.memberId)).not.toContain(third);
});

it("what an artist who leaves had goes to others in bounded runs; the Team page shows what is still theirs", async () => {
  const gone = await makeMember(shopId, ["artist", "quality_controller"], { capacity: 50 });
  for (let at = 0; at < 5; at += 1) await makeOrder(shopId, { step: "artwork", assign: { artist: gone } });
  await makeOrder(shopId, { step: "quality_control", assign: { quality_controller: gone } });
  const other = await makeMember(shopId, ["artist", "quality_controller"], { capacity: 4 });
  await markLeft({ shopId, actor: admin, memberId: gone.memberId });
  expect(await jobsOf("assign-work")).toHaveLength(1);
  await clearJobs();
  await oneRun(2);
  const theirs = async () =>
    (await listTeam({ shopId, viewerId: admin.memberId })).find(({ id }) => id === gone.memberId)!.openWork;
  expect((await theirs()).reduce((sum, { items }) => sum + items, 0)).toBe(4);
  await drainJobs({ with: withoutShopify });
  expect(await givenTo(other.memberId)).toHaveLength(4);
  expect(await theirs()).toEqual([{ role: "artist", items: 1 }]);
  expect(await db().history.count({ where: { shopId, event: "waits_for_artist" } })).toBe(1);
});

it("a run that is told to stop, or dies, leaves the rest to the next", async () => {
  const orderIds = await waiting(6);
  const artist = await makeMember(shopId, ["artist"], { capacity: 9 });
  await assignWork({ shopId }, { ordersAtOnce: 2, signal: AbortSignal.abort() });
  expect(await givenTo(artist.memberId)).toHaveLength(2);
  // As if the job had been lost with its worker: whatever asks for the shop's work next finds all of it.
  await clearJobs();
  await setCapacity({ shopId, actor: admin, memberId: artist.memberId, capacity: 8 });
  await drainJobs({ with: withoutShopify });
  expect(await givenTo(artist.memberId)).toEqual(orderIds.toSorted());
});

it("work whose holder is away is handed on also in other roles, to whoever has least", async () => {
  const away = await makeMember(shopId, ["image_processor"]);
  for (let at = 0; at < 6; at += 1) await makeOrder(shopId, { assign: { image_processor: away } });
  const others = [await makeMember(shopId, ["image_processor"]), await makeMember(shopId, ["image_processor"])];
  await setAway({ shopId, actor: admin, memberId: away.memberId, isAway: true });
  await clearJobs();
  await oneRun(4);
  await oneRun(4);
  for (const { memberId } of others) expect(await db().assignment.count({ where: { shopId, memberId } })).toBe(3);
});

const FLOW = { ...DEFAULT_FLOW, manner: "independently", skips: ["quality_control"] } as const;
const ofNewFlow = async () =>
  (await db().order.findMany({ where: { shopId } })).filter(
    ({ flow }) => (flow as { manner: string }).manner === FLOW.manner,
  ).length;

it("open orders follow a flow in bounded runs; how far they are is told, and a run that dies is gone on with", async () => {
  for (let at = 0; at < 5; at += 1) await makeOrder(shopId, { step: at === 0 ? "done" : "photo_review" });
  expect(await showFollowing(shopId)).toBeNull();
  expect(await setFlow({ shopId, actor: admin, flow: FLOW, applyToOpenOrders: true })).toEqual({ followingOrders: 5 });
  const [wish] = (await jobsOf("change-open-orders")) as { payload: Parameters<typeof changeOpenOrders>[0] }[];
  await clearJobs();
  await changeOpenOrders(wish!.payload, { ordersAtOnce: 2, forMs: 0 });
  expect(await ofNewFlow()).toBe(2);
  expect(await showFollowing(shopId)).toEqual({ done: 2, total: 5 });
  expect(await jobsOf("settle-order")).toHaveLength(2);
  expect(await jobsOf("change-open-orders")).toMatchObject([{ payload: wish!.payload }]);
  // The same once more, as after a kill: nothing counts twice.
  await changeOpenOrders(wish!.payload, { ordersAtOnce: 2, forMs: 0 });
  expect(await showFollowing(shopId)).toEqual({ done: 4, total: 5 });
  await drainJobs({ with: withoutShopify });
  expect(await ofNewFlow()).toBe(5);
  expect(await db().item.count({ where: { shopId, skips: { equals: ["quality_control"] } } })).toBe(5);
  expect(await showFollowing(shopId)).toBeNull();
});

it("a later wish takes the place of one that is being carried out", async () => {
  for (let at = 0; at < 3; at += 1) await makeOrder(shopId);
  await setFlow({ shopId, actor: admin, flow: FLOW, applyToOpenOrders: true });
  const [former] = (await jobsOf("change-open-orders")) as { payload: Parameters<typeof changeOpenOrders>[0] }[];
  await changeOpenOrders(former!.payload, { ordersAtOnce: 1, forMs: 0 });
  await setFlow({ shopId, actor: admin, flow: DEFAULT_FLOW, applyToOpenOrders: true });
  expect(await showFollowing(shopId)).toEqual({ done: 0, total: 1 });
  await changeOpenOrders(former!.payload, { ordersAtOnce: 1, forMs: 0 });
  expect(await ofNewFlow()).toBe(1);
  expect(await jobsOf("change-open-orders")).toMatchObject([{ payload: { flow: DEFAULT_FLOW } }]);
  await drainJobs({ with: withoutShopify });
  expect(await ofNewFlow()).toBe(0);
});
