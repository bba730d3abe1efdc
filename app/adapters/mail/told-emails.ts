import { EMAIL_STATES, type EmailState } from "../../domain/words/emails.ts";
import { tables, type Tx } from "../db.ts";
import { stored } from "../rows/stored.ts";
import { TROUBLES_THAT_END } from "./email-troubles.ts";
import type { EmailKey } from "./email-rows.ts";

/** An email that the mail service tells of. `hasTroubles`: its order has open tasks, or emails that may not have left, of which managers need not be asked when an email arrives. */
export type ToldEmail = { shopId: string; id: string; state: EmailState; isSent: boolean; hasTroubles: boolean };

/** The emails by these keys with their orders' rows and their own locked, in this order as acts do it; keys of none are left out. */
export async function lockEmails(tx: Tx, keys: readonly EmailKey[]): Promise<ToldEmail[]> {
  const shopIds = keys.map(({ shopId }) => shopId);
  const ids = keys.map(({ emailId }) => emailId);
  await tables(tx).$queryRaw`
    SELECT 1 FROM "Order" WHERE ("shopId", id) IN (
      SELECT e."shopId", e."orderId" FROM unnest(${shopIds}::uuid[], ${ids}::uuid[]) AS told(shop, id)
      JOIN "Email" e ON e."shopId" = told.shop AND e.id = told.id)
    ORDER BY "shopId", id FOR UPDATE`;
  const rows = await tables(tx).$queryRaw<(Omit<ToldEmail, "state"> & { state: string })[]>`
    SELECT e."shopId", e.id, e.state, e."sentAt" IS NOT NULL AS "isSent", EXISTS (
      SELECT 1 FROM "Task" t WHERE t."shopId" = e."shopId" AND t."orderId" = e."orderId" AND t."closedAt" IS NULL
        AND t.kind = ANY(${[...TROUBLES_THAT_END]}::text[])) OR EXISTS (
      SELECT 1 FROM "Email" u WHERE u."shopId" = e."shopId" AND u."orderId" = e."orderId" AND u.state = 'unknown') AS "hasTroubles"
    FROM unnest(${shopIds}::uuid[], ${ids}::uuid[]) AS told(shop, id)
    JOIN "Email" e ON e."shopId" = told.shop AND e.id = told.id ORDER BY e."shopId", e.id FOR UPDATE OF e`;
  return rows.map((row) => ({ ...row, state: stored(EMAIL_STATES, row.state, "Email.state") }));
}

/** What is told of one sent email: when it was delivered and opened first, null where it was not. */
export type Arrival = EmailKey & { deliveredAt: Date | null; openedAt: Date | null };

/** Writes of sent emails when they were delivered and opened; what is known already stays. The caller holds their locks. */
export async function writeArrivals(tx: Tx, arrivals: readonly Arrival[]): Promise<void> {
  await tables(tx).$executeRaw`
    UPDATE "Email" e SET
      "deliveredAt" = coalesce(e."deliveredAt", told.delivered),
      "openedAt" = coalesce(e."openedAt", told.opened),
      state = CASE WHEN e.state IN ('sent', 'delivered') AND told.opened IS NOT NULL THEN 'opened'
        WHEN e.state = 'sent' AND told.delivered IS NOT NULL THEN 'delivered' ELSE e.state END
    FROM unnest(${arrivals.map(({ shopId }) => shopId)}::uuid[], ${arrivals.map(({ emailId }) => emailId)}::uuid[],
      ${arrivals.map(({ deliveredAt }) => deliveredAt)}::timestamptz[], ${arrivals.map(({ openedAt }) => openedAt)}::timestamptz[])
      AS told(shop, id, delivered, opened)
    WHERE e."shopId" = told.shop AND e.id = told.id AND e.state IN ('sent', 'delivered', 'opened', 'bounced')`;
}
