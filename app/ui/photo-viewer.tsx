import { useEffect, useRef, useState } from "react";
import type { ItemCard } from "../domain/item-card.ts";
import "./photo-viewer.css";

/** Which photo is shown: the card on the page and the photo in the card, both counted from 0. */
export type Viewed = { card: number; photo: number };

/** What can be decided without leaving the picture: select (X), approve (A), reject (R, or a reason by 1–9). */
export type Choices = { isSelected: boolean; onSelect: () => void; onApprove: () => void; onReject: (reasonIndex: number | null) => void };

type Props = { cards: readonly ItemCard[]; viewed: Viewed; onView: (viewed: Viewed) => void; onClose: () => void; choices?: Choices };

const ZOOMS = [1, 2, 4];

/** A photo in the whole window, with zoom, previous and next over all photos of the page. Escape closes it and gives the focus back. */
export function PhotoViewer({ cards, viewed, onView, onClose, choices }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [zoom, setZoom] = useState(0);
  const places = cards.flatMap((card, at) => card.photos.map((_, photo) => ({ card: at, photo })));
  const index = Math.max(0, places.findIndex(({ card, photo }) => card === viewed.card && photo === viewed.photo));
  const card = cards[viewed.card];
  const photo = card?.photos[viewed.photo];

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const step = (by: number) => {
    const place = places[index + by];
    if (!place) return;
    setZoom(0);
    onView(place);
  };
  if (!card || !photo) return null;
  const name = `Photo ${viewed.photo + 1} of ${card.photos.length}, order ${card.orderName}, item ${card.itemNumber}`;
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={name}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const key = event.key.toLowerCase();
        if (event.key === "ArrowRight") step(1);
        else if (event.key === "ArrowLeft") step(-1);
        else if (event.key === " " && !(event.target instanceof HTMLButtonElement)) setZoom((zoom + 1) % ZOOMS.length);
        else if (choices && key === "x") choices.onSelect();
        else if (choices && key === "a") choices.onApprove();
        else if (choices && key === "r") choices.onReject(null);
        else if (choices && /^[1-9]$/.test(key)) choices.onReject(Number(key) - 1);
        else return;
        event.preventDefault();
      }}
    >
      <header className="viewer-bar">
        <p>
          <strong>{card.orderName}</strong>
          {` · ${card.productTitle}${card.variantTitle ? ` · ${card.variantTitle}` : ""}`}
          {card.photos.length > 1 ? ` · photo ${viewed.photo + 1} of ${card.photos.length}` : ""}
          {photo.width && photo.height ? ` · ${photo.width} × ${photo.height} px` : ""}
        </p>
        <div className="viewer-tools">
          {choices ? (
            <>
              <button type="button" aria-pressed={choices.isSelected} onClick={choices.onSelect}>{choices.isSelected ? "Selected" : "Select"}</button>
              <button type="button" onClick={() => choices.onReject(null)}>Reject</button>
              <button type="button" onClick={choices.onApprove}>Approve</button>
            </>
          ) : null}
          <button type="button" onClick={() => setZoom((zoom + 1) % ZOOMS.length)}>{`Zoom ${ZOOMS[zoom]}×`}</button>
          <button type="button" onClick={() => step(-1)} disabled={index === 0}>Previous</button>
          <button type="button" onClick={() => step(1)} disabled={index >= places.length - 1}>Next</button>
          <button type="button" onClick={() => dialog.current?.close()}>Close</button>
        </div>
      </header>
      <div className="viewer-stage">
        {photo.screen ? (
          <img src={photo.screen} alt={name} style={{ width: `${ZOOMS[zoom]! * 100}%`, height: `${ZOOMS[zoom]! * 100}%` }} />
        ) : (
          <p>There is no picture of this file to show.</p>
        )}
      </div>
    </dialog>
  );
}
