// What the mail service tells of emails of which more follows is the same in one call among others as event by event.
import { describe, expect, it } from "vitest";
import { db, inTransaction } from "../../app/adapters/db.ts";
import { openTask } from "../../app/adapters/rows/shop/tasks.ts";
import { recordEmailEvent } from "../../app/services/emails/record-email-event.ts";
import { workMailNotices } from "../../app/services/emails/work-mail-notices.ts";
import { emailNow, emails, event, HOUR_MS, notices, seconds, tell } from "./told-emails.ts";
import { makeShop } from "./shop.ts";

describe("emails of which more follows than two times", () => {
  const KINDS: Record<string, { as?: object; told: string[]; before?: (shopId: string, id: string) => Promise<void> }> =
    {
      queued: { as: { state: "queued", sentAt: null, sendingSince: null }, told: ["processed"] },
      "being sent": { as: { state: "sending", sentAt: null }, told: ["delivered", "open"] },
      unknown: { as: { state: "unknown", sentAt: null }, told: ["open", "delivered"] },
      withdrawn: { as: { state: "withdrawn", sentAt: null }, told: ["delivered", "bounce"] },
      bounced: { told: ["delivered", "bounce", "delivered"] },
      "bounced before": { as: { state: "bounced", bouncedAt: new Date(0) }, told: ["delivered", "open"] },
      reported: { told: ["delivered", "spamreport"] },
      "with a trouble before": {
        told: ["delivered"],
        before: async (shopId, id) => {
          const { orderId } = await emailNow(id);
          const row = { shopId, orderId, kind: "artwork_approval", round: 2, itemIds: [], sendAt: new Date(0) };
          const earlier = { state: "bounced", sentAt: new Date(0), bouncedAt: new Date(1), createdAt: new Date(0) };
          const { id: subject } = await db().email.create({ data: { ...row, ...earlier } });
          await inTransaction((tx) => openTask(tx, { shopId, kind: "email_bounced", subject, orderId }));
        },
      },
      "with an unclear one before": {
        told: ["delivered"],
        before: async (shopId, id) => {
          const { orderId } = await emailNow(id);
          const row = { shopId, orderId, kind: "artwork_approval", round: 2, itemIds: [], sendAt: new Date(0) };
          const unclear = { state: "unknown", sendingSince: new Date(0), createdAt: new Date(0) };
          await db().email.create({ data: { ...row, ...unclear } });
          await inTransaction((tx) =>
            openTask(tx, { shopId, kind: "emails_unknown", subject: "unknown", orderId: null }),
          );
        },
      },
    };

  async function result(shopId: string, orderId: string) {
    const rows = await db().email.findMany({
      where: { shopId, orderId },
      orderBy: [{ kind: "asc" }, { round: "asc" }],
    });
    const at = (time: Date | null) => time && seconds(time.getTime());
    return {
      emails: rows.map(({ kind, round, state, failure, deliveredAt, openedAt, bouncedAt, sentAt }) => ({
        ...{
          kind,
          round,
          state,
          failure,
          deliveredAt: at(deliveredAt),
          openedAt: at(openedAt),
          bouncedAt: at(bouncedAt),
        },
        isSent: sentAt !== null,
      })),
      history: (await db().history.findMany({ where: { shopId, orderId }, orderBy: { id: "asc" } })).map(
        (one) => one.event,
      ),
      tasks: (await db().task.findMany({ where: { shopId }, orderBy: { kind: "asc" } })).map(
        ({ kind, closedAt }) => [kind, closedAt === null] as const,
      ),
    };
  }

  it.each(Object.keys(KINDS))("%s: the same comes of one call as of its events one by one", async (name) => {
    const { as, told, before } = KINDS[name]!;
    const at = seconds(Date.now() - HOUR_MS);
    const results: unknown[] = [];
    for (const how of ["one call", "one by one"]) {
      const { shopId } = await makeShop();
      const [email] = await emails(shopId, 1, as);
      const others = await emails(shopId, 5);
      await before?.(shopId, email!.id);
      const events = told.map((one, place) => event(shopId, email!.id, one, at + place));
      if (how === "one call") {
        await tell([...others.map(({ id }) => event(shopId, id, "delivered", at)), ...events]);
        await workMailNotices();
      } else
        for (const { event: one, timestamp } of events) {
          const meaning = { processed: "accepted", open: "opened", bounce: "bounced", spamreport: "reported" }[one];
          const known = (meaning ?? one) as Parameters<typeof recordEmailEvent>[0]["event"];
          await recordEmailEvent({ shopId, emailId: email!.id, event: known, at: new Date(timestamp * 1_000) });
        }
      results.push(await result(shopId, email!.orderId));
    }
    expect(results[0]).toEqual(results[1]);
    if (name !== "withdrawn") expect(JSON.stringify(results[0])).toMatch(/"isSent":true/);
    expect(await notices()).toEqual([]);
  });
});
