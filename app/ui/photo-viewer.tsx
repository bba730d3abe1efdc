import { useEffect, useRef, useState } from "react";
import type { ItemCard } from "../domain/item-card.ts";
import "./photo-viewer.css";

/** Which photo is shown: the card on the page and the photo in the card, both counted from 0. */
export type Viewed = { card: number; photo: number };

type Props = { cards: readonly ItemCard[]; viewed: Viewed; onView: (viewed: Viewed) => void; onClose: () => void };

const ZOOMS = [1, 2, 4];

/** A photo in the whole window, with zoom, previous and next over all photos of the page. Escape closes it and gives the focus back. */
export function PhotoViewer({ cards, viewed, onView, onClose }: Props) {
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
        if (event.key === "ArrowRight") step(1);
        else if (event.key === "ArrowLeft") step(-1);
        else if (event.key === " ") setZoom((zoom + 1) % ZOOMS.length);
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
