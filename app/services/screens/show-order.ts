import { databaseTime, noTransaction } from "../../adapters/db.ts";
import { readHistory } from "../../adapters/rows/acts/history.ts";
import { loadItemRows } from "../../adapters/rows/items/item-rows.ts";
import { orderInShopify } from "../../adapters/rows/fulfilment/orders-in-shopify.ts";
import { orderRow } from "../../adapters/rows/orders/order-list.ts";
import { noteAccess } from "../../adapters/rows/shop/accesses.ts";
import { isForgotten } from "../../adapters/rows/shop/customer-columns.ts";
import { timeZoneOf } from "../../adapters/rows/shop/shops.ts";
import { loadSituation } from "../../adapters/rows/acts/situations.ts";
import { holdShown, type HoldShown } from "../../domain/fulfilment/hold-shown.ts";
import { wantedInShopify } from "../../domain/fulfilment/wanted.ts";
import { mayDo } from "../../domain/team/permissions.ts";
import { momentIn } from "../../domain/words/times.ts";
import { isManager } from "../../domain/workflow/needs.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { addressLines } from "../../domain/screens/address-lines.ts";
import { mayFindByCustomer, mayOpenStep, maySeeFile } from "../../domain/team/can-see.ts";
import { EMAIL_KINDS } from "../../domain/words/emails.ts";
import { tell } from "../../domain/workflow/history.ts";
import type { OrderItem, OrderPage } from "../../domain/screens/order-page.ts";
import { shownFacts } from "../../domain/screens/order-facts-shown.ts";
import { isOverdue } from "../../domain/screens/overdue.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { offeredBefore } from "../../domain/workflow/undo.ts";
import type { Step } from "../../domain/words/steps.ts";
import { tellStanding } from "../../domain/workflow/standing.ts";
import { isUuid } from "../../domain/words/uuid.ts";
import { takeBacksOf } from "../customer/take-back-approval.ts";
import { photoCard } from "./file-cards.ts";
import { cardsOf, viewOf } from "./item-cards.ts";
import { listAssignable } from "../team/list-assignable.ts";
import { emailCards } from "../emails/list-emails.ts";
import { emailSheet, waitedFor } from "../../domain/emails/email-sheets.ts";

type Asked = { shopId: string; actor: ActingMember; orderId: string };

/** One order as this member may see it; null when the shop has none of that id, or nothing of it is theirs. */
export async function showOrder({ shopId, actor, orderId }: Asked): Promise<OrderPage | null> {
  const [row, situation] = isUuid(orderId)
    ? await Promise.all([orderRow(shopId, orderId), loadSituation(noTransaction(), shopId, orderId)])
    : [];
  if (!row || !situation) return null;
  const items = await orderItems({ shopId, actor, orderId }, situation, row.usualHours);
  if (items.length === 0) return null;
  const sees = new Set(items.map(({ card }) => card.itemId));
  const seesCustomer =
    isManager(actor) || situation.items.some((item) => maySeeFile(actor, situation, item, "customer_address"));
  if (seesCustomer) await noteAccess({ shopId, memberId: actor.memberId, kind: "order", orderIds: [orderId] });
  const [history, emails, assignable, hold] = await Promise.all([
    readHistory(undefined, { shopId, orderId }),
    emailCards({
      shopId,
      orderIds: [orderId],
      kinds: EMAIL_KINDS,
      withAddress: seesCustomer && mayFindByCustomer(actor.roles),
    }),
    isManager(actor) && !situation.isInShadow ? listAssignable(shopId) : [],
    holdOf({ shopId, actor, orderId }, situation),
  ]);
  const itemById = new Map(situation.items.map((item) => [item.id, item]));
  return {
    orderId,
    orderName: row.name,
    placedAt: row.placedAt.toISOString(),
    note: row.note,
    shopifyAddress:
      seesCustomer && row.deletedInShopify === null ? `shopify://admin/orders/${row.shopifyOrderId}` : null,
    customer: seesCustomer
      ? {
          name: row.customerName,
          email: row.customerEmail,
          address: addressLines(row.address),
          isForgotten: await isForgotten(noTransaction(), shopId, row.shopifyOrderId),
        }
      : null,
    facts: shownFacts(row.facts, new Set(row.linesWithItems), seesCustomer),
    folderName: row.folder?.name ?? null,
    isCancelledInShopify: row.cancelledInShopify !== null && row.deletedInShopify === null,
    isDeletedInShopify: row.deletedInShopify !== null,
    isFulfilledInShopify: row.fulfilledInShopify !== null,
    isInShadow: situation.isInShadow && row.endedAt === null,
    isWaitingForArtist: row.waitingForArtistSince !== null,
    hold,
    assignees: row.assignees,
    items,
    emails: emails[orderId] ?? [],
    history: history
      .filter(({ itemId }) => itemId === null || sees.has(itemId))
      .map(({ id, at, itemId, event, told }) => ({
        id,
        at: at.toISOString(),
        itemNumber: itemById.get(itemId ?? "")?.number ?? null,
        sentence: tell(event, told, itemById.get(itemId ?? "")?.skips),
      }))
      .toReversed(),
    assignable,
    mayRemind: waitedFor(situation.items.filter(({ id }) => sees.has(id))).some((kind) =>
      mayOpenStep(emailSheet(kind).about, actor.roles),
    ),
  };
}

async function holdOf({ shopId, actor, orderId }: Asked, situation: Situation): Promise<HoldShown | null> {
  const [order, timeZone, now] = await Promise.all([
    orderInShopify(noTransaction(), shopId, orderId),
    timeZoneOf(shopId),
    databaseTime(),
  ]);
  if (!order) return null;
  const { items, isOurs, holds, liftedByHand: lifted, unheldSince, unsettledCause: cause } = order;
  const facts = {
    ...{ situation, holds, lifted, cause },
    wanted: wantedInShopify({ situation, items, isOurs, now }),
    setting: situation.flow.liftedHold,
    isUnheld: unheldSince !== null,
    linesOf: (itemId: string) => items.filter(({ id }) => id === itemId).map(({ lineId }) => lineId),
  };
  return holdShown(facts, (at) => momentIn(timeZone, new Date(at)), mayDo("hold_again", actor));
}

async function orderItems(
  { shopId, actor }: Asked,
  situation: Situation,
  usual: Record<Step, number | null>,
): Promise<OrderItem[]> {
  const itemIds = situation.items.map(({ id }) => id);
  const [loaded, now, timeZone] = await Promise.all([
    loadItemRows(shopId, itemIds),
    databaseTime(),
    timeZoneOf(shopId),
  ]);
  const { rows } = loaded;
  const cards = cardsOf(loaded, { shopId, actor });
  const takeBacks = await takeBacksOf(noTransaction(), { shopId, orderId: situation.orderId }, situation, now);
  return cards.map((card) => {
    const item = situation.items.find(({ id }) => id === card.itemId)!;
    const row = rows.find(({ id }) => id === card.itemId);
    const photosBefore = row ? row.photos.filter(({ version }) => version < item.photoVersion) : [];
    const takenBackUntil = takeBacks.get(item.id)?.until;
    return {
      card: takenBackUntil ? { ...card, actions: offeredBefore(card.actions) } : card,
      earlierPhotos: row
        ? photosBefore.map((photo) => photoCard(photo, { ...viewOf(row), shopId, actor, situation, item }))
        : [],
      standing: tellStanding(item, situation, {
        nameOf: (memberId) => Object.values(card.assignees).find((member) => member?.id === memberId)?.name,
        takenBackUntil: takenBackUntil && momentIn(timeZone, takenBackUntil),
      }),
      isOverdue: item.readyFor === null && isOverdue(item.step, Date.parse(card.since), now.getTime(), usual),
    };
  });
}
