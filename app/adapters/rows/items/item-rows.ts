import type { Prisma } from "@prisma/client";
import type { ItemText } from "../../../domain/screens/item-card.ts";
import { WORKING_ROLES, type WorkingRole } from "../../../domain/words/roles.ts";
import { REWORK_CAUSES, type ReworkCause } from "../../../domain/words/situation.ts";
import { STEPS, type Step } from "../../../domain/words/steps.ts";
import type { Situation } from "../../../domain/words/situation.ts";
import { db } from "../../db.ts";
import { situationOf, WITHOUT_PICTURE } from "../acts/situations.ts";
import { stored, storedOrNull } from "../stored.ts";

const OF_ITEM = {
  photos: { orderBy: [{ version: "desc" }, { position: "asc" }] },
  artfiles: { orderBy: { version: "desc" } },
  issues: { orderBy: { openedAt: "desc" }, take: 1, include: { reason: { select: { name: true } } } },
  revisions: { orderBy: { round: "desc" }, take: 1 },
  reason: { select: { mayKeepPhoto: true } },
} satisfies Prisma.ItemInclude;

const OF_ORDER = {
  id: true,
  shop: { select: { installations: true, timezone: true } },
  name: true,
  placedAt: true,
  customerName: true,
  folderId: true,
  note: true,
  lines: true,
  flow: true,
  cancelledInShopify: true,
  isOurs: true,
  assignments: { select: { role: true, memberId: true, member: { select: { id: true, name: true } } } },
} satisfies Prisma.OrderSelect;

/** An item with its photos (newest version first), artfiles (newest first), last issue and last revision. */
export type ItemRow = Omit<Row, "step" | "reworkCause" | "details"> & {
  step: Step;
  reworkCause: ReworkCause;
  details: ItemText[];
  assignees: Partial<Record<WorkingRole, { id: string; name: string }>>;
};
type Row = Prisma.ItemGetPayload<{ include: typeof OF_ITEM }> & {
  order: Prisma.OrderGetPayload<{ select: typeof OF_ORDER }>;
};

/** These items of the shop in the order of the ids, and their orders as the rules see them, by order id; ids that the shop does not have are left out. */
export async function loadItemRows(
  shopId: string,
  itemIds: readonly string[],
): Promise<{ rows: ItemRow[]; situations: Map<string, Situation> }> {
  const ids = [...itemIds];
  if (ids.length === 0) return { rows: [], situations: new Map() };
  // With all items of the orders, in one statement: what may be done with one of them depends on its siblings.
  const orders = await db().order.findMany({
    where: { shopId, items: { some: { id: { in: ids } } } },
    select: { ...OF_ORDER, items: { orderBy: { number: "asc" }, include: OF_ITEM } },
  });
  const byId = new Map(
    orders.flatMap(({ items, ...order }) => items.map((item) => [item.id, { ...item, order }] as const)),
  );
  return {
    rows: ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [inOurWords(row)] : [];
    }),
    situations: new Map(
      orders.map((order) => [
        order.id,
        situationOf({
          ...order,
          items: order.items.map((item) => ({
            ...item,
            photos: item.photos.filter(({ state }) => state === "ready"),
            artfiles: item.artfiles.filter(isWithoutPicture),
          })),
        }),
      ]),
    ),
  };
}

function isWithoutPicture({ screenKey, renditions }: Row["artfiles"][number]): boolean {
  return screenKey === null && WITHOUT_PICTURE.some((one) => one === renditions);
}

function inOurWords(row: Row): ItemRow {
  const assigned = row.order.assignments.map(({ role, member }) => [
    stored(WORKING_ROLES, role, "Assignment.role"),
    member,
  ]);
  return {
    ...row,
    step: stored(STEPS, row.step, "Item.step"),
    reworkCause: storedOrNull(REWORK_CAUSES, row.reworkCause, "Item.reworkCause"),
    details: row.details as ItemText[],
    assignees: Object.fromEntries(assigned),
  };
}
