import { databaseTime, db, inTransaction, tables, type Tx } from "../../db.ts";
import { dropReadings } from "../orders/order-readings.ts";
import type { Installation } from "../../proofs/address-token.ts";
import { dropBatchesOf } from "../acts/batches.ts";
import { deleteSessionsOfShop } from "../../shopify/sessions.ts";
import { enqueue } from "../../queue/queue.ts";

/** A shop with many orders is forgotten in one transaction, which may take this long, in ms. */
const FORGOTTEN_WITHIN_MS = 10 * 60 * 1000;

/** When the token that jobs use was last written, as text that can be compared; "" when the shop has none. */
export async function tokenWritten(domain: string, tx: Tx = db()): Promise<string> {
  const row = await tables(tx).session.findFirst({
    where: { shopDomain: domain, isOnline: false },
    orderBy: { updatedAt: "desc" },
    select: { id: true, updatedAt: true },
  });
  return row?.updatedAt.toISOString() ?? "";
}

/** Marks a shop as left and forgets its tokens and batches; false, and nothing is done, when a token was written since. */
export function endInstallation(domain: string, writtenBefore: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    if (!(await isUnchanged(tx, domain, writtenBefore))) return false;
    await tables(tx).shop.updateMany({
      where: { domain, uninstalledAt: null },
      data: { uninstalledAt: await databaseTime(tx) },
    });
    await dropBatchesOf(tx, domain);
    await deleteSessionsOfShop(domain, tx);
    return true;
  });
}

/** Forgets every row of a shop, and asks for its files to be forgotten; false, and nothing is done, when a token was written since. May be repeated. */
export function forgetShop(domain: string, writtenBefore: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    if (!(await isUnchanged(tx, domain, writtenBefore))) return false;
    const shop = await tables(tx).shop.findUnique({ where: { domain }, select: { id: true } });
    if (shop) {
      // First the orders: the shop's own cascade would reach its members before what they did to items.
      await tables(tx).order.deleteMany({ where: { shopId: shop.id } });
      await tables(tx).shop.deleteMany({ where: { id: shop.id } });
      await enqueue(tx, "forget-files", { shopId: shop.id }, { jobKey: `forget-files:${shop.id}` });
    }
    await deleteSessionsOfShop(domain, tx);
    await tables(tx).webhookDelivery.deleteMany({ where: { shopDomain: domain } });
    return true;
  }, FORGOTTEN_WITHIN_MS);
}

/** Keeps the number of a shop's installation; when it is another one than before, addresses of that end, and open orders are asked to be read again. */
export function noteInstallation(domain: string, installationId: string): Promise<boolean> {
  return inTransaction(async (tx) => {
    await lockInstallation(tx, domain);
    const shop = await tables(tx).shop.findFirst({
      where: { domain, uninstalledAt: null },
      select: { id: true, installationId: true },
    });
    if (!shop || shop.installationId === installationId) return false;
    const isAnother = shop.installationId !== null;
    const ends = isAnother ? { installations: { increment: 1 }, leavingAt: null } : {};
    await tables(tx).shop.update({ where: { id: shop.id }, data: { installationId, ...ends } });
    if (!isAnother) return false;
    await dropReadings(tx, shop.id);
    await enqueue(tx, "import-orders", { shopId: shop.id }, { jobKey: `import-orders:${shop.id}` });
    return true;
  });
}

/** Whether the shop has the app, in this very installation: what was made under a former one opens nothing. */
export async function isOfInstallation({ shopId, installation }: Installation): Promise<boolean> {
  const where = { id: shopId, installations: installation, uninstalledAt: null };
  return (await db().shop.findFirst({ where, select: { id: true } })) !== null;
}

/** Installing, leaving and forgetting a shop happen one after the other. */
export async function lockInstallation(tx: Tx, domain: string): Promise<void> {
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`shop/${domain}`}, 0))`;
}

async function isUnchanged(tx: Tx, domain: string, writtenBefore: string): Promise<boolean> {
  await lockInstallation(tx, domain);
  return (await tokenWritten(domain, tx)) === writtenBefore;
}
