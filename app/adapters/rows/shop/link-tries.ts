import { Prisma } from "@prisma/client";
import { db } from "../../db.ts";
import { dropRows } from "../../drop-rows.ts";

/** Who tries: a shop's visitor, or with no shop one at the app's own doors. `visitor` is a hash in which the shop is. */
export type Trying = { shopId: string | null; visitor: string };

/**
 * Counts one more try of a visitor in this minute; answers how many of theirs that makes, null when all visitors of the shop (or of the app's own
 * doors) together have tried `mostOfAll` times: then no row is written any more. Those of former minutes go.
 */
export async function countWrongTry({ shopId, visitor }: Trying, mostOfAll: number): Promise<number | null> {
  const isTheirs = shopId === null ? Prisma.sql`"shopId" IS NULL` : Prisma.sql`"shopId" = ${shopId}::uuid`;
  const [row] = await db().$queryRaw<{ tries: number }[]>`
    WITH now AS (SELECT date_trunc('minute', clock_timestamp()) AS minute), gone AS (
      DELETE FROM "LinkTry" WHERE (minute, visitor) IN (
        SELECT t.minute, visitor FROM "LinkTry" t, now WHERE ${isTheirs} AND t.minute < now.minute FOR UPDATE OF t SKIP LOCKED))
    INSERT INTO "LinkTry" AS known ("shopId", minute, visitor, tries)
    SELECT ${shopId}::uuid, now.minute, ${visitor}, 1 FROM now
    WHERE (SELECT coalesce(sum(tries), 0) FROM "LinkTry" t WHERE ${isTheirs} AND t.minute = now.minute) < ${mostOfAll}
    ON CONFLICT (minute, visitor) DO UPDATE SET tries = known.tries + 1
    RETURNING tries`;
  return row?.tries ?? null;
}

/** Forgets what was tried before this hour. */
export async function dropOldTries(): Promise<void> {
  await dropRows("LinkTry", "minute", "minute < now() - interval '1 hour'");
}
