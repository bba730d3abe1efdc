// A shop of one person works without any set-up: all work is theirs, and nobody is missing.
import { beforeEach, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { WORKING_ROLES } from "../../app/domain/words/roles.ts";
import { assignWork } from "../../app/services/team/assign-work.ts";
import { inviteByEmail } from "../../app/services/team/change-member.ts";
import { enrolMember } from "../../app/services/team/enrol-member.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { showOrder } from "../../app/services/screens/show-order.ts";
import { withoutShopify } from "./intake.ts";
import { drainJobs } from "./set-up.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

const STEPS_OF_WORK = ["photo_review", "artwork", "quality_control", "fulfilment"] as const;

let shopId: string, domain: string, owner: ActingMember;
beforeEach(async () => {
  ({ shopId, domain } = await makeShop());
  owner = await makeMember(shopId, ["admin"], { name: "Olga", capacity: 1 });
});

/** An order in every step that is somebody's work, all of a while ago. */
async function orders(items = 1): Promise<string[]> {
  const made = await Promise.all(STEPS_OF_WORK.map((step) => makeOrder(shopId, { step, items })));
  await db().item.updateMany({ where: { shopId }, data: { visibleAt: new Date(Date.now() - 120_000) } });
  return made.map(({ orderId }) => orderId);
}
const assigned = (orderId: string) => db().assignment.findMany({ where: { shopId, orderId } });

it("whatever comes is the owner's, however much it is, and nothing is stuck", async () => {
  const orderIds = await orders(3);
  const home = () => showHome({ shopId, actor: owner });
  expect((await home()).mine).toEqual(STEPS_OF_WORK.map((step) => ({ step, count: 3 })));
  await assignWork({ shopId });
  expect((await home()).mine).toEqual(STEPS_OF_WORK.map((step) => ({ step, count: 3 })));
  expect((await home()).overview?.stuck).toEqual({ cards: [], count: 0, orders: 0 });
  for (const orderId of orderIds) {
    expect(await assigned(orderId)).toMatchObject([{ memberId: owner.memberId }]);
    const page = await showOrder({ shopId, actor: owner, orderId });
    expect(page?.items[0]?.standing).toBe("Waits for Olga");
    expect(page?.isWaitingForArtist).toBe(false);
  }
  expect(await db().history.count({ where: { shopId, event: "waits_for_artist" } })).toBe(0);
});

it("goes to those who come to work there, also with a role that was given in advance", async () => {
  const orderIds = await orders();
  await assignWork({ shopId });
  await inviteByEmail({ shopId, actor: owner, email: "ann@shops.example", roles: WORKING_ROLES });
  await drainJobs({ with: withoutShopify });
  expect(await assigned(orderIds[1]!)).toMatchObject([{ memberId: owner.memberId }]);
  const person = { id: "81", firstName: "Ann", lastName: "", email: "ann@shops.example" };
  const ann = await enrolMember({
    shopDomain: domain,
    shopifyUser: { ...person, emailVerified: true, accountOwner: false },
  });
  await drainJobs({ with: withoutShopify });
  for (const orderId of orderIds) expect((await assigned(orderId)).map(({ memberId }) => memberId)).toEqual([ann?.id]);
});

it("of two admins neither is alone: somebody has to say whose work is whose", async () => {
  await makeMember(shopId, ["admin"]);
  const [first] = await orders();
  await assignWork({ shopId });
  expect(await assigned(first!)).toEqual([]);
  expect((await showHome({ shopId, actor: owner })).overview?.stuck.count).toBe(4);
});
