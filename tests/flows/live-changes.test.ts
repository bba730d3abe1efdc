// A page hears that something of its shop has changed, and nothing of any other.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { endChanges, hearChanges } from "../../app/adapters/live/changes.ts";
import { liveAddress, readLiveAddress } from "../../app/adapters/proofs/live-address.ts";
import { hearLive } from "../../app/services/screens/hear-live.ts";
import { act, makeMember, makeOrder, makeShop } from "./shop.ts";

const heard: Record<string, string[]> = { mine: [], theirs: [] };
let mine: string, theirs: string;
const listen = (whose: string, shopId: string) =>
  hearChanges(shopId, {
    changed: (steps) => heard[whose]!.push(...(steps ?? ["*"])),
    ends: () => heard[whose]!.push("end"),
  });

beforeAll(async () => {
  mine = (await makeShop()).shopId;
  theirs = (await makeShop()).shopId;
});
afterAll(endChanges);

describe("a change of an item or of its files", () => {
  it("is heard by the pages of its shop, with the steps it concerns, once it is committed", async () => {
    const stop = [listen("mine", mine), listen("theirs", theirs)];
    await expect.poll(() => heard.mine).toEqual(["*"]);
    const { itemIds } = await makeOrder(mine, { step: "photo_review" });
    await expect.poll(() => heard.mine).toContain("photo_review");
    heard.mine = [];
    const actor = await makeMember(mine, ["admin"]);
    await act({ shopId: mine, actor, command: { action: "approve_photo" }, itemIds });
    await expect.poll(() => new Set(heard.mine)).toEqual(new Set(["artwork", "photo_review"]));
    heard.mine = [];
    await db().photo.updateMany({ where: { shopId: mine }, data: { renditions: "ready" } });
    await expect.poll(() => new Set(heard.mine)).toEqual(new Set(["artwork"]));
    heard.mine = [];
    const { orderId } = await db().item.findFirstOrThrow({ where: { shopId: mine } });
    const fulfilment = await db().fulfilment.create({ data: { shopId: mine, orderId, itemIds } });
    await expect.poll(() => new Set(heard.mine)).toEqual(new Set(["fulfilment"]));
    heard.mine = [];
    await db().fulfilment.updateMany({ where: { shopId: mine, id: fulfilment.id }, data: { state: "refused" } });
    await expect.poll(() => new Set(heard.mine)).toEqual(new Set(["fulfilment"]));
    heard.mine = [];
    const held = { holds: [{ fulfillmentOrderId: "a", holdId: "h" }] };
    await db().order.updateMany({ where: { shopId: mine, id: orderId }, data: held });
    await expect.poll(() => new Set(heard.mine)).toEqual(new Set(["hold"]));
    expect(heard.theirs).toEqual(["*"]);
    for (const end of stop) end();
  });
});

describe("the address of a page's stream", () => {
  const now = Date.now();
  const token = (address: string) => address.replace("/live/", "");

  it("is of one member, begins within a minute, and cannot be altered", async () => {
    const { memberId } = await makeMember(mine, ["artist"]);
    const address = token(liveAddress({ shopId: mine, installation: 1, memberId }, now));
    expect(readLiveAddress(address, now)).toEqual({ shopId: mine, installation: 1, memberId });
    expect(readLiveAddress(address, now + 61_000)).toBeNull();
    expect(readLiveAddress(`${address.slice(0, -4)}AAAA`, now)).toBeNull();
    expect(await hearLive("forged", new AbortController().signal)).toBeNull();
  });

  it("streams the steps, and gives nothing to whoever has left", async () => {
    const { memberId } = await makeMember(mine, ["artist"]);
    const leaving = new AbortController();
    const open = () => hearLive(token(liveAddress({ shopId: mine, installation: 1, memberId })), leaving.signal);
    const reader = (await open())!.getReader();
    const text = new TextDecoder();
    let said = "";
    const hear = async (word: string) => {
      while (!said.includes(word)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`The stream ended without “${word}”: ${said}`);
        said += text.decode(value);
      }
    };
    // From then on it listens; what came before is told as anything.
    await hear("*");
    await makeOrder(mine, { step: "quality_control" });
    await hear("quality_control");
    expect(said).toMatch(/^retry: \d+\n\n/);
    leaving.abort();
    await db().member.updateMany({ where: { shopId: mine, id: memberId }, data: { leftAt: new Date() } });
    expect(await open()).toBeNull();
  });
});
