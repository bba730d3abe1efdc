// What the mail service tells in one call is recorded in few statements, with its own times, once, whatever happens on the way.
import { spawn } from "node:child_process";
import { createSign, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { databaseTime, db, pool } from "../../app/adapters/db.ts";
import { recordMailNotice } from "../../app/adapters/mail/mail-notices.ts";
import { env } from "../../app/env.server.ts";
import { workMailNotices } from "../../app/services/emails/work-mail-notices.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { emailNow, emails, event, HOUR_MS, makeDue, notices, seconds, tell } from "./told-emails.ts";
import { knock } from "./knock.ts";
import { makeShop } from "./shop.ts";

beforeEach(async () => {
  await db().mailNotice.deleteMany();
});
afterEach(() => vi.restoreAllMocks());

/** How many statements the work takes. */
async function statements(work: () => Promise<void>): Promise<number> {
  const asked = vi.spyOn(pg.Client.prototype, "query");
  await work();
  const { length } = asked.mock.calls;
  asked.mockRestore();
  return length;
}

describe("a call with many events", () => {
  it("takes as many statements for a thousand events as for a hundred, and those of a few hundred emails together", async () => {
    const { shopId } = await makeShop();
    const work = async (of: { id: string }[], times: number) => {
      const told = Array.from({ length: times }, () => of.map(({ id }) => event(shopId, id, "delivered"))).flat();
      await tell(told);
      return [told.length, await statements(workMailNotices)] as const;
    };
    const [few, some] = await work(await emails(shopId, 50), 2);
    const [many, same] = await work(await emails(shopId, 50), 20);
    expect([few, many]).toEqual([100, 1_000]);
    expect(same).toBe(some);
    const [, all] = await work(await emails(shopId, 500), 2);
    expect(all).toBeLessThanOrEqual(3 * some);
  });

  it("is recorded for emails of several shops, each with the first of its own times, none later than now", async () => {
    const shops = await Promise.all([makeShop(), makeShop(), makeShop(), makeShop(), makeShop()]);
    const began = seconds(Date.now() - HOUR_MS);
    const told: object[] = [];
    const expected = new Map<string, { state: string; deliveredAt: number | null; openedAt: number | null }>();
    for (const { shopId } of shops)
      for (const [at, { id }] of (await emails(shopId, 100)).entries()) {
        const delivered = began + at;
        told.push(event(shopId, id, "delivered", at % 10 === 0 ? seconds(Date.now()) + 86_400 : delivered));
        told.push(at % 2 === 0 ? event(shopId, id, "open", delivered + 60) : event(shopId, id, "processed", began));
        expected.set(id, {
          state: at % 2 === 0 ? "opened" : "delivered",
          deliveredAt: at % 10 === 0 ? null : delivered,
          openedAt: at % 2 === 0 ? delivered + 60 : null,
        });
      }
    expect(told).toHaveLength(1_000);
    await tell(told);
    await workMailNotices();
    const now = await databaseTime();
    const rows = await db().email.findMany({ where: { shopId: { in: shops.map(({ shopId }) => shopId) } } });
    expect(rows).toHaveLength(500);
    for (const { id, state, deliveredAt, openedAt } of rows) {
      const ours = expected.get(id)!;
      expect({ state, openedAt: openedAt && seconds(openedAt.getTime()) }).toEqual({
        state: ours.state,
        openedAt: ours.openedAt,
      });
      expect(deliveredAt!.getTime()).toBeLessThanOrEqual(now.getTime());
      if (ours.deliveredAt) expect(seconds(deliveredAt!.getTime())).toBe(ours.deliveredAt);
    }
    expect(await notices()).toEqual([]);
  });

  it("another shop's name beside an email's changes nothing", async () => {
    const [{ shopId }, other] = [await makeShop(), await makeShop()];
    const [email] = await emails(shopId, 1);
    await tell([event(other.shopId, email!.id, "delivered")]);
    await workMailNotices();
    expect(await emailNow(email!.id)).toMatchObject({ state: "sent", deliveredAt: null });
  });
});

describe("a call that cannot be worked", () => {
  /** A fault of the database whenever this email is written. */
  async function breakEmail(id: string): Promise<() => Promise<unknown>> {
    await pool().query(`CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'broken for a test'; END $$`);
    await pool().query(`CREATE OR REPLACE TRIGGER broken BEFORE UPDATE ON "Email" FOR EACH ROW
      WHEN (OLD.id = '${id}') EXECUTE FUNCTION broken()`);
    return () => pool().query(`DROP TRIGGER broken ON "Email"`);
  }

  it("rests, stands before no other, is left after 25 attempts and forgotten after a week", async () => {
    const { shopId } = await makeShop();
    const [bad, good] = await emails(shopId, 2);
    const mend = await breakEmail(bad!.id);
    try {
      await tell([event(shopId, bad!.id, "delivered")]);
      await tell([event(shopId, good!.id, "delivered")]);
      await workMailNotices();
      expect((await emailNow(good!.id)).state).toBe("delivered");
      const [left, ...none] = await notices();
      expect([left?.attempts, none]).toEqual([1, []]);
      expect(left!.dueAt!.getTime()).toBeGreaterThan(left!.receivedAt.getTime() + 1_000);
      const later = await pool().query(`SELECT 1 FROM graphile_worker._private_jobs WHERE key = 'later:mail-notices'`);
      expect(later.rowCount).toBe(1);
      for (let turn = 0; turn < 26; turn += 1) {
        await makeDue();
        await workMailNotices();
      }
    } finally {
      await mend();
    }
    expect(await notices()).toMatchObject([{ attempts: 25, dueAt: null }]);
    await workMailNotices();
    expect((await emailNow(bad!.id)).state).toBe("sent");
    const aged = (days: number) =>
      db().$executeRaw`UPDATE "MailNotice" SET "receivedAt" = now() - make_interval(days => ${days}::int, hours => 1)`;
    await aged(6);
    await cleanUp();
    expect(await notices()).toHaveLength(1);
    await aged(7);
    await tell([event(shopId, good!.id, "open")]);
    await cleanUp();
    expect(await notices()).toMatchObject([{ attempts: 0 }]);
  });

  it("is recorded once it can be", async () => {
    const { shopId } = await makeShop();
    const [bad] = await emails(shopId, 1);
    const mend = await breakEmail(bad!.id);
    await tell([event(shopId, bad!.id, "delivered")]);
    await workMailNotices().finally(mend);
    await makeDue();
    await workMailNotices();
    expect((await emailNow(bad!.id)).state).toBe("delivered");
    expect(await notices()).toEqual([]);
  });

  it.each(["", "no JSON", "{}", "null", '[null, 5, "x", {"event": {}}]'])(
    "%j says nothing and is dropped",
    async (body) => {
      await recordMailNotice(body);
      await workMailNotices();
      expect(await notices()).toEqual([]);
    },
  );
});

it("a process that is killed on the way loses nothing, and nothing is counted twice", async () => {
  const { shopId } = await makeShop();
  const [first] = await emails(shopId, 1, { state: "sending", sentAt: null });
  const [second] = await emails(shopId, 1);
  await tell([event(shopId, first!.id, "processed"), event(shopId, second!.id, "bounce")]);
  const other = new pg.Client({ connectionString: env().DATABASE_URL });
  await other.connect();
  await other.query("BEGIN");
  await other.query(`INSERT INTO "Task" ("shopId", kind, subject) VALUES ($1, 'email_bounced', $2)`, [
    shopId,
    second!.id,
  ]);
  const doomed = spawn(process.execPath, ["tests/flows/mail-notices.child.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const isWaiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await pool().query(isWaiting)).rowCount === 0) await new Promise((next) => setTimeout(next, 20));
  doomed.kill("SIGKILL");
  await once(doomed, "exit");
  await other.query("ROLLBACK");
  await other.end();
  // Its connection is found dead.
  while ((await pool().query(isWaiting)).rowCount) await new Promise((next) => setTimeout(next, 20));
  expect([(await emailNow(first!.id)).state, await notices()]).toMatchObject(["sent", [{ attempts: 1 }]]);
  for (let turn = 0; turn < 2; turn += 1) {
    await makeDue();
    await workMailNotices();
  }
  expect(await notices()).toEqual([]);
  expect((await emailNow(second!.id)).state).toBe("bounced");
  const history = await db().history.findMany({ where: { shopId }, orderBy: { id: "asc" } });
  expect(history.map((one) => one.event)).toEqual(["email_sent", "email_bounced"]);
  expect(await db().email.count({ where: { shopId, kind: { not: "artwork_approval" } } })).toBe(2);
  expect(await db().task.findMany({ where: { shopId } })).toMatchObject([{ kind: "email_bounced" }]);
});

it("null bytes in a body are left out, and its events are recorded", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const key = env().SENDGRID_WEBHOOK_PUBLIC_KEY;
  env().SENDGRID_WEBHOOK_PUBLIC_KEY = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const { shopId } = await makeShop();
  const [one, two] = await emails(shopId, 2);
  const body = `\0[\0${JSON.stringify(event(shopId, one!.id, "delivered"))},${JSON.stringify({ ...event(shopId, two!.id, "delivered"), reason: "\0" })}]\0`;
  const headers = {
    "x-twilio-email-event-webhook-timestamp": "1",
    "x-twilio-email-event-webhook-signature": createSign("sha256").update(`1${body}`).sign(privateKey, "base64"),
  };
  expect(await knock("/sendgrid-events", headers, body)).toBe(200);
  env().SENDGRID_WEBHOOK_PUBLIC_KEY = key;
  await workMailNotices();
  expect([(await emailNow(one!.id)).state, (await emailNow(two!.id)).state]).toEqual(["delivered", "delivered"]);
});
