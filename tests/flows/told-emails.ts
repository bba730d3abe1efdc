import { randomUUID } from "node:crypto";
import { recordMailNotice } from "../../app/adapters/mail/mail-notices.ts";
import { db } from "../../app/adapters/db.ts";

/** An hour in ms. */
export const HOUR_MS = 3_600_000;
let numbers = 0;
/** Orders of a shop, with an email about each that was sent two hours ago, or is as said. */
export async function emails(
  shopId: string,
  many: number,
  as: object = {},
): Promise<{ id: string; orderId: string }[]> {
  const ago = new Date(Date.now() - 2 * HOUR_MS);
  const rows = Array.from({ length: many }, () => ({ id: randomUUID(), orderId: randomUUID() }));
  await db().order.createMany({
    data: rows.map(({ orderId }) => {
      const number = String((numbers += 1));
      const at = { placedAt: ago, shopifyUpdatedAt: ago };
      return { shopId, id: orderId, name: `#${number}`, shopifyOrderId: `77${number}`, flow: {}, ...at };
    }),
  });
  const sent = { state: "sent", sentAt: ago, sendingSince: ago, sendAt: ago, createdAt: ago };
  await db().email.createMany({
    data: rows.map((row) => ({ shopId, ...row, kind: "artwork_approval", round: 1, itemIds: [], ...sent, ...as })),
  });
  return rows;
}

/** A time in ms as whole seconds. */
export const seconds = (ms: number) => Math.floor(ms / 1_000);
/** An event as the mail service tells it, an hour ago or at these seconds. */
export const event = (shopId: string, id: string, name: string, at = seconds(Date.now() - HOUR_MS)) => ({
  event: name,
  timestamp: at,
  proofline_shop: shopId,
  proofline_email: id,
});
/** The mail service tells these in one call. */
export const tell = (events: object[]) => recordMailNotice(JSON.stringify(events));
/** The calls that are not worked yet. */
export const notices = () => db().mailNotice.findMany({ orderBy: { id: "asc" } });
/** Calls that rest are due. */
export const makeDue = () => db().$executeRaw`UPDATE "MailNotice" SET "dueAt" = now() WHERE "dueAt" IS NOT NULL`;
/** An email as it is now. */
export const emailNow = (id: string) => db().email.findFirstOrThrow({ where: { id } });
