import { startAfterReturn } from "../../../domain/shop/shadow.ts";
import { readRetention, type Retention } from "../../../domain/files/retention.ts";
import { DEFAULT_FLOW, type Flow } from "../../../domain/words/flow.ts";
import type { PhotoPropertySettings } from "../../../domain/intake/photo-properties.ts";
import { DEFAULT_REJECTION_REASONS } from "../../../domain/shop/rejection-reasons.ts";
import { databaseTime, db, tables, type Tx } from "../../db.ts";
import { dropReadings } from "../orders/order-readings.ts";
import type { FlowSettings } from "../../../domain/screens/settings.ts";
import type { Step } from "../../../domain/words/steps.ts";
import { readFlow } from "../acts/situations.ts";
import { readUsualHours } from "../stored.ts";
import { lockInstallation } from "./installations.ts";

/** A shop as intake needs it. */
export type IntakeShop = {
  id: string;
  domain: string;
  flow: Flow;
  photoSettings: PhotoPropertySettings;
  installedAt: Date;
};

/** The shop that has the app installed; null for a stranger and for one that has left. */
export async function activeShop(domain: string): Promise<IntakeShop | null> {
  const row = await db().shop.findFirst({ where: { domain, uninstalledAt: null } });
  if (!row) return null;
  const { id, installedAt } = row;
  return { id, domain, installedAt, flow: readFlow(row.flow), photoSettings: readPhotoSettings(row.photoSettings) };
}

/** The same by the shop's id. */
export async function activeShopById(shopId: string): Promise<IntakeShop | null> {
  const row = await db().shop.findFirst({ where: { id: shopId, uninstalledAt: null }, select: { domain: true } });
  return row && activeShop(row.domain);
}

/** A shop as people know it. */
export type NamedShop = { id: string; domain: string; name: string };

/** The shop that has the app installed, by its domain, with nothing but its names; null for a stranger and for one that has left. */
export function installedShop(domain: string, tx: Tx = db()): Promise<NamedShop | null> {
  return tables(tx).shop.findFirst({
    where: { domain, uninstalledAt: null },
    select: { id: true, domain: true, name: true },
  });
}

/** The id of a shop that has the app, or had it and was not forgotten; null for a stranger. */
export async function shopIdOf(domain: string): Promise<string | null> {
  return (await db().shop.findUnique({ where: { domain }, select: { id: true } }))?.id ?? null;
}

/** What a shop has set for its order flow; what it has not set gets its default. */
export async function readSettings(shopId: string, tx: Tx = db()): Promise<FlowSettings> {
  const row = await tables(tx).shop.findUniqueOrThrow({
    where: { id: shopId },
    select: { flow: true, guideline: true, usualHours: true, resendUnknownAfter: true, retention: true },
  });
  const { flow, guideline, usualHours: hours, resendUnknownAfter, retention } = row;
  return {
    flow: readFlow(flow),
    guideline,
    usualHours: readUsualHours(hours),
    resendUnknownAfter,
    retention: readRetention(retention),
  };
}

/** Writes settings of a shop; of the usual hours only those that it has set. Gives how they stood, locked until the transaction ends, and how they stand now. */
export async function writeSettings(
  tx: Tx,
  shopId: string,
  set: Partial<{
    flow: Flow;
    guideline: string;
    usualHours: Partial<Record<Step, number>>;
    resendUnknownAfter: number | null;
    retention: Retention;
  }>,
): Promise<{ before: FlowSettings; after: FlowSettings }> {
  await tables(tx).$queryRaw`SELECT 1 FROM "Shop" WHERE id = ${shopId}::uuid FOR NO KEY UPDATE`;
  const before = await readSettings(shopId, tx);
  await tables(tx).shop.update({ where: { id: shopId }, data: set });
  return { before, after: await readSettings(shopId, tx) };
}

/** Photo settings as stored; what is missing gets its default. */
function readPhotoSettings(stored: unknown): PhotoPropertySettings {
  return { grouping: "property", ...(stored as Partial<PhotoPropertySettings> | null) };
}

/** Makes the shop's row with the default flow and reasons, or wakes one that had left; "there" when it was already active. */
export async function wakeShop(tx: Tx, domain: string): Promise<{ shopId: string; was: "new" | "away" | "there" }> {
  await lockInstallation(tx, domain);
  const known = await tables(tx).shop.findUnique({
    where: { domain },
    select: {
      id: true,
      uninstalledAt: true,
      startedAt: true,
      startsFrom: true,
      leavingAt: true,
    },
  });
  if (known && known.uninstalledAt === null) return { shopId: known.id, was: "there" };
  if (known) {
    await dropReadings(tx, known.id);
    const now = await databaseTime(tx);
    const { startedAt, startsFrom, uninstalledAt } = known;
    await tables(tx).shop.update({
      where: { id: known.id },
      data: {
        ...startAfterReturn({ startedAt, startsFrom }, uninstalledAt!, now),
        uninstalledAt: null,
        installedAt: now,
        // It works again; whatever it had taken back is held again once it has been read what became of it.
        leavingAt: null,
        settleSince: startedAt === null ? null : now,
        installations: { increment: 1 },
        importedAt: null,
        // A new installation begins at the app's own path, and with nothing told.
        pagePath: null,
        toldPagePath: null,
        installationId: null,
      },
    });
    return { shopId: known.id, was: "away" };
  }
  const reasons = DEFAULT_REJECTION_REASONS.map((reason, position) => ({ ...reason, position }));
  const { id } = await tables(tx).shop.create({
    data: { domain, flow: DEFAULT_FLOW, reasons: { create: reasons } },
    select: { id: true },
  });
  return { shopId: id, was: "new" };
}

/** Every shop that has the app, and whether the import of its orders has come to its end. */
export async function shopsToSweep(): Promise<{ shopId: string; isImported: boolean }[]> {
  const rows = await db().shop.findMany({ where: { uninstalledAt: null }, select: { id: true, importedAt: true } });
  return rows.map(({ id: shopId, importedAt }) => ({ shopId, isImported: importedAt !== null }));
}

/** Up to when a shop's orders have been swept; null before its first sweep. */
export async function sweptUntil(shopId: string): Promise<Date | null> {
  const row = await db().shop.findUnique({ where: { id: shopId }, select: { sweptUntil: true } });
  return row?.sweptUntil ?? null;
}

/** Notes up to when a shop's orders have been swept. A sweep that began before another ended does not turn the clock back. */
export async function markSwept(shopId: string, until: Date): Promise<void> {
  await db().shop.updateMany({
    where: { id: shopId, OR: [{ sweptUntil: null }, { sweptUntil: { lt: until } }] },
    data: { sweptUntil: until },
  });
}

/** Notes when the import of a shop's orders came to its end. */
export async function markImported(shopId: string, importedAt: Date): Promise<void> {
  await db().shop.update({ where: { id: shopId }, data: { importedAt } });
}

/** What Shopify says of a shop. `hasStorePassword` null: it did not say. */
export type ShopFacts = {
  name: string;
  email: string | null;
  timezone: string;
  primaryDomain: string;
  customerAccounts: "new" | "legacy";
  hasStorePassword: boolean | null;
};

/** Keeps what Shopify says of a shop. */
export async function writeShopFacts(shopId: string, facts: ShopFacts): Promise<void> {
  await db().shop.update({ where: { id: shopId }, data: facts });
}

/** The IANA name of a shop's own time zone, as Shopify last said. */
export async function timeZoneOf(shopId: string): Promise<string> {
  return (await db().shop.findUniqueOrThrow({ where: { id: shopId }, select: { timezone: true } })).timezone;
}

/** A shop that has the app, as one writes to it; null for one that has left. */
export function shopToWriteTo(shopId: string): Promise<{ name: string; email: string | null; domain: string } | null> {
  return db().shop.findFirst({
    where: { id: shopId, uninstalledAt: null },
    select: { name: true, email: true, domain: true },
  });
}
