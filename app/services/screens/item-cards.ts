import { loadItemRows, type ItemRow } from "../../adapters/rows/items/item-rows.ts";
import { actionsFor } from "../../domain/workflow/decide.ts";
import { movesOf } from "../../domain/workflow/needs.ts";
import type { ActingMember } from "../../domain/words/actors.ts";
import { waitsFor } from "../../domain/workflow/barrier.ts";
import { maySeeItem } from "../../domain/team/can-see.ts";
import { lineName } from "../../domain/intake/order-facts.ts";
import { readLines } from "../../adapters/rows/orders/order-facts.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import type { Situation } from "../../domain/words/situation.ts";
import { artfileCard, photoCard, type Viewing } from "./file-cards.ts";

const UNPLACED = "A photo for the whole order";

type Asked = { shopId: string; actor: ActingMember; itemIds: readonly string[] };

/** The cards of these items in the order of the ids; items that the member may not see are left out. */
export async function itemCards({ shopId, actor, itemIds }: Asked): Promise<ItemCard[]> {
  return cardsOf(await loadItemRows(shopId, itemIds), { shopId, actor });
}

/** The same of rows that were read before. */
export function cardsOf(
  { rows, situations }: Awaited<ReturnType<typeof loadItemRows>>,
  { shopId, actor }: Omit<Asked, "itemIds">,
): ItemCard[] {
  return rows.flatMap((row) => {
    const situation = situations.get(row.orderId);
    const item = situation?.items.find(({ id }) => id === row.id);
    if (!situation || !item || !maySeeItem(actor, situation, item)) return [];
    return [card(row, situation, { ...viewOf(row), shopId, actor, situation, item })];
  });
}

/** Of an item's row what a member's view of its files needs. */
export function viewOf({ fileName, order }: ItemRow): Pick<Viewing, "fileName" | "installation" | "timeZone"> {
  return { fileName, installation: order.shop.installations, timeZone: order.shop.timezone };
}

function card(row: ItemRow, situation: Situation, viewing: Viewing): ItemCard {
  const [issue] = row.issues;
  const [revision] = row.revisions;
  const { item, actor } = viewing;
  const actions = actionsFor(item, situation, actor);
  return {
    itemId: row.id,
    changeCount: row.changeCount,
    itemNumber: row.number,
    itemCount: situation.items.filter(({ step }) => step !== "cancelled").length,
    orderId: row.orderId,
    orderName: row.order.name,
    orderNote: row.order.note,
    placedAt: row.order.placedAt.toISOString(),
    folderId: row.order.folderId,
    ...productOf(row),
    propertyName: row.propertyName,
    quantity: row.quantity,
    fileName: row.fileName,
    details: row.details,
    step: item.step,
    readyFor: item.readyFor,
    since: row.stepSince.toISOString(),
    waitsFor: item.readyFor ? waitsFor(item, situation) : [],
    reworkCause: row.reworkCause,
    instructions: row.instructions,
    photoKept: row.photoKept,
    sentToPrinterAt: row.sentToPrinterAt?.toISOString() ?? null,
    photos: row.photos.filter(({ version }) => version === row.photoVersion).map((photo) => photoCard(photo, viewing)),
    artfiles: row.artfiles.map((artfile) => artfileCard(artfile, viewing)),
    hasNewerPhoto: row.artfileVersion > 0 && row.artfilePhotoVersion < row.photoVersion,
    issue: issue
      ? {
          reason: issue.reason.name,
          comment: issue.comment,
          photoIds: issue.photoIds,
          openedAt: issue.openedAt.toISOString(),
          isOpen: issue.endedAt === null,
        }
      : null,
    revision: revision
      ? {
          round: revision.round,
          note: revision.note,
          askedAt: revision.askedAt.toISOString(),
          isOpen: revision.forwardedAt === null && revision.answeredAt === null,
          instructions: revision.instructions,
          answer: revision.answer,
        }
      : null,
    assignees: row.assignees,
    places: placesOf(row),
    actions,
    moves: actions.includes("move") ? movesOf(item) : [],
  };
}

// The line that an item stands on meanwhile is nobody's word: none is named before somebody has said which it is.
function productOf({
  placeAmong,
  productTitle,
  variantTitle,
}: ItemRow): Pick<ItemCard, "productTitle" | "variantTitle"> {
  return placeAmong.length > 0 ? { productTitle: UNPLACED, variantTitle: null } : { productTitle, variantTitle };
}

function placesOf({ placeAmong, order }: ItemRow): ItemCard["places"] {
  if (placeAmong.length === 0) return [];
  return (readLines(order.lines) ?? [])
    .filter(({ lineId }) => placeAmong.includes(lineId))
    .map(({ lineId, quantity, title, variantTitle }) => ({
      lineId,
      name: `${quantity} × ${lineName({ title, variantTitle })}`,
    }));
}
