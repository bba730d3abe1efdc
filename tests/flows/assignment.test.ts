// An order goes whole to the member whose turn it is, and no artist gets more than their capacity.
import { beforeEach, describe, expect, it } from "vitest";
import { loadCandidates, lockArtists, lockRole, writeAssignment } from "../../app/adapters/rows/team/assignments.ts";
import { db, inTransaction, type Tx } from "../../app/adapters/db.ts";
import { loadSituations } from "../../app/adapters/rows/acts/situations.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { placesTaken } from "../../app/domain/team/assignment.ts";
import type { WorkingRole } from "../../app/domain/words/roles.ts";
import { assignWork } from "../../app/services/team/assign-work.ts";
import { setAway, setCapacity, setRoles } from "../../app/services/team/change-member.ts";
import { reassignOrder } from "../../app/services/team/reassign-order.ts";
import { drainJobs, untilItWaits } from "./set-up.ts";
import { act, letUndoWindowPass, makeMember, makeOrder, makeShop, storeFile } from "./shop.ts";

let shopId: string;
let admin: ActingMember;

beforeEach(async () => {
  ({ shopId } = await makeShop());
  admin = await makeMember(shopId, ["admin"]);
});

async function memberOf(orderId: string, role: WorkingRole): Promise<string | null> {
  const row = await db().assignment.findUnique({ where: { shopId_orderId_role: { shopId, orderId, role } } });
  return row?.memberId ?? null;
}

/** What history says of who was given an order, oldest first. */
async function toldOf(orderId: string): Promise<[event: string, whom: string | undefined][]> {
  const lines = await db().history.findMany({ where: { shopId, orderId }, orderBy: { id: "asc" } });
  return lines.map(({ event, details }) => [event, (details as { subject?: string }).subject]);
}

type Given = { orderId: string; role: WorkingRole; memberId: string };

/** Gives out one order by hand under a lock, while the app is giving out another. */
async function giveWhileAssigning(lock: (tx: Tx) => Promise<void>, given: Given, otherId: string): Promise<void> {
  let assigning = Promise.resolve();
  await inTransaction(async (tx) => {
    await lock(tx);
    await writeAssignment(tx, { shopId, ...given, at: new Date() });
    assigning = assignWork({ shopId, orderId: otherId });
    await untilItWaits(assigning);
  });
  await assigning;
}

const ourJobs = {
  with: {
    "settle-order": async () => {},
    "send-email": async () => {},
  },
};

describe("assignment", () => {
  it("a new order goes to the image processor with the least open work", async () => {
    const busy = await makeMember(shopId, ["image_processor"]);
    const free = await makeMember(shopId, ["image_processor"]);
    await makeOrder(shopId, { items: 2, assign: { image_processor: busy } });
    const { orderId } = await makeOrder(shopId);
    await assignWork({ shopId, orderId });
    expect(await memberOf(orderId, "image_processor")).toBe(free.memberId);
  });

  it("thirty orders at once never exceed an artist's capacity of twenty", async () => {
    const artist = await makeMember(shopId, ["artist"], { capacity: 20 });
    const orders = await Promise.all(Array.from({ length: 30 }, () => makeOrder(shopId, { step: "artwork" })));
    await Promise.all(orders.map(({ orderId }) => assignWork({ shopId, orderId })));
    expect(await db().assignment.count({ where: { shopId, memberId: artist.memberId } })).toBe(20);
    expect(await db().order.count({ where: { shopId, waitingForArtistSince: { not: null } } })).toBe(10);
  });

  it("an artist's load is counted only when nobody else is giving them work", async () => {
    const artist = await makeMember(shopId, ["artist"], { capacity: 20 });
    await makeOrder(shopId, { items: 19, step: "artwork", assign: { artist } });
    const [first, second] = [
      await makeOrder(shopId, { step: "artwork" }),
      await makeOrder(shopId, { step: "artwork" }),
    ];
    const given = { orderId: first.orderId, role: "artist", memberId: artist.memberId } as const;
    await giveWhileAssigning((tx) => lockArtists(tx, shopId), given, second.orderId);
    expect(await memberOf(first.orderId, "artist")).toBe(artist.memberId);
    expect(await memberOf(second.orderId, "artist")).toBeNull();
  });

  it("in every other role too, the load is counted only when nobody else is giving out work", async () => {
    const fresh = await makeMember(shopId, ["quality_controller"]);
    const busy = await makeMember(shopId, ["quality_controller"]);
    await db().member.updateMany({ where: { id: busy.memberId }, data: { lastAssignedAt: new Date() } });
    const [first, second] = [
      await makeOrder(shopId, { step: "quality_control" }),
      await makeOrder(shopId, { step: "quality_control" }),
    ];
    const given = { orderId: first.orderId, role: "quality_controller", memberId: fresh.memberId } as const;
    await giveWhileAssigning((tx) => lockRole(tx, shopId, given.role), given, second.orderId);
    expect(await memberOf(second.orderId, "quality_controller")).toBe(busy.memberId);
  });

  it("history says who was given an order, and once that it waits for an artist, however often it is tried", async () => {
    await makeMember(shopId, ["image_processor"], { name: "Ida" });
    const reviewed = await makeOrder(shopId);
    const waiting = await makeOrder(shopId, { step: "artwork" });
    for (const { orderId } of [reviewed, waiting, reviewed, waiting]) await assignWork({ shopId, orderId });
    expect(await toldOf(reviewed.orderId)).toEqual([["assigned", "Ida"]]);
    expect(await toldOf(waiting.orderId)).toEqual([["waits_for_artist", undefined]]);
  });

  it("the order that waits longest gets the place that frees up", async () => {
    const artist = await makeMember(shopId, ["artist"], { capacity: 1 });
    const drawn = await makeOrder(shopId, { step: "artwork", assign: { artist } });
    const first = await makeOrder(shopId, { step: "artwork" });
    const second = await makeOrder(shopId, { step: "artwork" });
    await assignWork({ shopId, orderId: first.orderId });
    await assignWork({ shopId, orderId: second.orderId });
    expect(await memberOf(first.orderId, "artist")).toBeNull();

    await act({ shopId, actor: admin, command: { action: "cancel" }, itemIds: drawn.itemIds });
    await letUndoWindowPass();
    await drainJobs({ ...ourJobs, alsoLater: true });
    expect(await memberOf(first.orderId, "artist")).toBe(artist.memberId);
    expect(await memberOf(second.orderId, "artist")).toBeNull();
    expect(await db().history.count({ where: { shopId, orderId: second.orderId, event: "waits_for_artist" } })).toBe(1);

    await setCapacity({ shopId, actor: admin, memberId: artist.memberId, capacity: 2 });
    await drainJobs(ourJobs);
    expect(await memberOf(second.orderId, "artist")).toBe(artist.memberId);
  });

  it("an artist who hands in the artwork is given the order that waits, at once", async () => {
    const artist = await makeMember(shopId, ["artist"], { capacity: 1 });
    const drawn = await makeOrder(shopId, { step: "artwork", assign: { artist } });
    const waiting = await makeOrder(shopId, { step: "artwork" });
    await assignWork({ shopId, orderId: waiting.orderId });
    expect(await memberOf(waiting.orderId, "artist")).toBeNull();

    const file = { fileName: "Drawn.png", ...(await storeFile(shopId, "drawn", "artfile")), contentType: "image/png" };
    const [itemId] = drawn.itemIds as [string];
    const command = { action: "submit_artfile", olderPhotoAccepted: false } as const;
    await act({ shopId, actor: artist, command, itemIds: drawn.itemIds, files: { [itemId]: [file] } });
    await drainJobs(ourJobs);
    expect(await memberOf(waiting.orderId, "artist")).toBe(artist.memberId);
  });

  it("rework goes back to its artist whatever the load, and to another only when they are away", async () => {
    const artist = await makeMember(shopId, ["artist"], { capacity: 1 });
    const other = await makeMember(shopId, ["artist"], { capacity: 5 });
    const quinn = await makeMember(shopId, ["quality_controller"]);
    await makeOrder(shopId, { step: "artwork", assign: { artist } });
    const { orderId, itemIds } = await makeOrder(shopId, {
      step: "quality_control",
      assign: { artist, quality_controller: quinn },
    });
    await act({
      shopId,
      actor: quinn,
      command: { action: "reject_artfile", instructions: "The ears are missing" },
      itemIds,
    });
    await letUndoWindowPass();
    await assignWork({ shopId, orderId });
    expect(await memberOf(orderId, "artist")).toBe(artist.memberId);

    await setAway({ shopId, actor: admin, memberId: artist.memberId, isAway: true });
    await drainJobs(ourJobs);
    expect(await memberOf(orderId, "artist")).toBe(other.memberId);
  });

  it("nobody is given work that can still be undone", async () => {
    const processor = await makeMember(shopId, ["image_processor"]);
    const artist = await makeMember(shopId, ["artist"]);
    const { orderId, itemIds } = await makeOrder(shopId, { assign: { image_processor: processor } });
    await act({ shopId, actor: processor, command: { action: "approve_photo" }, itemIds });
    await assignWork({ shopId, orderId });
    expect(await memberOf(orderId, "artist")).toBeNull();
    await letUndoWindowPass();
    await drainJobs({ ...ourJobs, alsoLater: true });
    expect(await memberOf(orderId, "artist")).toBe(artist.memberId);
  });

  it("with nobody there the order waits, and is given out the moment someone gets the role", async () => {
    await makeMember(shopId, ["manager"]);
    const { orderId } = await makeOrder(shopId, { step: "artwork" });
    await assignWork({ shopId, orderId });
    expect((await db().order.findFirstOrThrow({ where: { shopId } })).waitingForArtistSince).not.toBeNull();
    const newcomer = await makeMember(shopId, []);
    await setRoles({ shopId, actor: admin, memberId: newcomer.memberId, roles: ["artist"] });
    await drainJobs(ourJobs);
    expect(await memberOf(orderId, "artist")).toBe(newcomer.memberId);
    expect((await db().order.findFirstOrThrow({ where: { shopId } })).waitingForArtistSince).toBeNull();
  });

  it("a manager gives an order to someone else by hand, anybody else does not", async () => {
    const one = await makeMember(shopId, ["artist"]);
    const other = await makeMember(shopId, ["artist"], { name: "Artur" });
    const { orderId } = await makeOrder(shopId, { step: "artwork", assign: { artist: one } });
    expect(await reassignOrder({ shopId, actor: one, orderId, role: "artist", memberId: other.memberId })).toEqual({
      refused: "not_your_role",
    });
    expect(await reassignOrder({ shopId, actor: admin, orderId, role: "artist", memberId: admin.memberId })).toEqual({
      refused: "member_lacks_role",
    });
    expect(await reassignOrder({ shopId, actor: admin, orderId, role: "artist", memberId: other.memberId })).toEqual({
      ok: true,
    });
    expect(await memberOf(orderId, "artist")).toBe(other.memberId);
    expect(await toldOf(orderId)).toEqual([["assigned", "Artur"]]);
  });

  it("counts an artist's load in the database as the rules count it", async () => {
    const artist = await makeMember(shopId, ["artist"]);
    await makeOrder(shopId, { items: 3, step: "artwork", assign: { artist } });
    await makeOrder(shopId, { items: 2, step: "photo_review", assign: { artist } });
    await makeOrder(shopId, { items: 2, step: "photo_review", flow: { manner: "independently" }, assign: { artist } });
    await makeOrder(shopId, {
      items: 2,
      step: "quality_control",
      flow: { manner: "independently" },
      assign: { artist },
    });
    await makeOrder(shopId, {
      items: 1,
      step: "photo_issue",
      flow: { manner: "independently", skips: ["artwork"] },
      assign: { artist },
    });
    const orders = await db().order.findMany({ where: { shopId }, select: { id: true } });
    const situations = await loadSituations(
      db(),
      shopId,
      orders.map(({ id }) => id),
    );
    const byTheRules = [...situations.values()].reduce((sum, situation) => sum + placesTaken(situation), 0);
    const [candidate] = await loadCandidates(db(), shopId, "artist");
    expect(candidate?.openItems).toBe(byTheRules);
    expect(byTheRules).toBe(5);
  });
});
