import type { Prisma } from "@prisma/client";
import type { ItemText } from "../../../domain/screens/item-card.ts";
import { WORKING_ROLES, type WorkingRole } from "../../../domain/words/roles.ts";
import { REWORK_CAUSES, type ReworkCause } from "../../../domain/words/situation.ts";
import { STEPS, type Step } from "../../../domain/words/steps.ts";
import { db } from "../../db.ts";
import { stored, storedOrNull } from "../stored.ts";

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
      lines: true,
      assignments: { select: { role: true, member: { select: { id: true, name: true } } } },
    },
  },
} satisfies Prisma.ItemInclude;

/** An item with its photos (newest version first), artfiles (newest first), last issue and last revision. */
export type ItemRow = Omit<Row, "step" | "reworkCause" | "details"> & {
  step: Step;
  reworkCause: ReworkCause;
  details: ItemText[];
  assignees: Partial<Record<WorkingRole, { id: string; name: string }>>;
};
type Row = Prisma.ItemGetPayload<{ include: typeof EVERYTHING_ON_A_CARD }>;

/** These items of the shop in the order of the ids; ids that the shop does not have are left out. */
export async function loadItemRows(shopId: string, itemIds: readonly string[]): Promise<ItemRow[]> {
  const rows = await db().item.findMany({ where: { shopId, id: { in: [...itemIds] } }, include: EVERYTHING_ON_A_CARD });
  const byId = new Map(rows.map((row) => [row.id, inOurWords(row)]));
  return itemIds.flatMap((id) => byId.get(id) ?? []);
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
