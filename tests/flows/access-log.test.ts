// Whoever sees names and addresses of customers is written down, and managers can read who did.
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { listFulfilment } from "../../app/services/fulfilment/list-fulfilment.ts";
import { listOrders } from "../../app/services/screens/list-orders.ts";
import { openAccessLog } from "../../app/services/screens/open-access-log.ts";
import { searchOrders } from "../../app/services/screens/search-orders.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

describe("who saw customers' data", () => {
  it("is written down without the data, once a minute for the same page, and kept for a year", async () => {
    const { shopId } = await makeShop("who-saw.myshopify.com");
    const max = await makeMember(shopId, ["manager"], { name: "Max, manager" });
    const fred = await makeMember(shopId, ["fulfiller"], { name: "Fred" });
    const ana = await makeMember(shopId, ["artist"], { name: "Ana" });
    const one = await makeOrder(shopId, { step: "fulfilment", assign: { fulfiller: fred, artist: ana } });
    const other = await makeOrder(shopId);
    for (const actor of [ana, max, max]) await showOrder({ shopId, actor, orderId: one.orderId });
    for (const actor of [max, ana]) await searchOrders({ shopId, actor, words: "yellow", after: null });
    await listOrders({ shopId, actor: max, filters: { state: "open" }, after: null });
    await listFulfilment({ shopId, actor: fred, filters: {}, after: null });
    const log = await text(openAccessLog({ shopId, actor: max })!.body);
    const lines = log
      .trim()
      .split("\r\n")
      .map((line) => line.replace(/^"[^"]*",/, ""));
    const both = [one.name, other.name].toSorted().join(" ");
    expect(lines).toEqual([
      `"Who","By what","Orders"`,
      `"Fred","Fulfilment Queue","${one.name}"`,
      `"Max, manager","List of orders","${both}"`,
      `"Max, manager","Search","${both}"`,
      `"Max, manager","Order page","${one.name}"`,
    ]);
    expect(log).not.toMatch(/carla|springfield/i);
    await db().$executeRaw`UPDATE "Access" SET at = at - interval '364 days' WHERE "shopId" = ${shopId}::uuid`;
    await cleanUp();
    expect(await db().access.count({ where: { shopId } })).toBe(4);
    await db().$executeRaw`UPDATE "Access" SET at = at - interval '2 days' WHERE "shopId" = ${shopId}::uuid`;
    await cleanUp();
    expect(await db().access.count({ where: { shopId } })).toBe(0);
  });
});
