import type { ItemCard } from "../screens/item-card.ts";

/** Whether somebody who looks at the wall can have seen all that an item's decision is about: each of its photos has a picture. */
export function canBeSeen({ photos }: { photos: readonly Pick<ItemCard["photos"][number], "thumb">[] }): boolean {
  return photos.length > 0 && photos.every(({ thumb }) => thumb !== null);
}
