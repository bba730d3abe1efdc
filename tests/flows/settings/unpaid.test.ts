// Whether an order that is not paid yet comes in is the shop's to say; nothing of it is lost meanwhile.
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "../../../app/adapters/db.ts";
import type { ActingMember } from "../../../app/domain/words/actors.ts";
import { DEFAULT_FLOW, type Flow } from "../../../app/domain/words/flow.ts";
import { setFlow } from "../../../app/services/shop/set-flow.ts";
import { openShop, orderBody, photoProperty, sendWebhook, withoutShopify } from "../intake.ts";
import { drainJobs, waitingJobs } from "../set-up.ts";
import { makeMember } from "../shop.ts";

let shopId: string, actor: ActingMember;
beforeEach(async () => {
  shopId = await openShop();
  actor = await makeMember(shopId, ["admin"]);
});

let minute = 10;
async function tell(id: number, financial_status: string): Promise<void> {
  const lines = [{ id: id * 10, properties: [photoProperty("https://photos.test/cat.jpg")] }];
  const updatedAt = `2026-11-01T10:${(minute += 1)}:00Z`;
  await sendWebhook(orderBody({ id, number: 1000 + id, updatedAt, lines, more: { financial_status } }), {});
  await drainJobs({ with: withoutShopify });
}
const set = (unpaid: Flow["unpaid"]) => setFlow({ shopId, actor, flow: { ...DEFAULT_FLOW, unpaid } });
const itemsOf = (id: number) => db().item.count({ where: { shopId, order: { shopifyOrderId: String(id) } } });

describe("an order that is not paid", () => {
  it("starts at once in a shop that has said nothing", async () => {
    await tell(31, "pending");
    expect(await itemsOf(31)).toBe(1);
  });

  it("waits outside where the shop says so, and comes in once it is paid", async () => {
    await set("wait");
    await tell(32, "pending");
    expect(await itemsOf(32)).toBe(0);
    expect(await db().order.count({ where: { shopId, shopifyOrderId: "32" } })).toBe(0);
    await tell(32, "paid");
    expect(await itemsOf(32)).toBe(1);
    await tell(33, "authorized");
    expect(await itemsOf(33)).toBe(1);
  });

  it("that is here already goes on, whatever becomes of its payment", async () => {
    await tell(34, "paid");
    await set("wait");
    await tell(34, "pending");
    expect(await itemsOf(34)).toBe(1);
  });

  it("is asked for when the shop no longer waits", async () => {
    const isAsked = async () => (await waitingJobs()).some(({ job }) => job === "import-orders");
    await set("wait");
    await drainJobs({ with: withoutShopify });
    expect(await isAsked()).toBe(false);
    await set("start");
    expect(await isAsked()).toBe(true);
  });
});
