// Lists are counted to a thousand and no further; all of a longer one can still be acted on, of which the number is told then.
import { beforeAll, expect, it } from "vitest";
import { pool } from "../../app/adapters/db.ts";
import { fulfilmentCounts } from "../../app/adapters/rows/fulfilment/fulfilments.ts";
import { countIssuesByReason } from "../../app/adapters/rows/items/issues.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { MOST_COUNTED } from "../../app/domain/words/counts.ts";
import { tellChosen } from "../../app/services/batches/choose-items.ts";
import { listPhotosToCheck } from "../../app/services/screens/list-photos-to-check.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { countQueues, listQueue } from "../../app/services/screens/list-queue.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

const MANY = 1_200;
let shopId: string, reasonId: string, manager: ActingMember;

beforeAll(async () => {
  ({ shopId, reasonId } = await makeShop());
  manager = await makeMember(shopId, ["manager", "image_processor"]);
  const { orderId } = await makeOrder(shopId, { items: 1 });
  await pool().query(
    `INSERT INTO "Order" ("shopId", id, name, flow, "shopifyOrderId", "placedAt", "shopifyUpdatedAt")
     SELECT "shopId", md5('o' || n)::uuid, '#' || n, flow, n::text, "placedAt", now() FROM "Order", generate_series(2, $2) n WHERE id = $1`,
    [orderId, MANY],
  );
  await pool().query(
    `INSERT INTO "Item" ("shopId", "orderId", number, "lineId", "sourceKey", "propertyName", "productTitle", options, quantity, "fileName", "fileNameKey", skips, step, "photoVersion", "visibleAt")
     SELECT i."shopId", o.id, 1, '1', 'k', 'Photo', 'Portrait', '{}', 1, o.name, o.name, '{}', i.step, 1, i."visibleAt"
     FROM "Item" i JOIN "Order" o ON o.id <> i."orderId" WHERE i."orderId" = $1`,
    [orderId],
  );
});

const within = (step: string) =>
  pool().query(`UPDATE "Item" SET step = $2, "issueReasonId" = $3 WHERE "shopId" = $1`, [
    shopId,
    step,
    step === "photo_issue" ? reasonId : null,
  ]);

it("a queue, a tab, a reason and a sub-folder are counted to a thousand and one", async () => {
  const queue = { shopId, actor: manager, step: "artwork" as const };
  await within("artwork");
  const { count, counts } = await listQueue({ ...queue, filters: {}, counted: [{ rework: "new" }] });
  expect([count, ...counts, ...(await countQueues([{ ...queue, filters: {} }]))]).toEqual(
    Array(3).fill(MOST_COUNTED + 1),
  );
  await within("photo_issue");
  const reasons = await countIssuesByReason(shopId, null);
  expect(reasons.filter((one) => one.count > 0)).toMatchObject([{ reasonId, count: MOST_COUNTED + 1 }]);
  await within("fulfilment");
  expect(await fulfilmentCounts({ shopId, ownedBy: null })).toMatchObject([{ id: null, count: MOST_COUNTED + 1 }]);
});

it("Home counts a step, what is overdue, what waits and what is stuck to a thousand and one, the oldest first", async () => {
  await within("artwork");
  const stepOf = async () => {
    const { overview } = await showHome({ shopId, actor: manager });
    const { cards, ...stuck } = overview!.stuck;
    return {
      ...overview!.steps.find(({ step }) => step === "artwork"),
      stuck,
      first: cards.map((card) => card.orderName),
    };
  };
  const all = MOST_COUNTED + 1;
  const set = (change: string) => pool().query(`UPDATE "Item" SET ${change} WHERE "shopId" = $1`, [shopId]);
  await set(`"stepSince" = now() - interval '400 days', "visibleAt" = now() - interval '1 hour'`);
  expect(await stepOf()).toMatchObject({ here: all, overdue: all, waiting: 0, stuck: { count: all, orders: all } });
  await pool().query(
    `UPDATE "Item" i SET "stepSince" = now() - interval '500 days' FROM "Order" o WHERE i."shopId" = $1 AND o.id = i."orderId" AND o.name = '#777'`,
    [shopId],
  );
  expect((await stepOf()).first[0]).toBe("#777");
  await set(`"readyFor" = 'quality_control'`);
  expect(await stepOf()).toMatchObject({
    here: 0,
    overdue: 0,
    waiting: all,
    stuck: { count: 0, orders: 0 },
    first: [],
  });
  await set(`"readyFor" = NULL, "stepSince" = now()`);
  // Nobody has them: no time cures that.
  expect(await stepOf()).toMatchObject({ here: all, overdue: 0, waiting: 0, stuck: { count: all, orders: all } });
});

it("all of a list of more than a thousand is acted on as it was seen, and its number is told then", async () => {
  await within("photo_review");
  const { count, seenAt } = await listPhotosToCheck({ shopId, actor: manager, words: undefined, after: null });
  expect(count).toBe(MANY);
  const list = { step: "photo_review" as const, seenAt: new Date(), total: count };
  expect(new Date(seenAt).getTime()).toBeLessThan(Date.now());
  const chosen = await tellChosen({ shopId, actor: manager, action: "reject_photo", list });
  expect(chosen).not.toHaveProperty("wrong");
});
