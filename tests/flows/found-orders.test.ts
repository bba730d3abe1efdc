// A search finds by an index what few orders have, and from the newest on what many have; the answer is the same.
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "../../app/adapters/db.ts";
import { foundAmong } from "../../app/adapters/rows/orders/found-orders.ts";
import { orderPage } from "../../app/adapters/rows/orders/order-list.ts";
import { ofEveryStep } from "../../app/domain/words/steps.ts";
import { makeShop } from "./shop.ts";

const MANY = 2_500;
const USUAL = ofEveryStep(({ usualHours }) => usualHours);
let shopId: string, otherId: string;

beforeAll(async () => {
  [{ shopId }, { shopId: otherId }] = [await makeShop(), await makeShop()];
  for (const shop of [shopId, otherId]) {
    const from = shop === shopId ? 1 : 50_001;
    await pool().query(
      `INSERT INTO "Order" ("shopId", id, "shopifyOrderId", name, "placedAt", "shopifyUpdatedAt", flow, "searchText")
       SELECT $1, md5('o' || o)::uuid, o::text, '#' || o, now() - o * interval '1 minute', now(), '{}',
         '#' || o || ' ' || o || ' ' || CASE WHEN o = $2 + 6 THEN 'larry 100%_real li' ELSE 'carla cooper' END || ' portrait'
       FROM generate_series($2::int, $2::int + ${MANY - 1}) o`,
      [shop, from],
    );
    await pool().query(
      `INSERT INTO "Item" ("shopId", "orderId", number, "lineId", "sourceKey", "propertyName", "productTitle", options, quantity, "fileName", "fileNameKey", skips, step, "photoVersion")
       SELECT "shopId", id, 1, '1', 'k', 'Photo', 'Black Portrait', '{}', 1, name, lower(name) || '_canvas' || CASE WHEN name = '#9' THEN '_walnut' ELSE '' END, '{}', 'done', 1 FROM "Order" WHERE "shopId" = $1`,
      [shop],
    );
  }
  await pool().query("ANALYZE");
});

async function found(words: string, findsByCustomer = true): Promise<string[]> {
  const filters = { state: "all", words, findsByCustomer, ownedBy: null } as const;
  const { orderIds } = await orderPage(shopId, filters, USUAL, null, 3);
  const { rows } = await pool().query<{ id: string; name: string }>(`SELECT id, name FROM "Order"`);
  return orderIds.map((id) => rows.find((row) => row.id === id)!.name);
}

describe("a search", () => {
  it.each([
    ["#2499", ["#2499"]],
    ["larry", ["#7"]],
    ["LARRY portrait", ["#7"]],
    ["walnut", ["#9"]],
    ["larry walnut", []],
    ["100%_real", ["#7"]],
    ["100%xreal", []],
    ["portrait", ["#1", "#2", "#3"]],
    ["portrait canvas", ["#1", "#2", "#3"]],
    ["carla 2499", ["#2499"]],
    ["nobody portrait", []],
    // Too short for trigrams: at the beginning of a word.
    ["24", ["#24", "#240", "#241"]],
    ["li", ["#7"]],
    ["rr", []],
    ["li portrait", ["#7"]],
    ["%", []],
  ])("for %s finds %o, the newest first, in its own shop", async (words, names) => {
    expect(await found(words)).toEqual(names);
  });

  it("tells nothing of customers to those who do not find by them, also by words that are short", async () => {
    expect(await found("larry", false)).toEqual([]);
    // Every product has it in a word, and one customer at the beginning of a name.
    expect(await found("la", false)).toEqual([]);
    expect(await found("24", false)).toEqual(["#24", "#240", "#241"]);
    expect(await found("walnut", false)).toEqual(["#9"]);
  });

  it("is narrowed down to few orders by its rarest word, and by none that thousands have", async () => {
    expect(await foundAmong(shopId, "portrait")).toBeNull();
    expect(await foundAmong(shopId, "portrait carla")).toBeNull();
    expect(await foundAmong(shopId, "larry portrait")).toHaveLength(1);
    expect(await foundAmong(shopId, "larry walnut")).toHaveLength(0);
    expect(await foundAmong(otherId, "walnut")).toHaveLength(0);
  });
});

it("the index of trigrams knows what is asked for, word by word", async () => {
  const { rows } = await pool().query<{ plan: string }>(
    `SELECT indexdef AS plan FROM pg_indexes WHERE indexname IN ('Order_searched_idx', 'Item_searched_idx') ORDER BY 1`,
  );
  expect(rows.map(({ plan }) => plan.replace(/^.* USING /, "").replace(/::text/g, ""))).toEqual([
    `gin ((((lower("productTitle") || ' ') || "fileNameKey")) gin_trgm_ops)`,
    `gin ((((lower(name) || ' ') || "searchText")) gin_trgm_ops)`,
  ]);
});
