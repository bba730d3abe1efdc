import { fileAddress } from "../../adapters/proofs/files-access.ts";
import { shopPictures, type PictureRow } from "../../adapters/rows/shop/pictures.ts";
import type { ShownPicture } from "../../domain/shop/pictures.ts";

type Viewing = { shopId: string; installation: number; memberId: string };

/** The pictures of a shop's own, with addresses for one member. */
export async function listPictures(viewing: Viewing): Promise<ShownPicture[]> {
  return shownPictures(await shopPictures(viewing.shopId), viewing);
}

/** These pictures with addresses for one member. */
export function shownPictures(
  rows: readonly PictureRow[],
  { shopId, installation, memberId }: Viewing,
): ShownPicture[] {
  const of = (id: string, form: "thumb" | "middle" | "screen") =>
    fileAddress({ shopId, installation, kind: "picture", id, form, memberId });
  return rows.map((row) => ({
    ...row,
    thumb: of(row.id, "thumb"),
    middle: of(row.id, "middle"),
    screen: of(row.id, "screen"),
  }));
}
