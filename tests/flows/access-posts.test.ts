// The forms of staff screens change something only for those who may, and never in another shop.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "../../app/adapters/db.ts";
import { gather, membersOf, type Cast, type Person } from "./access/cast.ts";
import { knock } from "./access/doors.ts";
import { LISTED } from "./access/listed.ts";
import { POSTS, type Post, type Stage } from "./access/posts.ts";
import { makeMember, makeOrder } from "./shop.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await gather();
});
afterAll(() => cast?.stop());

async function setStage({ step = undefined, inShadow }: Pick<Post, "step" | "inShadow">): Promise<Stage> {
  const { shopId } = cast;
  const { orderId, itemIds } = await makeOrder(shopId, { step: step ?? "fulfilment", assign: cast.assignees });
  const { memberId } = await makeMember(shopId, ["artist"]);
  const { shopifyOrderId } = await db().order.findFirstOrThrow({ where: { shopId, id: orderId } });
  // Its hold was lifted by hand, more often than the flow places it again by itself.
  const liftedByHand = [{ fulfillmentOrderId: "parcel", times: 2 }];
  await db().order.updateMany({ where: { shopId, id: orderId }, data: { liftedByHand, isOurs: !inShadow } });
  const reason = await db().rejectionReason.create({ data: { shopId, name: orderId, position: 99 } });
  const folder = await db().folder.create({ data: { shopId, name: orderId } });
  const task = await db().task.create({ data: { shopId, orderId, kind: "email_bounced", subject: orderId } });
  return {
    orderId,
    itemId: itemIds[0]!,
    changeCount: 0,
    shopifyOrderId,
    memberId,
    artistId: cast.second.artist.member.memberId,
    reasonId: reason.id,
    folderId: folder.id,
    taskId: task.id,
  };
}

const TABLES = [
  "Shop",
  "Member",
  "Order",
  "Assignment",
  "Item",
  "Email",
  "EmailText",
  "RejectionReason",
  "ShopPicture",
  "Folder",
  "Fulfilment",
  "Task",
  "History",
];

const SUMS = TABLES.map(
  (table) =>
    `SELECT '${table}' AS of, count(*)::text AS rows, sum(hashtextextended(t::text, 0))::text AS sum FROM "${table}" t`,
).join(" UNION ALL ");

/** What tells one state of all rows of both shops that a form could change from any other: a sum over each table, because they grow with every stage. */
async function everything(): Promise<string> {
  return JSON.stringify((await pool().query(SUMS)).rows);
}

async function send(post: Post, person: Person, stage: Stage): Promise<boolean> {
  const before = await everything();
  await knock(post.door, "action", person.ask(post.path(stage), post.send(stage)), post.params?.(stage));
  return (await everything()) !== before;
}

describe("what the forms of the staff's screens do", () => {
  it("is here for every screen that has a form of its own", () => {
    const elsewhere = ["app.acts", "app.zips", "app.replace-photo", "app.replace-artfile"];
    const doors = Object.keys(LISTED).filter(
      (name) => name.startsWith("app") && LISTED[name]!.action && !elsewhere.includes(name),
    );
    expect(doors.filter((name) => !POSTS.some(({ door }) => door === name))).toEqual([]);
  });

  it.each(POSTS.map((post) => [post.what, post] as const))(
    "%s: for those who may it is done, for everybody else nothing changes",
    async (_what, post) => {
      const done: Record<string, boolean> = {};
      const expected: Record<string, boolean> = {};
      const isFirst = (person: Person) => (Object.values(cast.first) as Person[]).includes(person);
      for (const [who, person] of membersOf(cast)) {
        done[who] = await send(post, person, await setStage(post));
        expected[who] = post.may(person.member, isFirst(person));
      }
      const stage = await setStage(post);
      expect(await send(post, cast.left, stage), "somebody who has left").toBe(false);
      expect(done).toEqual(expected);
      expect(Object.values(done)).toContain(true);
    },
  );

  it("never reaches into another shop, whose rows a form may name", async () => {
    const own = [
      "team: invite",
      "settings: add_reason",
      "another flow",
      "fulfilment: create_folder",
      "how to approve",
      "everything taken back before leaving",
      "work again",
      "a picture of the guideline",
      "when emails leave",
      "the words of an email",
    ];
    for (const post of POSTS.filter(({ what }) => !own.includes(what))) {
      expect([post.what, await send(post, cast.stranger, await setStage(post))]).toEqual([post.what, false]);
    }
  });
});
