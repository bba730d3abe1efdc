import { downloadAddress } from "../../adapters/proofs/files-access.ts";
import {
  fulfilmentCounts,
  fulfilmentPage,
  fulfilmentRows,
  type FulfilmentRequest,
} from "../../adapters/rows/fulfilment/fulfilments.ts";
import { noteAccess } from "../../adapters/rows/shop/accesses.ts";
import { loadItemRows } from "../../adapters/rows/items/item-rows.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { addressLines } from "../../domain/screens/address-lines.ts";
import { maySeeFile } from "../../domain/team/can-see.ts";
import { whyNotFulfilled } from "../../domain/fulfilment/why-not-fulfilled.ts";
import { alsoToShip } from "../../domain/screens/order-facts-shown.ts";
import type { FolderCount, FulfilmentCard } from "../../domain/screens/fulfilment-card.ts";
import { pageKeyText, readPageKey } from "../../domain/words/page-key.ts";
import { cardsOf } from "../screens/item-cards.ts";

const PAGE_SIZE = 24;

type Asked = {
  shopId: string;
  actor: ActingMember;
  filters: Omit<FulfilmentRequest, "shopId" | "ownedBy">;
  after: string | null;
};

/** One page of the fulfilment queue by order, with only what the member may see, and the shop's sub-folders with their counts. */
export async function listFulfilment({ shopId, actor, filters, after }: Asked) {
  const ownedBy = isManager(actor) ? null : actor.memberId;
  const [page, counts] = await Promise.all([
    fulfilmentPage({ shopId, ownedBy, ...filters }, readPageKey(after), PAGE_SIZE),
    fulfilmentCounts({ shopId, ownedBy }),
  ]);
  const cards = await fulfilmentCards(shopId, actor, page);
  const shown = cards.filter((card) => card.customerName ?? card.customerEmail ?? card.address[0]);
  await noteAccess({
    shopId,
    memberId: actor.memberId,
    kind: "fulfilment",
    orderIds: shown.map(({ orderId }) => orderId),
  });
  return {
    cards,
    next: pageKeyText(page.next),
    folders: counts.flatMap(({ id, name, count }): FolderCount[] => (id && name !== null ? [{ id, name, count }] : [])),
    unsorted: counts.find(({ id }) => id === null)?.count ?? 0,
    all: counts.reduce((sum, { count }) => sum + count, 0),
  };
}

async function fulfilmentCards(
  shopId: string,
  actor: ActingMember,
  { orders, asOf }: { orders: { orderId: string; since: Date }[]; asOf: Date },
): Promise<FulfilmentCard[]> {
  const orderIds = orders.map(({ orderId }) => orderId);
  const rows = await fulfilmentRows(shopId, orderIds, asOf);
  const loaded = await loadItemRows(
    shopId,
    rows.flatMap(({ items }) => items.map(({ id }) => id)),
  );
  const cards = cardsOf(loaded, { shopId, actor });
  return orders.flatMap(({ orderId, since }) => {
    const row = rows.find(({ id }) => id === orderId);
    const view = loaded.rows.find((one) => one.orderId === orderId);
    const situation = loaded.situations.get(orderId);
    const items = cards.filter((card) => card.orderId === orderId);
    if (!row || !view || !situation || items.length === 0) return [];
    const { asked } = row;
    const seesAddress = situation.items.some((item) => maySeeFile(actor, situation, item, "customer_address"));
    return [
      {
        orderId,
        orderName: row.name,
        placedAt: row.placedAt.toISOString(),
        since: since.toISOString(),
        folderId: row.folderId,
        note: row.note,
        customerName: seesAddress ? row.customerName : null,
        customerEmail: seesAddress ? row.customerEmail : null,
        address: seesAddress ? addressLines(row.address) : [],
        items,
        otherLines: alsoToShip(row.lines, new Set(row.linesWithItems)),
        download: downloadAddress({
          shopId,
          installation: view.order.shop.installations,
          memberId: actor.memberId,
          what: "artfiles",
          orderIds: [orderId],
        }),
        cannotFulfil: whyNotFulfilled(situation, actor),
        asked:
          asked && asked.state !== "fulfilled"
            ? {
                state: asked.state,
                sentence: asked.refusal ?? "",
                at: (asked.settledAt ?? asked.askedAt).toISOString(),
              }
            : null,
      },
    ];
  });
}
