import { DEFAULT_FLOW, type Flow } from "../../domain/words/flow.ts";
import type { PhotoPropertySettings } from "../../domain/intake/photo-properties.ts";
import { DEFAULT_REJECTION_REASONS } from "../../domain/screens/rejection-reasons.ts";
import { db, tables, type Tx } from "../db.ts";
import { readFlow } from "./situations.ts";

/** A shop as intake needs it. */
export type IntakeShop = { id: string; domain: string; flow: Flow; photoSettings: PhotoPropertySettings };

/** The shop that has the app installed; null for a stranger and for one that has left. */
export async function activeShop(domain: string): Promise<IntakeShop | null> {
  const row = await db().shop.findFirst({ where: { domain, uninstalledAt: null } });
  return row && { id: row.id, domain, flow: readFlow(row.flow), photoSettings: readPhotoSettings(row.photoSettings) };
}

/** The same by the shop's id. */
export async function activeShopById(shopId: string): Promise<IntakeShop | null> {
  const row = await db().shop.findFirst({ where: { id: shopId, uninstalledAt: null }, select: { domain: true } });
  return row && activeShop(row.domain);
}

/** Photo settings as stored; what is missing gets its default. */
export function readPhotoSettings(stored: unknown): PhotoPropertySettings {
  return { grouping: "property", ...(stored as Partial<PhotoPropertySettings> | null) };
}

/** Makes the shop's row with the default flow and reasons, or wakes one that had left; "there" when it was already active. */
export async function wakeShop(tx: Tx, domain: string): Promise<{ shopId: string; was: "new" | "away" | "there" }> {
  await tables(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`shop/${domain}`}, 0))`;
  const known = await tables(tx).shop.findUnique({ where: { domain }, select: { id: true, uninstalledAt: true } });
  if (known && known.uninstalledAt === null) return { shopId: known.id, was: "there" };
  if (known) {
    await tables(tx).shop.update({
      where: { id: known.id },
      data: { uninstalledAt: null, installedAt: new Date(), importedAt: null },
    });
    return { shopId: known.id, was: "away" };
  }
  const reasons = DEFAULT_REJECTION_REASONS.map((name, position) => ({ name, position }));
  const { id } = await tables(tx).shop.create({
    data: { domain, flow: DEFAULT_FLOW, reasons: { create: reasons } },
    select: { id: true },
  });
  return { shopId: id, was: "new" };
}
