import { Badge } from "@shopify/polaris";
import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import type { ItemCard, PhotoCard } from "../../domain/screens/item-card.ts";
import { AskedAgain } from "../../ui/files/asked-again.tsx";
import { Ago } from "../../ui/pages/ago.tsx";
import "../../ui/lists/wall.css";
import { columns, type Cursor } from "./use-wall-keys.ts";
import type { Placed } from "./use-worklist.ts";

type Props = {
  placed: readonly Placed[];
  /** What somebody said of an item, by its id: it stands on its card. */
  remarks: Readonly<Record<string, string>>;
  isSelected: (itemId: string) => boolean;
  onSelect: (itemId: string, isRange: boolean) => void;
  onOpen: (itemId: string) => void;
  cursor: Cursor;
  /** Something covers the wall and has the focus. */
  isBusy: boolean;
  onAskCustomer: (card: ItemCard) => void;
  /** Takes cards away that are decided and out of sight. */
  onDrop: (itemIds: readonly string[]) => void;
};

/** A wall of thumbnails: the picture opens in full, the bottom part of a card selects it. The card in hand has the ring, and is in sight as a whole. */
export function Wall(props: Props) {
  const { placed, remarks, isSelected, onSelect, onOpen, cursor, isBusy, onAskCustomer, onDrop } = props;
  const wall = useRef<HTMLUListElement>(null);
  const isPressed = useRef(false);
  useEffect(() => {
    const released = () => (isPressed.current = false);
    window.addEventListener("pointerup", released);
    window.addEventListener("pointercancel", released);
    return () => {
      window.removeEventListener("pointerup", released);
      window.removeEventListener("pointercancel", released);
    };
  }, []);
  useEffect(() => {
    const card = isBusy ? null : cardOf(wall, cursor.itemId);
    if (!card) return;
    if (!card.contains(document.activeElement))
      card.querySelector<HTMLElement>(".wall-select")?.focus({ preventScroll: true });
    // What is being pressed must not move away under the finger.
    if (!isPressed.current) card.scrollIntoView({ block: "nearest" });
  }, [cursor.itemId, isBusy]);
  useTidy(wall, placed, onDrop);
  return (
    <ul className="wall" ref={wall} onPointerDown={() => (isPressed.current = true)}>
      {placed.map(({ card, state }) => (
        <li
          key={card.itemId}
          data-item={card.itemId}
          data-state={state}
          className={[
            "wall-card",
            isSelected(card.itemId) && state === "open" ? "wall-card-selected" : "",
            card.itemId === cursor.itemId ? "wall-card-in-hand" : "",
            state === "open" ? "" : "wall-card-decided",
          ].join(" ")}
          onFocus={() => cursor.put(card.itemId)}
        >
          <Picture
            card={card}
            state={state}
            isSentBack={card.itemId in remarks}
            onOpen={() => onOpen(card.itemId)}
            onAskCustomer={() => onAskCustomer(card)}
          />
          <button
            type="button"
            className="wall-select"
            aria-pressed={isSelected(card.itemId)}
            aria-disabled={state !== "open"}
            onClick={(event) => {
              if (state === "open") onSelect(card.itemId, event.shiftKey);
            }}
          >
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
            {remarks[card.itemId] ? <span className="wall-remark">{remarks[card.itemId]}</span> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}

function cardOf(wall: RefObject<HTMLUListElement>, itemId: string | null): HTMLElement | null {
  return itemId === null ? null : (wall.current?.querySelector(`[data-item="${CSS.escape(itemId)}"]`) ?? null);
}

// Whole rows of decided cards go once they have left the window upwards, and what is in sight stays where it is.
function useTidy(wall: RefObject<HTMLUListElement>, placed: readonly Placed[], onDrop: Props["onDrop"]): void {
  const anchor = useRef<{ itemId: string; top: number } | null>(null);
  useLayoutEffect(() => {
    const card = cardOf(wall, anchor.current?.itemId ?? null);
    if (card && anchor.current) window.scrollBy(0, card.getBoundingClientRect().top - anchor.current.top);
    anchor.current = null;
  }, [wall, placed]);
  useEffect(() => {
    const tidy = () => {
      const leading = placed.findIndex(({ state }) => state !== "gone");
      const beside = columns();
      const rows = [...(wall.current?.children ?? [])].slice(0, leading < 0 ? placed.length : leading);
      const above = rows.filter((row) => row.getBoundingClientRect().bottom < 0).length;
      const count = above - (above % beside);
      const kept = placed[count];
      const card = cardOf(wall, kept?.card.itemId ?? null);
      if (count === 0 || !kept || !card) return;
      anchor.current = { itemId: kept.card.itemId, top: card.getBoundingClientRect().top };
      onDrop(placed.slice(0, count).map(({ card: { itemId } }) => itemId));
    };
    const timer = setTimeout(tidy, 300);
    window.addEventListener("scroll", tidy, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", tidy);
    };
  });
}

type PictureProps = {
  card: ItemCard;
  state: Placed["state"];
  isSentBack: boolean;
  onOpen: () => void;
  onAskCustomer: () => void;
};

function Picture({ card, state, isSentBack, onOpen, onAskCustomer }: PictureProps) {
  const [photo] = card.photos;
  const isMissing = card.photos.length === 0 || card.photos.some(({ state: of }) => of === "failed");
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
