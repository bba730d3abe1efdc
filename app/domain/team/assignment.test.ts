import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chooseMember,
  freesPlaces,
  isAvailable,
  MAY_BE_PASSED_MS,
  mayBeGiven,
  giveOut,
  type WaitingOrder,
  placesTaken,
  rolesNeeded,
  type Candidate,
} from "./assignment.ts";
import { item, order } from "../workflow/given.fixture.ts";

function artist(memberId: string, but: Partial<Candidate> = {}): Candidate {
  return {
    memberId,
    roles: ["artist"],
    active: true,
    away: false,
    capacity: 20,
    openItems: 0,
    openOrders: 0,
    lastAssignedAt: null,
    ...but,
  };
}

describe("who gets an order", () => {
  test("the image processor with the least open work", () => {
    const roles = ["image_processor"] as const;
    const candidates = [artist("ida", { roles, openItems: 4 }), artist("ivan", { roles, openItems: 2, capacity: 0 })];
    expect(chooseMember("image_processor", candidates, { items: 9, current: null })).toBe("ivan");
  });

  test("whoever has it keeps it for rework, whatever the load", () => {
    const candidates = [artist("ana", { openItems: 25 }), artist("artur")];
    expect(chooseMember("artist", candidates, { items: 3, current: "ana" })).toBe("ana");
  });

  test.each([
    ["is away", { away: true }],
    ["has left", { active: false }],
    ["lost the role", { roles: ["fulfiller"] }],
  ] as const)("someone else when the member %s", (_why, but) => {
    expect(chooseMember("artist", [artist("ana", but), artist("artur")], { items: 1, current: "ana" })).toBe("artur");
    expect(chooseMember("artist", [artist("ana", but)], { items: 1, current: "ana" })).toBeNull();
  });

  test("the artist with free capacity, the lowest load, then the longest without new work", () => {
    const candidates = [
      artist("full", { capacity: 3, openItems: 1, lastAssignedAt: null }),
      artist("busy", { openItems: 6 }),
      artist("recent", { openItems: 5, lastAssignedAt: 200 }),
      artist("rested", { openItems: 5, lastAssignedAt: 100 }),
    ];
    expect(chooseMember("artist", candidates, { items: 3, current: null })).toBe("rested");
  });

  test("an order larger than every capacity goes to an artist with no open work", () => {
    const small = [artist("ana", { capacity: 4, openItems: 1 }), artist("artur", { capacity: 5 })];
    expect(chooseMember("artist", small, { items: 6, current: null })).toBe("artur");
    expect(
      chooseMember("artist", [artist("ana", { capacity: 4, openItems: 1 })], { items: 6, current: null }),
    ).toBeNull();
    expect(
      chooseMember("artist", [...small, artist("big", { capacity: 9, openItems: 8 })], { items: 6, current: null }),
    ).toBeNull();
  });

  test("among equals the one with fewer orders, then the one who never got any, then always the same one", () => {
    const among = (...candidates: Candidate[]) => {
      const chosen = chooseMember("artist", candidates, { items: 1, current: null });
      expect(chooseMember("artist", candidates.toReversed(), { items: 1, current: null })).toBe(chosen);
      return chosen;
    };
    const orders = [3, 1, 2].map((openOrders) => artist(`with-${openOrders}`, { openItems: 5, openOrders }));
    expect(among(...orders)).toBe("with-1");
    const late = artist("ana", { lastAssignedAt: 100 });
    expect(among(late, artist("artur"))).toBe("artur");
    expect(among(artist("artur"), artist("ana"))).toBe("ana");
    expect(among(artist("artur", { lastAssignedAt: 100 }), late)).toBe("ana");
  });

  test("an order that just fills the largest capacity waits for that artist", () => {
    const staff = [artist("ana", { capacity: 6, openItems: 1 }), artist("artur", { capacity: 4 })];
    expect(chooseMember("artist", staff, { items: 6, current: null })).toBeNull();
  });

  test("an artist whose capacity is nought gets no new work", () => {
    expect(chooseMember("artist", [artist("ana", { capacity: 0 })], { items: 1, current: null })).toBeNull();
  });
});

describe("Waiting for an artist", () => {
  const day = 24 * 60 * 60 * 1000;
  const artists = [artist("ana", { capacity: 5, openItems: 3 })];
  const large = { orderId: "large", items: 3, waitingSince: 0 };
  const small = { orderId: "small", items: 2, waitingSince: 10 };
  const nextOf = (...[waiting, team, now]: [readonly WaitingOrder[], readonly Candidate[], number]) =>
    giveOut(waiting, team, now, 1)[0] ?? null;

  test("the oldest order goes first", () => {
    const free = [artist("ana", { capacity: 5 })];
    expect(nextOf([small, large], free, 20)).toEqual({ orderId: "large", memberId: "ana" });
  });

  test("of orders that came at once always the same goes first", () => {
    const twins = ["a", "b"].map((orderId) => ({ orderId, items: 1, waitingSince: 0 }));
    const free = [artist("ana")];
    expect(nextOf(twins, free, 20)?.orderId).toBe("a");
    expect(nextOf(twins.toReversed(), free, 20)?.orderId).toBe("a");
    expect(nextOf([], free, 20)).toBeNull();
  });

  test("a smaller order may pass one that does not fit", () => {
    expect(nextOf([large, small], artists, 20)).toEqual({ orderId: "small", memberId: "ana" });
  });

  test("until that one has waited for 24 hours", () => {
    expect(MAY_BE_PASSED_MS).toBe(day);
    expect(nextOf([large, small], artists, day - 1)?.orderId).toBe("small");
    expect(nextOf([large, small], artists, day)).toBeNull();
    const today = [large, small].map((one) => ({ ...one, waitingSince: one.waitingSince + day }));
    expect(nextOf(today, artists, day + 20)?.orderId).toBe("small");
  });

  test("several are given out at once as one after another, and no more than asked for", () => {
    const staff = [artist("ana", { capacity: 3 }), artist("artur", { capacity: 2 })];
    const queue = ["a", "b", "c", "d", "e", "f"].map((orderId, at) => ({ orderId, items: 1, waitingSince: at }));
    const given = giveOut(queue, staff, 20, 9);
    expect(given.map(({ orderId }) => orderId)).toEqual(["a", "b", "c", "d", "e"]);
    expect(given.map(({ memberId }) => memberId)).toEqual(["ana", "artur", "ana", "artur", "ana"]);
    expect(giveOut(queue, staff, 20, 2)).toEqual(given.slice(0, 2));
  });

  test("an order that has waited for 24 hours stops those behind it also once others were given out before it", () => {
    const first = { orderId: "first", items: 1, waitingSince: 0 };
    const given = giveOut([{ ...large, waitingSince: 1 }, first, small], artists, day + 5, 9);
    expect(given).toEqual([{ orderId: "first", memberId: "ana" }]);
  });

  test("new work never exceeds a capacity, and the queue never stands still while its oldest order fits", () => {
    const staff = fc.array(fc.record({ capacity: fc.nat(6), openItems: fc.nat(8), away: fc.boolean() }), {
      maxLength: 4,
    });
    const queue = fc.array(fc.record({ items: fc.integer({ min: 1, max: 8 }), waitingSince: fc.nat(3 * day) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(staff, queue, fc.integer({ min: 0, max: 3 * day }), (people, orders, now) => {
        let members = people.map((one, index) => artist(`artist-${index}`, one));
        let waiting = orders.map((one, index) => ({ ...one, orderId: `order-${index}` }));
        for (let next = nextOf(waiting, members, now); next !== null; next = nextOf(waiting, members, now)) {
          const { orderId, memberId } = next;
          const given = waiting.find((one) => one.orderId === orderId);
          const taker = members.find((one) => one.memberId === memberId);
          if (given === undefined || taker === undefined) throw new Error("assigned what was not there");
          const present = members.filter(({ away }) => !away);
          const isTooLarge = present.every(({ capacity }) => capacity < given.items);
          expect(taker.away).toBe(false);
          if (isTooLarge) expect(taker.openItems).toBe(0);
          else expect(taker.openItems + given.items).toBeLessThanOrEqual(taker.capacity);
          members = members.map((one) => (one === taker ? { ...one, openItems: one.openItems + given.items } : one));
          waiting = waiting.filter((one) => one !== given);
        }
        const oldest = waiting.toSorted((a, b) => a.waitingSince - b.waitingSince)[0];
        const fits = members.some(
          (one) => !one.away && oldest !== undefined && one.capacity - one.openItems >= oldest.items,
        );
        expect(fits).toBe(false);
      }),
    );
  });
});

describe("what an order takes of a capacity", () => {
  test("its items in artwork that are still to be drawn, rework among them", () => {
    const items = [
      item(1, { step: "artwork" }),
      item(2, { step: "artwork", readyFor: "quality_control" }),
      item(3),
      item(4, { step: "artwork", reworkCause: "customer" }),
    ];
    expect(placesTaken(order(items))).toBe(2);
  });

  test("where items come one by one, also those on their way", () => {
    const items = [
      item(1, { step: "artwork" }),
      item(2),
      item(3, { step: "photo_issue" }),
      item(4, { skips: ["artwork"] }),
    ];
    expect(placesTaken(order(items, { manner: "independently" }))).toBe(3);
  });

  test("where items come one by one, nothing for what is past its drawing", () => {
    const items = [
      item(1, { step: "quality_control" }),
      item(2, { step: "fulfilment" }),
      item(3, { step: "cancelled" }),
    ];
    expect(placesTaken(order(items, { manner: "independently" }))).toBe(0);
  });

  test("nothing once the order is cancelled in Shopify", () => {
    expect(placesTaken(order([item(1, { step: "artwork" })], {}, { cancelledInShopify: true }))).toBe(0);
  });
});

test("an artist has a place again as soon as one item leaves Artfile Production", () => {
  const leaves = { from: "artwork", to: "quality_control" } as const;
  const stays = { from: "artwork", to: "artwork" } as const;
  const elsewhere = { from: "photo_review", to: "photo_issue" } as const;
  expect(freesPlaces([stays, leaves, elsewhere])).toBe(true);
  expect(freesPlaces([stays, elsewhere, { from: "photo_review", to: "artwork" }])).toBe(false);
  expect(freesPlaces([])).toBe(false);
});

describe("the roles in which somebody has to work on an order", () => {
  const items = [item(1), item(2, { step: "artwork" }), item(3, { step: "customer_approval" })];
  const all = new Set(items.map(({ id }) => id));

  test("are those of its items' steps, without the customer's", () => {
    expect([...rolesNeeded(order(items), all)]).toEqual(["image_processor", "artist"]);
  });

  test("leave out items that may not be shown yet, and those that wait for siblings", () => {
    expect([...rolesNeeded(order(items), new Set(["item-2"]))]).toEqual(["artist"]);
    expect([...rolesNeeded(order([item(1, { readyFor: "artwork" })]), all)]).toEqual([]);
  });

  test("are none once the order is cancelled in Shopify", () => {
    expect([...rolesNeeded(order(items, {}, { cancelledInShopify: true }), all)]).toEqual([]);
  });
});

describe("somebody who is away", () => {
  const ana = { roles: ["artist" as const], hasLeft: false, isAway: false, isEnrolled: true };

  test("is not there for an order they have, but may be given one by hand", () => {
    expect(isAvailable({ roles: ana.roles, active: true, away: false }, "artist")).toBe(true);
    expect(isAvailable({ roles: ana.roles, active: true, away: true }, "artist")).toBe(false);
    expect(mayBeGiven({ ...ana, isAway: true }, "artist")).toBe(true);
  });

  test.each([
    ["nobody", null],
    ["somebody who has left", { ...ana, hasLeft: true }],
    ["somebody without the role", { ...ana, roles: ["fulfiller" as const] }],
  ])("%s is neither there nor given anything", (_, member) => {
    const { roles, hasLeft } = member ?? { ...ana, hasLeft: true };
    expect(isAvailable({ roles, active: !hasLeft, away: false }, "artist")).toBe(false);
    expect(mayBeGiven(member, "artist")).toBe(false);
  });

  test("nor is anything given to somebody who has not come yet", () => {
    expect(mayBeGiven({ ...ana, isEnrolled: false }, "artist")).toBe(false);
  });
});
