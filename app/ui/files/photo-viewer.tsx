import type { ArtfileCard, ItemCard } from "../../domain/screens/item-card.ts";
import { PictureViewer, type Choices, type Picture } from "./picture-viewer.tsx";

/** Which photo is shown: of which item, and which of its photos, counted from 0. */
export type Viewed = { itemId: string; photo: number };

type Props = {
  cards: readonly ItemCard[];
  viewed: Viewed;
  onView: (viewed: Viewed) => void;
  onClose: () => void;
  choices?: Choices;
};

/** The photos of all cards of the page in the whole window, one after the other. */
export function PhotoViewer({ cards, viewed, onView, onClose, choices }: Props) {
  const places = cards.flatMap(({ itemId, photos }) => photos.map((_, photo) => ({ itemId, photo })));
  const at = places.findIndex(({ itemId, photo }) => itemId === viewed.itemId && photo === viewed.photo);
  const card = cards.find(({ itemId }) => itemId === viewed.itemId);
  return (
    <PictureViewer
      picture={card && photoPictures(card)[viewed.photo]}
      at={at}
      count={places.length}
      onView={(index) => onView(places[index]!)}
      onClose={onClose}
      choices={choices}
    />
  );
}

/** An item's photos as the viewer shows them. */
export function photoPictures(card: ItemCard): Picture[] {
  const { photos, orderName, itemNumber } = card;
  return photos.map(({ screen, failure, width, height }, at) => ({
    address: screen,
    instead: failure,
    name: `Photo ${at + 1} of ${photos.length}, order ${orderName}, item ${itemNumber}`,
    title: titleOf(card),
    about: about(card, photos.length > 1 ? `photo ${at + 1} of ${photos.length}` : "photo", width, height),
  }));
}

/** One version of an item's artfile as the viewer shows it. */
export function artfilePicture(card: ItemCard, { screen, deleted, version, width, height }: ArtfileCard): Picture {
  return {
    address: screen,
    instead: deleted,
    name: `Artfile version ${version}, order ${card.orderName}, item ${card.itemNumber}`,
    title: titleOf(card),
    about: about(card, `artfile, version ${version}`, width, height),
  };
}

function titleOf({ orderName, itemNumber, itemCount }: ItemCard): string {
  return itemCount > 1 ? `${orderName} item ${itemNumber}` : orderName;
}

// A title of the page's own parts has no elements: the marks around a text keep its direction to itself (UAX 9, isolates).
function isolated(text: string | null): string | null {
  return text && `\u2068${text}\u2069`;
}

function about(
  { productTitle, variantTitle, propertyName, itemCount }: ItemCard,
  what: string,
  width: number | null,
  height: number | null,
): string {
  return [
    isolated(productTitle),
    isolated(variantTitle),
    itemCount > 1 ? isolated(propertyName) : null,
    what,
    width && height ? `${width} × ${height} px` : null,
  ]
    .filter(Boolean)
    .join(" · ");
}
