// The database itself refuses a row of one shop that points at a row of another.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { redactShop } from "../../app/services/shop/redact-shop.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

type Place = { shopId: string; orderId: string; itemId: string; memberId: string; reasonId: string };

let mine: Place;
let theirs: Place;

async function makePlace(): Promise<Place> {
  const { shopId, reasonId } = await makeShop();
  const { memberId } = await makeMember(shopId, ["artist"]);
  const { orderId, itemIds } = await makeOrder(shopId);
  return { shopId, orderId, itemId: itemIds[0]!, memberId, reasonId };
}

beforeAll(async () => {
  mine = await makePlace();
  theirs = await makePlace();
});

const file = () => ({
  fileName: "Dog.png",
  storageKey: randomUUID(),
  sha256: "0",
  bytes: 1n,
  contentType: "image/png",
});

const rowsOf: Record<string, (place: Place) => Promise<unknown>> = {
  "an upload by the member": ({ shopId, memberId }) =>
    db().upload.create({ data: { shopId, memberId, kind: "artfile", state: "refused", ...file() } }),
  "an upload for the item": ({ shopId, itemId }) =>
    db().upload.create({ data: { shopId, itemId, kind: "artfile", state: "matched", ...file() } }),
  "an act of the member": ({ shopId, memberId }) =>
    db().act.create({ data: { shopId, memberId, id: randomUUID(), actorKind: "member", action: "move" } }),
  "history of the member": ({ memberId }) =>
    db().history.create({
      data: { shopId: mine.shopId, orderId: mine.orderId, memberId, actorKind: "member", event: "moved" },
    }),
  "an artfile uploaded by the member": ({ memberId }) =>
    db().artfile.create({
      data: {
        shopId: mine.shopId,
        itemId: mine.itemId,
        uploadedById: memberId,
        version: 1,
        photoVersion: 1,
        ...file(),
      },
    }),
  "an issue opened by the member": ({ memberId }) =>
    db().issue.create({
      data: { shopId: mine.shopId, itemId: mine.itemId, reasonId: mine.reasonId, openedById: memberId },
    }),
  "a fulfilment asked for by the member": ({ memberId }) =>
    db().fulfilment.create({ data: { shopId: mine.shopId, orderId: mine.orderId, askedById: memberId } }),
};

describe("a row of one shop", () => {
  it.each(Object.entries(rowsOf))("cannot point into another shop: %s", async (_what, make) => {
    await expect(make({ ...theirs, shopId: mine.shopId })).rejects.toMatchObject({ code: "P2003" });
    await expect(make(mine)).resolves.toBeTruthy();
  });

  it("names its shop in every key that points at another row", async () => {
    const keys = await db().$queryRaw<{ table: string; columns: string[] }[]>`
      SELECT c.conrelid::regclass::text AS table, array_agg(a.attname::text ORDER BY k.at) AS columns
      FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(num, at)
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num
      WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace GROUP BY c.oid`;
    for (const { table, columns } of keys) expect(columns[0], `${table} (${columns.join(", ")})`).toBe("shopId");
    const pointing = await db().$queryRaw<{ table: string; column: string }[]>`
      SELECT table_name::text AS table, column_name::text AS column FROM information_schema.columns
      JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' AND udt_name = 'uuid' AND column_name LIKE '%Id' AND column_name <> 'shopId'`;
    const bare = pointing.filter(
      ({ table, column }) =>
        !keys.some((key) => key.table.replaceAll('"', "") === table && key.columns.includes(column)),
    );
    // An act of the app itself may leave no row: its id is no relation.
    expect(bare.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(["Email.actId", "History.actId"]);
  });

  it("goes when its shop is forgotten, and the other shop's rows stay", async () => {
    const { domain } = await db().shop.update({ where: { id: mine.shopId }, data: { uninstalledAt: new Date() } });
    await redactShop({ shopDomain: domain });
    const left = async ({ shopId }: Place) => [
      await db().shop.count({ where: { id: shopId } }),
      await db().member.count({ where: { shopId } }),
      await db().act.count({ where: { shopId } }),
      await db().upload.count({ where: { shopId } }),
    ];
    expect(await left(mine)).toEqual([0, 0, 0, 0]);
    expect(await left(theirs)).toEqual([1, 1, 0, 0]);
  });
});
