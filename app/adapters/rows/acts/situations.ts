import { stored } from "../stored.ts";
import { WORKING_ROLES } from "../../../domain/words/roles.ts";
import { wholeFlow, type Flow } from "../../../domain/words/flow.ts";
import type { Situation } from "../../../domain/words/situation.ts";
import type { Item as ItemColumns } from "@prisma/client";
import { tables, type Tx } from "../../db.ts";
import { toItem } from "../items/items.ts";

/** `renditions` of a file of which there is no picture and will be none. */
export const WITHOUT_PICTURE = ["no_preview", "failed"] as const;

/** Orders as the rules see them, by order id; orders that the shop does not have are left out. */
export async function loadSituations(
  tx: Tx,
  shopId: string,
  orderIds: readonly string[],
): Promise<Map<string, Situation>> {
  const orders = await tables(tx).order.findMany({
    where: { shopId, id: { in: [...orderIds] } },
    select: {
      id: true,
      name: true,
      flow: true,
      cancelledInShopify: true,
      isOurs: true,
      assignments: { select: { role: true, memberId: true } },
      items: {
        orderBy: { number: "asc" },
        include: {
          photos: { where: { state: "ready" }, select: { version: true } },
          artfiles: {
            where: { screenKey: null, renditions: { in: [...WITHOUT_PICTURE] } },
            select: { version: true },
          },
          reason: { select: { mayKeepPhoto: true } },
        },
      },
    },
  });
  return new Map(orders.map((order) => [order.id, situationOf(order)]));
}

/** What of an order's rows its situation is made of: of each item the photos that are ready, and the artfiles of which there will be no picture. */
type OrderRows = {
  id: string;
  name: string;
  flow: unknown;
  cancelledInShopify: Date | null;
  isOurs: boolean;
  assignments: { role: string; memberId: string }[];
  items: (ItemColumns & {
    photos: { version: number }[];
    artfiles: { version: number }[];
    reason: { mayKeepPhoto: boolean } | null;
  })[];
};

/** An order as the rules see it, from its rows; its items in their order. */
export function situationOf(order: OrderRows): Situation {
  return {
    orderId: order.id,
    orderName: order.name,
    flow: readFlow(order.flow),
    items: order.items.map((row) =>
      toItem(row, {
        hasReadablePhoto: row.photos.some(({ version }) => version === row.photoVersion),
        hasNoPicture: row.artfiles.some(({ version }) => version === row.artfileVersion),
        mustReplacePhoto: row.reason?.mayKeepPhoto === false,
      }),
    ),
    assignees: Object.fromEntries(
      order.assignments.map(({ role, memberId }) => [stored(WORKING_ROLES, role, "Assignment.role"), memberId]),
    ),
    cancelledInShopify: order.cancelledInShopify !== null,
    isInShadow: !order.isOurs,
  };
}

/** One order as the rules see it; null when the shop has no such order. */
export async function loadSituation(tx: Tx, shopId: string, orderId: string): Promise<Situation | null> {
  return (await loadSituations(tx, shopId, [orderId])).get(orderId) ?? null;
}

/** A flow as stored; settings that an older version did not have get their default. */
export function readFlow(stored: unknown): Flow {
  return wholeFlow((stored ?? {}) as Readonly<Record<string, unknown>>);
}
