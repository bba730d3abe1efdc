import type { Prisma } from "@prisma/client";
import type { Stored } from "../../../domain/files/retention.ts";
import type { Step } from "../../../domain/words/steps.ts";
import type { Flow } from "../../../domain/words/flow.ts";
import { db } from "../../db.ts";
import { readFlow } from "../acts/situations.ts";
import { STAGE_COLUMNS } from "./starts.ts";
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
  /** How far the shop is. */
  stage: StageRow;
  /** Whether any open order is in shadow. */
  hasShadow: boolean;
  flow: Flow;
};

/** The columns of a shop that say how far it is. */
type StageRow = Prisma.ShopGetPayload<{ select: typeof STAGE_COLUMNS }>;

/** Reads what Home needs of the shop itself, in one go. */
export async function readHomeFacts(shopId: string): Promise<HomeFacts> {
  const row = await db().shop.findUniqueOrThrow({
    where: { id: shopId },
    select: {
      ...STOREFRONT_COLUMNS,
      ...STAGE_COLUMNS,
      flow: true,
      _count: { select: { orders: { where: { isOurs: false, endedAt: null } } } },
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
    stage: row,
    hasShadow: row._count.orders > 0,
    flow: readFlow(row.flow),
  };
}
