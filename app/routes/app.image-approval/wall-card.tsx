import { Badge } from "@shopify/polaris";
import { memo } from "react";
import type { ItemCard, PhotoCard } from "../../domain/screens/item-card.ts";
import { AskedAgain } from "../../ui/files/asked-again.tsx";
import { Ago } from "../../ui/pages/ago.tsx";
import type { Placed } from "./use-worklist.ts";

type Props = {
  card: ItemCard;
  state: Placed["state"];
  /** What somebody said of the item. */
  remark: string | undefined;
  isSelected: boolean;
  isInHand: boolean;
  /** The same functions for the life of the wall, so that a card is drawn again only when it changes itself. */
  does: {
    onSelect: (itemId: string, isRange: boolean) => void;
    onOpen: (itemId: string) => void;
    onAskCustomer: (card: ItemCard) => void;
    onFocus: (itemId: string) => void;
  };
};

/** One card of the wall. There may be hundreds, and each key changes one or two of them. */
export const WallCard = memo(function WallCard({ card, state, remark, isSelected, isInHand, does }: Props) {
  return (
    <li
      data-item={card.itemId}
      data-state={state}
      className={[
        "wall-card",
        isSelected && state === "open" ? "wall-card-selected" : "",
        isInHand ? "wall-card-in-hand" : "",
        state === "open" ? "" : "wall-card-decided",
      ].join(" ")}
      onFocus={() => does.onFocus(card.itemId)}
    >
      <Picture card={card} state={state} isSentBack={remark !== undefined} does={does} />
      <button
        type="button"
        className="wall-select"
        aria-pressed={isSelected}
        aria-disabled={state !== "open"}
        onClick={(event) => {
          if (state === "open") does.onSelect(card.itemId, event.shiftKey);
        }}
      >
        <Words card={card} remark={remark} />
      </button>
    </li>
  );
});

/** What the card says; a card that is only chosen or left does not say it anew. */
const Words = memo(function Words({ card, remark }: Pick<Props, "card" | "remark">) {
  return (
    <>
      <span className="wall-order">
        {card.itemCount > 1 ? `${card.orderName} · item ${card.itemNumber}` : card.orderName}
      </span>
      <span className="wall-product" dir="auto">
        {card.productTitle}
      </span>
      {card.variantTitle ? (
        <span className="wall-variant" dir="auto">
          {card.variantTitle}
        </span>
      ) : null}
      {card.itemCount > 1 && card.propertyName ? (
        <span className="wall-variant" dir="auto">
          {card.propertyName}
        </span>
      ) : null}
      <span className="wall-variant">
        <Ago at={card.since} />
        {card.quantity > 1 ? ` · ${card.quantity} copies` : ""}
      </span>
      {remark ? <span className="wall-remark">{remark}</span> : null}
    </>
  );
});

type PictureProps = Pick<Props, "card" | "state" | "does"> & { isSentBack: boolean };

const Picture = memo(function Picture({ card, state, isSentBack, does }: PictureProps) {
  const [photo] = card.photos;
  const isMissing = card.photos.length === 0 || card.photos.some(({ state: of }) => of === "failed");
  return (
    <div className="wall-picture">
      {photo?.thumb ? (
        <button
          type="button"
          className="wall-open"
          onClick={() => does.onOpen(card.itemId)}
          aria-label={`Open the photo of order ${card.orderName}, item ${card.itemNumber}`}
        >
          <img src={photo.thumb} alt="" loading="lazy" decoding="async" />
        </button>
      ) : (
        <div className="wall-nothing">
          <p>{sentence(photo)}</p>
          {photo ? <AskedAgain orderId={card.orderId} photo={photo} /> : null}
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
        {card.photos.some(({ isIncomplete }) => isIncomplete) ? (
          <Badge tone="attention">May be incomplete</Badge>
        ) : null}
        {isMissing ? <Badge tone="critical">Photo missing</Badge> : null}
      </div>
      {state === "open" ? null : <p className="wall-decided">{state === "way" ? "On its way" : "Decided"}</p>}
      {isMissing && state === "open" && card.actions.includes("reject_photo") ? (
        <button type="button" className="wall-ask" onClick={() => does.onAskCustomer(card)}>
          Ask the customer
        </button>
      ) : null}
    </div>
  );
});

function sentence(photo: PhotoCard | undefined): string {
  if (!photo) return "The order has no photo.";
  if (photo.state === "fetching") return "The photo is being fetched.";
  if (photo.state === "failed") return photo.failure ?? "The photo could not be read.";
  if (photo.renditions === "no_preview") return "This file has no preview. The artist gets the original.";
  return photo.renditions === "failed" ? "The file could not be drawn here." : "The picture is being prepared.";
}
