import { PICTURE_PLACES, type PicturePlace } from "../../../domain/shop/pictures.ts";
import { db, tables, type Tx } from "../../db.ts";
import { stored } from "../stored.ts";

/** What of a picture's row pages show. */
export const SHOWN_PICTURE = { id: true, place: true, reasonId: true, alt: true, width: true, height: true } as const;
const KEYS = { thumbKey: true, middleKey: true, screenKey: true } as const;

/** A picture of the shop's own as pages show it. */
export type PictureRow = {
  id: string;
  place: PicturePlace;
  reasonId: string | null;
  alt: string;
  width: number | null;
  height: number | null;
};
type PictureKeys = { thumbKey: string; middleKey: string; screenKey: string };

/** All pictures of a shop's own, oldest first. */
export async function shopPictures(shopId: string, tx: Tx = db()): Promise<PictureRow[]> {
  const rows = await tables(tx).shopPicture.findMany({
    where: { shopId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: SHOWN_PICTURE,
  });
  return rows.map(toPicture);
}

/** A picture's row as the rest of the app reads it. */
export function toPicture(row: Omit<PictureRow, "place"> & { place: string }): PictureRow {
  return { ...row, place: stored(PICTURE_PLACES, row.place, "ShopPicture.place") };
}

/** Where a picture of a shop's own is stored; null when the shop has none of that id. */
export function findShopPicture(shopId: string, id: string): Promise<PictureKeys | null> {
  return db().shopPicture.findUnique({ where: { shopId_id: { shopId, id } }, select: KEYS });
}

/** Writes a picture of a shop's own. */
export async function addPicture(tx: Tx, shopId: string, picture: PictureRow & PictureKeys): Promise<void> {
  await tables(tx).shopPicture.create({ data: { shopId, ...picture } });
}

/** Forgets a picture and gives the keys of its files, which nothing names any more; none when the shop has no such picture. */
export async function dropPicture(tx: Tx, shopId: string, id: string): Promise<string[]> {
  return dropAll(tx, { shopId, id });
}

/** The same for the example of a reason. */
export function dropExample(tx: Tx, shopId: string, reasonId: string, place: PicturePlace): Promise<string[]> {
  return dropAll(tx, { shopId, reasonId, place });
}

/** The same for both examples of a reason. */
export function dropPicturesOfReason(tx: Tx, shopId: string, reasonId: string): Promise<string[]> {
  return dropAll(tx, { shopId, reasonId });
}

async function dropAll(
  tx: Tx,
  where: { shopId: string; id?: string; reasonId?: string; place?: string },
): Promise<string[]> {
  const rows = await tables(tx).shopPicture.findMany({ where, select: KEYS });
  await tables(tx).shopPicture.deleteMany({ where });
  return rows.flatMap(({ thumbKey, middleKey, screenKey }) => [thumbKey, middleKey, screenKey]);
}
