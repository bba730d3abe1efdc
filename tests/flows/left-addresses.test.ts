// The addresses of files, zips and event streams that a shop's pages gave out end with the installation.
import { beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { downloadAddress, fileAddress } from "../../app/adapters/proofs/files-access.ts";
import { listArtwork } from "../../app/services/screens/list-artwork.ts";
import { itemCards } from "../../app/services/screens/item-cards.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { listFulfilment } from "../../app/services/fulfilment/list-fulfilment.ts";
import { showCustomerOrder } from "../../app/services/customer/show-customer-order.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { liveAddress } from "../../app/adapters/proofs/live-address.ts";
import { endInstallation, noteInstallation, tokenWritten } from "../../app/adapters/rows/shop/installations.ts";
import { wakeShop } from "../../app/adapters/rows/shop/shops.ts";
import { knock } from "./access/doors.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

const HOUR_MS = 3_600_000;
let shop: { shopId: string; domain: string };
let made: (at: number, installation?: number) => Record<string, string>;

beforeEach(async () => {
  shop = await makeShop();
  const { shopId } = shop;
  const artist = await makeMember(shopId, ["artist"]);
  const order = await makeOrder(shopId, { step: "quality_control", assign: { artist } });
  const { id } = await db().photo.findFirstOrThrow({ where: { shopId } });
  const { memberId } = artist;
  const { orderId } = order;
  made = (at, installation = 1) => ({
    "a member's file": fileAddress({ shopId, installation, kind: "photo", id, form: "original", memberId }, at),
    "a customer's file": fileAddress({ shopId, installation, kind: "photo", id, form: "original", orderId }, at),
    "a zip": downloadAddress({ shopId, installation, memberId, what: "photos", orderIds: [orderId] }, at),
    "a stream": liveAddress({ shopId, installation, memberId }, at),
  });
});

async function statuses(addresses: Record<string, string>): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  for (const [what, path] of Object.entries(addresses)) {
    const [, door = "", token = ""] = path.split("/");
    const leaving = new AbortController();
    const request = new Request(`https://proofline.test${path}`, { signal: leaving.signal });
    const answer = await knock(`${door}.$token`, "loader", request, { token });
    answers[what] = answer.status;
    leaving.abort();
    await answer.body?.cancel();
  }
  return answers;
}

const ALL = { "a member's file": 200, "a customer's file": 200, "a zip": 200, "a stream": 200 };
const NONE = { "a member's file": 404, "a customer's file": 404, "a zip": 404, "a stream": 204 };
const leave = async () => endInstallation(shop.domain, await tokenWritten(shop.domain));
const comeBack = () => inTransaction((tx) => wakeShop(tx, shop.domain));

describe("an address", () => {
  it("opens nothing from the moment that the shop leaves", async () => {
    const addresses = made(Date.now());
    expect(await statuses(addresses)).toEqual(ALL);
    await leave();
    expect(await statuses(addresses)).toEqual(NONE);
  });

  it("of a former installation stays closed, made in the very moment before it too, and those of the new one open", async () => {
    const now = Date.now();
    const { "a stream": _tooOld, ...former } = made(now - HOUR_MS - 60_000);
    const last = made(now);
    expect(Object.values(await statuses(former))).toEqual([200, 200, 200]);
    await leave();
    await comeBack();
    expect(Object.values(await statuses(former))).toEqual([404, 404, 404]);
    expect(await statuses(last)).toEqual(NONE);
    expect(await statuses(made(now, 2))).toEqual(ALL);
    await leave();
    await comeBack();
    expect(await statuses({ ...made(now, 2) })).toEqual(NONE);
  });

  it("of an installation that ended without a notice is closed as soon as Shopify tells of another one", async () => {
    const last = made(Date.now());
    await noteInstallation(shop.domain, "1");
    expect(await statuses(last)).toEqual(ALL);
    await noteInstallation(shop.domain, "1");
    expect(await statuses(last)).toEqual(ALL);
    await noteInstallation(shop.domain, "2");
    expect(await statuses(last)).toEqual(NONE);
    expect(await statuses(made(Date.now(), 2))).toEqual(ALL);
  });
});

describe("the pages of an installation", () => {
  const paths = (page: unknown) =>
    [...JSON.stringify(page).matchAll(/\/(files|downloads|live)\/[\w-]+/g)].map(([path]) => path);
  const shown = async (actor: ActingMember) => {
    const { shopId } = shop;
    const { id: itemId, orderId } = await db().item.findFirstOrThrow({ where: { shopId } });
    const cards = await itemCards({ shopId, actor, itemIds: [itemId] });
    const artwork = await listArtwork({ shopId, actor, tab: "new", words: "", who: undefined, after: null });
    const fulfilment = await listFulfilment({ shopId, actor, filters: {}, after: null });
    const order = await showOrder({ shopId, actor, orderId });
    const customer = await showCustomerOrder({ shopId, orderId });
    return { cards, artwork, fulfilment, order, customer };
  };

  it("lead to its files, the same within the hour, and to none when it is over", async () => {
    const { shopId } = shop;
    const artist = await makeMember(shopId, ["artist"]);
    await makeOrder(shopId, { step: "artwork", assign: { artist } });
    await makeOrder(shopId, { step: "fulfilment", assign: { artist } });
    const admin = await makeMember(shopId, ["admin"]);
    const all = async () =>
      Object.fromEntries(Object.entries(await shown(admin)).map(([page, held]) => [page, paths(held)]));
    const opened = async (pages: Record<string, string[]>) =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(pages).map(async ([page, held]) => [
            page,
            [...new Set(Object.values(await statuses(Object.fromEntries(held.map((path) => [path, path])))))],
          ]),
        ),
      );
    const first = await all();
    const OPEN = { cards: [200], artwork: [200], fulfilment: [200], order: [200], customer: [200] };
    expect(await opened(first)).toEqual(OPEN);
    await leave();
    await comeBack();
    const CLOSED = { cards: [404], artwork: [404], fulfilment: [404], order: [404], customer: [404] };
    expect(await opened(first)).toEqual(CLOSED);
    expect(await opened(await all())).toEqual(OPEN);
  });
});
