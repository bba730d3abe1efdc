import { Prisma } from "@prisma/client";
import { MOST_BEGUN } from "../../domain/intake/inbox.ts";

/**
 * SQL of an UPDATE: a notice is begun. Should this process end meanwhile, it rests for some seconds, and is not begun without end; `restAfter` says how
 * long one rests that could not be worked.
 */
export const BEGUN = Prisma.sql`attempts = attempts + 1,
  "dueAt" = CASE WHEN attempts + 1 < ${MOST_BEGUN}::int THEN clock_timestamp() + interval '20 seconds' END`;

/** SQL: whether one of Shopify's notices was begun too often, and is begun no more by itself. */
export const WEBHOOK_GAVE_UP = `"workedAt" IS NULL AND "dueAt" IS NULL`;
/** SQL: the same of a call of the mail service. */
export const MAIL_NOTICE_GAVE_UP = `"dueAt" IS NULL`;

/** SQL: when what waits first among these notices is due, and whether it is now. */
export const FIRST_DUE = Prisma.sql`min("dueAt") AS "dueAt", min("dueAt") <= clock_timestamp() AS "isDue"`;
export type FirstDue = { dueAt: Date | null; isDue: boolean };

/** How the job that works off notices is put on the queue: now, or (a time) later. Each has a key of its own, so that what is due later does not put off what is due now. */
export function turnAt(key: string, laterAt?: Date): { jobKey: string; keepTime?: true; runAt?: Date } {
  return laterAt ? { jobKey: `later:${key}`, runAt: laterAt } : { jobKey: key, keepTime: true };
}
