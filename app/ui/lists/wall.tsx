import { Badge } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { ItemCard, PhotoCard } from "../../domain/screens/item-card.ts";
import { Ago } from "../pages/ago.tsx";
import "./wall.css";

type Props = {
  cards: readonly ItemCard[];
  /** What somebody said of an item, by its id: it stands on its card. */
  remarks: Readonly<Record<string, string>>;
  isSelected: (itemId: string) => boolean;
  onSelect: (itemId: string, isRange: boolean) => void;
  onOpen: (index: number) => void;
  /** The card that the arrow keys stand on. */
  cursor: number | null;
  onAskCustomer: (itemId: string) => void;
};

/** A wall of thumbnails: the picture opens in full, the bottom part of a card selects it. */
export function Wall({ cards, remarks, isSelected, onSelect, onOpen, cursor, onAskCustomer }: Props) {
  const wall = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (cursor !== null) wall.current?.querySelectorAll<HTMLElement>(".wall-select")[cursor]?.focus();
  }, [cursor]);
  return (
    <ul className="wall" ref={wall}>
      {cards.map((card, index) => (
        <li key={card.itemId} className={isSelected(card.itemId) ? "wall-card wall-card-selected" : "wall-card"}>
          <Picture
            card={card}
            isSentBack={card.itemId in remarks}
            onOpen={() => onOpen(index)}
            onAskCustomer={() => onAskCustomer(card.itemId)}
          />
          <button
            type="button"
            className="wall-select"
            aria-pressed={isSelected(card.itemId)}
            onClick={(event) => onSelect(card.itemId, event.shiftKey)}
          >
            <span className="wall-order">
              {card.itemCount > 1 ? `${card.orderName} · item ${card.itemNumber}` : card.orderName}
            </span>
            <span className="wall-product">{card.productTitle}</span>
            {card.variantTitle ? <span className="wall-variant">{card.variantTitle}</span> : null}
            {card.itemCount > 1 && card.propertyName ? <span className="wall-variant">{card.propertyName}</span> : null}
            <span className="wall-variant">
              <Ago at={card.since} />
              {card.quantity > 1 ? ` · ${card.quantity} copies` : ""}
            </span>
            {remarks[card.itemId] ? <span className="wall-remark">{remarks[card.itemId]}</span> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Picture({
  card,
  isSentBack,
  onOpen,
  onAskCustomer,
}: {
  card: ItemCard;
  isSentBack: boolean;
  onOpen: () => void;
  onAskCustomer: () => void;
}) {
  const [photo] = card.photos;
  const isMissing = card.photos.length === 0 || card.photos.some(({ state }) => state === "failed");
  return (
    <div className="wall-picture">
      {photo?.thumb ? (
        <button
          type="button"
          className="wall-open"
          onClick={onOpen}
          aria-label={`Open the photo of order ${card.orderName}, item ${card.itemNumber}`}
        >
          <img src={photo.thumb} alt="" loading="lazy" decoding="async" />
        </button>
      ) : (
        <div className="wall-nothing">
          <p>{sentence(photo)}</p>
        </div>
      )}
      <div className="wall-badges">
        {card.photos.length > 1 ? <span className="wall-count">{`${card.photos.length} photos`}</span> : null}
        {card.photoKept ? <Badge tone="attention">Customer keeps this photo</Badge> : null}
        {card.reworkCause || card.photos.some(({ version }) => version > 1) ? (
          <Badge tone="info">New photo</Badge>
        ) : null}
        {isSentBack ? <Badge tone="attention">Sent back</Badge> : null}
        {card.places.length > 0 ? <Badge tone="attention">Which line?</Badge> : null}
        {isMissing ? <Badge tone="critical">Photo missing</Badge> : null}
      </div>
      {isMissing && card.actions.includes("reject_photo") ? (
        <button type="button" className="wall-ask" onClick={onAskCustomer}>
          Ask the customer
        </button>
      ) : null}
    </div>
  );
}

function sentence(photo: PhotoCard | undefined): string {
  if (!photo) return "The order has no photo.";
  if (photo.state === "fetching") return "The photo is being fetched.";
  if (photo.state === "failed") return photo.failure ?? "The photo could not be read.";
  if (photo.renditions === "no_preview") return "This file has no preview. The artist gets the original.";
  return photo.renditions === "failed" ? "The file could not be drawn here." : "The picture is being prepared.";
}
