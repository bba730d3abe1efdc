import { noTransaction } from "../../adapters/db.ts";
import { orderPage } from "../../adapters/rows/orders/order-list.ts";
import { loadSituations } from "../../adapters/rows/acts/situations.ts";
import { noteAccess } from "../../adapters/rows/shop/accesses.ts";
import { readSettings } from "../../adapters/rows/shop/shops.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { mayFindByCustomer, maySeeFile, maySeeItem } from "../../domain/team/can-see.ts";
import type { OrderLine } from "../../domain/screens/order-line.ts";
import { pageKeyText, readPageKey } from "../../domain/words/page-key.ts";
import { orderLines } from "./list-orders.ts";

const PAGE_SIZE = 25;

type Asked = { shopId: string; actor: ActingMember; words: string; after: string | null };

/** One page of the orders in which every word is found, open or not, newest first, with only what the member may see; nothing without a word. */
export async function searchOrders({
  shopId,
  actor,
  words,
  after,
}: Asked): Promise<{ lines: OrderLine[]; next: string | null }> {
  if (words.trim() === "") return { lines: [], next: null };
  const { usualHours: usual } = await readSettings(shopId);
  const ownedBy = isManager(actor) ? null : { memberId: actor.memberId, roles: actor.roles };
  const page = await orderPage(
    shopId,
    { state: "all", words, findsByCustomer: mayFindByCustomer(actor.roles), ownedBy },
    usual,
    readPageKey(after),
    PAGE_SIZE,
  );
  const [lines, situations] = await Promise.all([
    orderLines(shopId, page.orderIds, usual),
    loadSituations(noTransaction(), shopId, page.orderIds),
  ]);
  const seen = lines.flatMap((line) => {
    const situation = situations.get(line.orderId);
    if (!situation) return [];
    const visible = situation.items.filter((item) => maySeeItem(actor, situation, item));
    const items = line.items.filter(({ itemId }) => visible.some(({ id }) => id === itemId));
    const seesCustomer = visible.some((item) => maySeeFile(actor, situation, item, "customer_address"));
    return items.length === 0 ? [] : [{ ...line, items, customerName: seesCustomer ? line.customerName : null }];
  });
  const named = seen.filter(({ customerName }) => customerName !== null).map(({ orderId }) => orderId);
  await noteAccess({ shopId, memberId: actor.memberId, kind: "search", orderIds: named });
  return { lines: seen, next: pageKeyText(page.next) };
}
