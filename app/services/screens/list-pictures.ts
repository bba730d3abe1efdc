import { fileAddress } from "../../adapters/proofs/files-access.ts";
import { shopPictures } from "../../adapters/rows/shop/pictures.ts";
import type { ShownPicture } from "../../domain/shop/pictures.ts";

type Viewing = { shopId: string; installation: number; memberId: string };

/** The pictures of a shop's own, with addresses for one member. */
export async function listPictures({ shopId, installation, memberId }: Viewing): Promise<ShownPicture[]> {
  const rows = await shopPictures(shopId);
  const of = (id: string, form: "thumb" | "middle" | "screen") =>
    fileAddress({ shopId, installation, kind: "picture", id, form, memberId });
  return rows.map((row) => ({
    ...row,
    thumb: of(row.id, "thumb"),
    middle: of(row.id, "middle"),
    screen: of(row.id, "screen"),
  }));
}
