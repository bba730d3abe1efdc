import type { Stored } from "../../../domain/files/retention.ts";
import type { Step } from "../../../domain/words/steps.ts";
import { db } from "../../db.ts";
import { readUsualHours } from "../stored.ts";
import { toMember, type Member } from "../team/members.ts";
import { STOREFRONT_COLUMNS, toStorefront, type Storefront } from "./storefronts.ts";

/** What Home needs of the shop itself. */
export type HomeFacts = {
  usualHours: Record<Step, number | null>;
  /** As it was last counted; null before that. */
  stored: Stored | null;
  storefront: Storefront;
  /** As `listMembers` gives them. */
  members: Member[];
  /** Whether any order has ever come. */
  hasOrders: boolean;
};

/** Reads what Home needs of the shop itself, in one go. */
export async function readHomeFacts(shopId: string): Promise<HomeFacts> {
  const row = await db().shop.findUniqueOrThrow({
    where: { id: shopId },
    select: {
      ...STOREFRONT_COLUMNS,
      usualHours: true,
      stored: true,
      members: { orderBy: [{ name: "asc" }, { id: "asc" }] },
      orders: { select: { id: true }, take: 1 },
    },
  });
  return {
    usualHours: readUsualHours(row.usualHours),
    stored: row.stored as Stored | null,
    storefront: toStorefront(row),
    members: row.members.map(toMember),
    hasOrders: row.orders.length > 0,
  };
}
