import type { StoreAddress } from "../../../domain/customer/customer-page-address.ts";
import { db, tables, type Tx } from "../../db.ts";

/** Which log-in a shop's customers have; null until Shopify has said. */
export type CustomerAccounts = "new" | "legacy" | null;

/** A shop's online store as our pages, emails and managers need it. `hasPassword` null: Shopify has not said. */
export type Storefront = StoreAddress & {
  name: string;
  customerAccounts: CustomerAccounts;
  hasPassword: boolean | null;
};

/** The columns of a shop that `toStorefront` reads. */
export const STOREFRONT_COLUMNS = {
  id: true,
  domain: true,
  name: true,
  primaryDomain: true,
  pagePath: true,
  customerAccounts: true,
  hasStorePassword: true,
} as const;

/** The online store of a shop that has the app, by its domain at myshopify.com; null for a stranger and for one that has left. */
export async function visitedStorefront(domain: string): Promise<(Storefront & { id: string }) | null> {
  const row = await db().shop.findFirst({ where: { domain, uninstalledAt: null }, select: STOREFRONT_COLUMNS });
  return row && { id: row.id, ...toStorefront(row) };
}

/** The online store of a shop. */
export async function storefrontOf(shopId: string): Promise<Storefront> {
  return toStorefront(await db().shop.findUniqueOrThrow({ where: { id: shopId }, select: STOREFRONT_COLUMNS }));
}

/** Keeps where our pages stand; false when that was known. */
export async function notePagePath(tx: Tx, shopId: string, pagePath: string): Promise<boolean> {
  const where = { id: shopId, OR: [{ pagePath: null }, { pagePath: { not: pagePath } }] };
  const { count } = await tables(tx).shop.updateMany({ where, data: { pagePath } });
  return count > 0;
}

/** The path that the theme's block has been told; null for none yet. */
export async function toldPagePath(shopId: string): Promise<string | null> {
  const row = await db().shop.findUnique({ where: { id: shopId }, select: { toldPagePath: true } });
  return row?.toldPagePath ?? null;
}

/** Notes what the theme's block has been told. */
export async function noteToldPagePath(shopId: string, path: string): Promise<void> {
  await db().shop.update({ where: { id: shopId }, data: { toldPagePath: path } });
}

type Row = StoreAddress & { name: string; customerAccounts: string | null; hasStorePassword: boolean | null };

/** A shop's online store, of its row. */
export function toStorefront(row: Row): Storefront {
  const { domain, name, primaryDomain, pagePath, customerAccounts, hasStorePassword } = row;
  const accounts = customerAccounts === "new" || customerAccounts === "legacy" ? customerAccounts : null;
  return { domain, name, primaryDomain, pagePath, customerAccounts: accounts, hasPassword: hasStorePassword };
}
