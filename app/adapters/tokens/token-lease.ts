import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { db, tables, type Tx } from "../db.ts";
import { ShopifyUnavailable } from "../shopify/faults.ts";

/** Longer than the one request that is made under it may take; whoever died with it is waited for no longer. */
const LEASE_MS = 15_000;
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 50;
const LOOK_AGAIN_AT_LEAST_EVERY_MS = 400;

/** The right of one process to ask Shopify for a shop's token and to store what it got. */
export type TokenLease = { shopDomain: string; holder: string };

/**
 * Does something while no other process asks for the shop's token; waits for whoever does. A row, not a lock: no connection and
 * no transaction stays open meanwhile. Throws `ShopifyUnavailable` when its turn does not come within 20 seconds.
 */
export async function withTokenLease<T>(shopDomain: string, work: (lease: TokenLease) => Promise<T>): Promise<T> {
  const lease = { shopDomain, holder: randomUUID() };
  await take(lease);
  try {
    return await work(lease);
  } finally {
    await db().tokenLease.deleteMany({ where: lease });
  }
}

/** Whether a lease is still its holder's; from then on, until the transaction ends, nobody can take it over. */
export async function isStillHeld(tx: Tx, { shopDomain, holder }: TokenLease): Promise<boolean> {
  const rows = await tables(tx).$queryRaw<unknown[]>`
    SELECT 1 FROM "TokenLease" WHERE "shopDomain" = ${shopDomain} AND holder = ${holder}::uuid FOR UPDATE`;
  return rows.length > 0;
}

async function take({ shopDomain, holder }: TokenLease): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let pause = LOOK_AGAIN_MS; ; pause = Math.min(pause * 2, LOOK_AGAIN_AT_LEAST_EVERY_MS)) {
    const taken = await db().$executeRaw`
      INSERT INTO "TokenLease" AS held ("shopDomain", holder, until)
      VALUES (${shopDomain}, ${holder}::uuid, now() + ${LEASE_MS}::int * interval '1 millisecond')
      ON CONFLICT ("shopDomain") DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE held.until < now()`;
    if (taken > 0) return;
    if (performance.now() > giveUpAt) throw new ShopifyUnavailable("The shop's token is being asked for by others");
    await sleep(pause);
  }
}
