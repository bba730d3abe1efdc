import type { Prisma } from "@prisma/client";
import { db } from "../db.ts";

const EVERYTHING_ON_A_CARD = {
  photos: { orderBy: [{ version: "desc" }, { position: "asc" }] },
  artfiles: { orderBy: { version: "desc" } },
  issues: { orderBy: { openedAt: "desc" }, take: 1, include: { reason: { select: { name: true } } } },
  revisions: { orderBy: { round: "desc" }, take: 1 },
  order: {
    select: {
      id: true,
      name: true,
      placedAt: true,
      customerName: true,
      folderId: true,
      note: true,
      assignments: { select: { role: true, member: { select: { id: true, name: true } } } },
    },
  },
} satisfies Prisma.ItemInclude;

/** An item with its photos (newest version first), artfiles (newest first), last issue and last revision. */
export type ItemRow = Prisma.ItemGetPayload<{ include: typeof EVERYTHING_ON_A_CARD }>;

/** These items of the shop in the order of the ids; ids that the shop does not have are left out. */
export async function loadItemRows(shopId: string, itemIds: readonly string[]): Promise<ItemRow[]> {
  const rows = await db().item.findMany({ where: { shopId, id: { in: [...itemIds] } }, include: EVERYTHING_ON_A_CARD });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return itemIds.flatMap((id) => byId.get(id) ?? []);
}
