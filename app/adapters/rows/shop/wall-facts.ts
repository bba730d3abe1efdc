import type { Reason } from "../../../domain/shop/reasons.ts";
import { db } from "../../db.ts";
import { SHOWN_PICTURE, toPicture, type PictureRow } from "./pictures.ts";
import { CHOSEN_REASON } from "./reasons.ts";
import { toMember, type Member } from "../team/members.ts";

/** What lists of work need of their shop, in one go: its reasons in use and its members as `reasonsInUse` and `listMembers` give them, its guideline with its pictures, and which of its installations this is. */
export async function readWallFacts(
  shopId: string,
): Promise<{ guideline: string; installation: number; reasons: Reason[]; pictures: PictureRow[]; members: Member[] }> {
  const {
    members,
    pictures,
    installations: installation,
    ...facts
  } = await db().shop.findUniqueOrThrow({
    where: { id: shopId },
    select: {
      guideline: true,
      installations: true,
      reasons: {
        where: { retiredAt: null },
        orderBy: [{ position: "asc" }, { name: "asc" }],
        select: CHOSEN_REASON,
      },
      pictures: {
        where: { place: "guideline" },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        select: SHOWN_PICTURE,
      },
      members: { orderBy: [{ name: "asc" }, { id: "asc" }] },
    },
  });
  return { ...facts, installation, pictures: pictures.map(toPicture), members: members.map(toMember) };
}
