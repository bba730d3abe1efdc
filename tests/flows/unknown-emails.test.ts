// Emails of which nobody knows whether they left are one task of the shop, which grows, shrinks and ends; each leaves once more at most for each answer.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db, inTransaction, pool } from "../../app/adapters/db.ts";
import { queueEmail } from "../../app/adapters/mail/emails-outbox.ts";
import { openTask } from "../../app/adapters/rows/shop/tasks.ts";
import { recordEmailEvent } from "../../app/services/emails/record-email-event.ts";
import { answerTask } from "../../app/services/screens/answer-task.ts";
import { showHome } from "../../app/services/screens/show-home.ts";
import { setResending } from "../../app/services/shop/change-settings.ts";
import { withoutShopify } from "./intake.ts";
import { wireLocalShopify, type Wired } from "./local.ts";
import { migration } from "./migrations.ts";
import { drainJobs } from "./set-up.ts";
import { makeMember, makeOrder, makeShop } from "./shop.ts";

let local: Wired;
let shopId: string;
let max: Awaited<ReturnType<typeof makeMember>>;
beforeAll(async () => {
  local = await wireLocalShopify();
});
afterAll(() => local.stop());
beforeEach(async () => {
  await db().email.deleteMany();
  shopId = (await makeShop()).shopId;
  max = await makeMember(shopId, ["admin"]);
  local.state.mails.length = 0;
  local.faults.mailEvents.drop = 9_999;
  Object.assign(local.faults.mail, { next: 0, fault: "500" });
});

/** Orders whose customers are written to now, and the mail service answers 500. */
async function unknown(orders: number, of = shopId): Promise<{ emailId: string; name: string }[]> {
  const made: { emailId: string; name: string }[] = [];
  for (let at = 0; at < orders; at += 1) {
    const { orderId, itemIds, name } = await makeOrder(of, { step: "customer_approval" });
    const call = { shopId: of, orderId, kind: "artwork_approval" as const, itemIds, actId: null, undoableUntil: null };
    const { emailId } = (await inTransaction((tx) => queueEmail(tx, call)))!;
    made.push({ emailId, name });
  }
  local.faults.mail.next = orders;
  await due();
  local.faults.mail.next = 0;
  expect(await db().email.count({ where: { shopId: of, state: "unknown" } })).toBeGreaterThanOrEqual(orders);
  return made;
}

async function due(): Promise<void> {
  // Not what reminds of those of other tests.
  const kind = "artwork_approval";
  await db().email.updateMany({ where: { state: "queued", kind }, data: { sendAt: new Date(0) } });
  await pool().query(
    `UPDATE graphile_worker._private_jobs j SET run_at = now() FROM "Email" e WHERE j.payload->>'emailId' = e.id::text AND e.state = 'queued' AND e.kind = $1`,
    [kind],
  );
  await drainJobs({ with: withoutShopify });
}

/** So many minutes go by for what is unknown now. */
async function pass(minutes: number): Promise<void> {
  const ids = `(SELECT id::text FROM "Email" WHERE state = 'unknown')`;
  await pool().query(
    `UPDATE graphile_worker._private_jobs SET run_at = run_at - make_interval(mins => $1) WHERE payload->>'emailId' IN ${ids}`,
    [minutes],
  );
  await pool().query(
    `UPDATE "Email" SET "sendingSince" = "sendingSince" - make_interval(mins => $1) WHERE state = 'unknown'`,
    [minutes],
  );
  await drainJobs({ with: withoutShopify });
}

const cards = async (of = shopId, actor = max) =>
  (await showHome({ shopId: of, actor })).overview!.tasks.cards.filter(({ title }) => title.includes("not known"));
const answer = async (as: "send_again" | "sent") =>
  answerTask({ shopId, actor: max, taskId: (await cards())[0]!.id, as });
const sentTo = ({ name }: { name: string }) => local.state.mails.filter(({ subject }) => subject.includes(name)).length;

describe("40 emails that the mail service answered 500", () => {
  it("are one task after an hour, with their orders' names, oldest first; another shop's are another's", async () => {
    const made = await unknown(40);
    await pass(58);
    expect(await cards()).toEqual([]);
    await pass(3);
    const [card, ...others] = await cards();
    expect(others).toEqual([]);
    expect(card).toMatchObject({
      title: "40 emails: it is not known whether they were sent",
      orderCount: 40,
      list: null,
      answers: ["send_again", "sent"],
      words: { sent: "They were sent" },
    });
    expect(card!.orders.map(({ name }) => name)).toHaveLength(10);
    const since = await db().email.findMany({
      where: { shopId, state: "unknown" },
      orderBy: { sendingSince: "asc" },
      take: 10,
      select: { order: { select: { name: true } } },
    });
    expect(card!.orders.map(({ name }) => name)).toEqual(since.map(({ order }) => order.name));

    const other = await makeShop();
    const theirs = await unknown(1, other.shopId);
    await pass(61);
    expect(await answer("send_again")).toEqual({ ok: true, said: expect.stringContaining("40 emails") });
    expect(await cards()).toEqual([]);
    await due();
    expect(made.map(sentTo)).toEqual(Array<number>(40).fill(1));
    expect(theirs.map(sentTo)).toEqual([0]);
    expect(await cards(other.shopId, await makeMember(other.shopId, ["manager"]))).toMatchObject([
      { title: "1 email: it is not known whether it was sent" },
    ]);
  });
});

it("the task grows, shrinks with every event, and ends with the last", async () => {
  const [one, two] = await unknown(2);
  await pass(61);
  const [three] = await unknown(1);
  expect(await cards()).toMatchObject([{ orderCount: 2 }]);
  await pass(61);
  expect(await cards()).toMatchObject([{ orderCount: 3 }]);
  const told = (emailId: string) => recordEmailEvent({ shopId, emailId, event: "accepted", at: new Date() });
  await told(two!.emailId);
  expect((await cards())[0]!.orders.map(({ name }) => name)).toEqual([one!.name, three!.name]);
  await Promise.all([told(one!.emailId), told(three!.emailId)]);
  expect(await db().task.findMany({ where: { shopId, closedAt: null } })).toEqual([]);
});

it("an event that comes before the answer takes its email out of what is sent again", async () => {
  const [one, two] = await unknown(2);
  await pass(61);
  const taskId = (await cards())[0]!.id;
  await recordEmailEvent({ shopId, emailId: one!.emailId, event: "delivered", at: new Date() });
  await answerTask({ shopId, actor: max, taskId, as: "send_again" });
  await due();
  expect([sentTo(one!), sentTo(two!)]).toEqual([0, 1]);
});

it("two managers at once, and one who presses twice, send each once", async () => {
  const made = await unknown(6);
  await pass(61);
  const taskId = (await cards())[0]!.id;
  const ben = await makeMember(shopId, ["manager"]);
  const press = (actor: typeof max) => answerTask({ shopId, actor, taskId, as: "send_again" });
  await Promise.all([press(max), press(ben)]);
  await due();
  await press(max);
  await due();
  expect(made.map(sentTo)).toEqual(Array<number>(6).fill(1));
});

it("what leaves again and is unclear again is not sent by the answer that is still under way", async () => {
  const [one] = await unknown(1);
  await pass(61);
  local.faults.mail.next = 1;
  await answer("send_again");
  await due();
  expect(await db().email.findFirst({ where: { id: one!.emailId } })).toMatchObject({ state: "unknown", attempts: 2 });
  const task = await db().task.findFirstOrThrow({ where: { shopId } });
  expect(await answerTask({ shopId, actor: max, taskId: task.id, as: "send_again" })).toEqual({ ok: true });
  await due();
  expect(sentTo(one!)).toBe(0);
  await pass(61);
  expect(await cards()).toMatchObject([{ orderCount: 1 }]);
});

it("“They were sent” sends nothing, and their reminders count from now", async () => {
  const made = await unknown(3);
  await pass(61);
  expect(await answer("sent")).toEqual({ ok: true, said: "3 emails counted as sent." });
  expect(await db().email.count({ where: { shopId, state: "sent", kind: "artwork_approval" } })).toBe(3);
  expect(await cards()).toEqual([]);
  expect(made.map(sentTo)).toEqual([0, 0, 0]);
});

describe("a shop that lets unclear emails leave again by themselves", () => {
  const set = (minutes: number | null) => setResending({ shopId, actor: max, minutes });

  it("sends each once more after its minutes, and asks managers the second time", async () => {
    await set(30);
    const made = await unknown(3);
    await pass(29);
    expect(made.map(sentTo)).toEqual([0, 0, 0]);
    local.faults.mail.next = 1;
    await pass(2);
    expect(made.map(sentTo).toSorted()).toEqual([0, 1, 1]);
    expect(await cards()).toEqual([]);
    await pass(31);
    expect(await cards()).toEqual([]);
    await pass(31);
    await pass(2_000);
    expect(await cards()).toMatchObject([{ orderCount: 1 }]);
    expect(made.map(sentTo).toSorted()).toEqual([0, 1, 1]);
  });

  it("asks managers after an hour where that comes first, and takes what left off the task", async () => {
    await set(90);
    const made = await unknown(2);
    await pass(61);
    expect(await cards()).toMatchObject([{ orderCount: 2 }]);
    await pass(30);
    expect(made.map(sentTo)).toEqual([1, 1]);
    expect(await cards()).toEqual([]);
  });

  it("may begin and end with what is unclear now, and with none of another shop", async () => {
    const made = await unknown(1);
    const other = await makeShop();
    const theirs = await unknown(1, other.shopId);
    await set(40);
    await pass(30);
    await set(null);
    await pass(12);
    expect(made.map(sentTo)).toEqual([0]);
    await set(40);
    await drainJobs({ with: withoutShopify });
    expect(made.map(sentTo)).toEqual([1]);
    expect(theirs.map(sentTo)).toEqual([0]);
  });

  it("sends none that nothing calls for any more: a manager is asked", async () => {
    await set(30);
    const [one] = await unknown(1);
    await db().item.updateMany({ where: { shopId }, data: { step: "fulfilment" } });
    await pass(31);
    expect(await db().email.findFirst({ where: { id: one!.emailId } })).toMatchObject({ state: "unknown" });
    await pass(31);
    expect(await cards()).toMatchObject([{ orderCount: 1 }]);
    expect(sentTo(one!)).toBe(0);
  });
});

it("tasks of former builds, one for each email, become the one", async () => {
  const made = await unknown(2);
  await db().email.updateMany({ where: { shopId }, data: { sendingSince: new Date(Date.now() - 25 * 3_600_000) } });
  for (const { emailId: subject } of made)
    await inTransaction((tx) => openTask(tx, { shopId, kind: "email_unknown", subject, orderId: null }));
  const former = await db().task.findFirstOrThrow({ where: { shopId, kind: "email_unknown" } });
  const [, ...tasks] = migration("unclear_emails_are_one_task").split(/^-- Emails/m);
  await pool().query(`--${tasks.join("")}`);
  expect(await cards()).toMatchObject([{ orderCount: 2 }]);
  expect(await db().task.count({ where: { shopId, closedAt: null } })).toBe(1);
  // One that a worker of before opens meanwhile is answered as it was.
  await db().task.updateMany({ where: { shopId, id: former.id }, data: { closedAt: null } });
  await answerTask({ shopId, actor: max, taskId: former.id, as: "send_again" });
  await due();
  expect(local.state.mails).toHaveLength(1);
  expect(await cards()).toMatchObject([{ orderCount: 1 }]);
});
