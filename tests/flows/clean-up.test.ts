// The nightly clean-up lets go what is old, and little at a time, however much there is of it.
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { cleanUp } from "../../app/services/upkeep/clean-up.ts";
import { openShop } from "./intake.ts";

const domain = "pawtraits.myshopify.com";
const TABLES = [
  "WebhookDelivery",
  "MailNotice",
  "SentForm",
  "Access",
  "SettingChange",
  "LinkTry",
  "Batch",
  "BatchItem",
] as const;
const MANY = 1_001;
let shopId: string;
let memberId: string;

const run = (sql: string) => db().$executeRawUnsafe(sql);
const webhook = (eventId: string, days: number, more: { topic?: string; dueAt?: Date; workedAt?: Date } = {}) =>
  db().webhookDelivery.create({
    data: {
      shopDomain: domain,
      topic: "orders/updated",
      eventId,
      dueAt: null,
      body: "{}",
      receivedAt: ago(days),
      ...more,
    },
  });
const ago = (days: number) => new Date(Date.now() - days * 86_400_000);

beforeAll(async () => {
  shopId = await openShop(domain);
  memberId = (await db().member.create({ data: { shopId, name: "Ida" } })).id;
});

describe("the nightly clean-up", () => {
  it("drops webhooks that could not be worked after 30 days, and none that is still begun or that asks to forget", async () => {
    await webhook("left", 31);
    await webhook("younger", 29);
    await webhook("begun again", 31, { dueAt: new Date(Date.now() + 3_600_000) });
    await webhook("forget", 31, { topic: "customers/redact" });
    await webhook("worked", 8, { workedAt: ago(8) });
    await webhook("just worked", 6, { workedAt: ago(6) });
    await cleanUp();
    const left = await db().webhookDelivery.findMany({ select: { eventId: true }, orderBy: { id: "asc" } });
    expect(left.map(({ eventId }) => eventId)).toEqual(["younger", "begun again", "forget", "just worked"]);
    await db().webhookDelivery.deleteMany();
  });

  it("deletes at most a thousand rows with one statement, and all in one night", async () => {
    await run(`CREATE FUNCTION few_at_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (SELECT count(*) FROM gone) > 1000 THEN RAISE 'too many of % at once', TG_TABLE_NAME; END IF; RETURN NULL; END $$`);
    for (const table of TABLES)
      await run(`CREATE TRIGGER few_at_once AFTER DELETE ON "${table}" REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION few_at_once()`);
    const many = `FROM generate_series(1, ${MANY}) n`;
    const old = "now() - interval '400 days'";
    const of = `'${shopId}', gen_random_uuid()`;
    await run(`INSERT INTO "WebhookDelivery" ("shopDomain", topic, "eventId", "receivedAt", "workedAt", "dueAt")
      SELECT '${domain}', 'orders/updated', n, ${old}, CASE WHEN left_ = 0 THEN now() END, NULL
      FROM generate_series(1, ${2 * MANY}) n, LATERAL (SELECT n % 2 AS left_) half`);
    await run(`INSERT INTO "MailNotice" ("receivedAt", "dueAt", body) SELECT ${old}, NULL, '' ${many}`);
    await run(
      `INSERT INTO "SentForm" ("shopId", id, "memberId", "sentAt") SELECT ${of}, '${memberId}', ${old} ${many}`,
    );
    await run(`INSERT INTO "Access" ("shopId", "memberId", kind, "orderIds", at)
      SELECT '${shopId}', '${memberId}', 'order', '{}', ${old} ${many}`);
    await run(`INSERT INTO "SettingChange" ("shopId", "memberId", part, about, at)
      SELECT '${shopId}', '${memberId}', 'flow', 'Holds', now() - interval '800 days' ${many}`);
    await run(`INSERT INTO "LinkTry" ("shopId", minute, visitor, tries) SELECT '${shopId}', ${old}, n, 1 ${many}`);
    await run(`INSERT INTO "Batch" ("shopId", id, "memberId", step, command, "askedAt")
      SELECT ${of}, '${memberId}', 'artwork', '{}', ${old} FROM generate_series(1, 3)`);
    await cleanUp();
    for (const table of TABLES)
      expect(await db().$queryRawUnsafe(`SELECT count(*)::int FROM "${table}"`), table).toEqual([{ count: 0 }]);
  });
});
