import type { ItemCard } from "../screens/item-card.ts";

/** What a selection keeps of an item, so that it can be named and acted on from another page of its list. */
export type PickedItem = Pick<
  ItemCard,
  "itemId" | "changeCount" | "orderId" | "orderName" | "itemNumber" | "itemCount" | "step" | "actions"
> & { photos: readonly { id: string; position: number; thumb: string | null }[] };

/** An item as a selection keeps it. */
export function pickedItem(card: PickedItem): PickedItem {
  const { itemId, changeCount, orderId, orderName, itemNumber, itemCount, step, actions } = card;
  const photos = card.photos.map(({ id, position, thumb }) => ({ id, position, thumb }));
  return { itemId, changeCount, orderId, orderName, itemNumber, itemCount, step, actions, photos };
}
