import { useState } from "react";
import type { ArtfileCard, ItemCard } from "../../domain/screens/item-card.ts";
import { artfilePicture, photoPictures } from "./photo-viewer.tsx";
import { PictureViewer } from "./picture-viewer.tsx";
import "./compare.css";

type Props = { card: ItemCard; artfile: ArtfileCard | undefined };

/** Photo and artfile side by side, each to be opened in full, or one over the other with a slider between them. */
export function Compare({ card, artfile }: Props) {
  const [isOver, setIsOver] = useState(false);
  const [share, setShare] = useState(50);
  const [shown, setShown] = useState(0);
  const [viewed, setViewed] = useState<number | null>(null);
  const photo = card.photos[shown];
  const name = `${card.orderName} item ${card.itemNumber}`;
  const pictures = [...photoPictures(card), ...(artfile ? [artfilePicture(card, artfile)] : [])];
  const both = photo?.screen && artfile?.screen;
  return (
    <div className="compare">
      {isOver && both ? (
        <div className="compare-over">
          <img src={artfile.screen!} alt={`Artfile of ${name}`} />
          <img src={photo.screen!} alt={`Photo of ${name}`} style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }} />
        </div>
      ) : (
        <div className="compare-beside">
          <Side
            label={card.photos.length > 1 ? `Photo ${shown + 1} of ${card.photos.length}` : "Photo"}
            picture={photo?.screen ?? null}
            nothing={photo ? (photo.failure ?? "This file has no preview.") : "There is no photo."}
            alt={`Photo of ${name}`}
            onOpen={() => setViewed(shown)}
          />
          <Side
            label={artfile ? `Artfile, version ${artfile.version}` : "Artfile"}
            picture={artfile?.screen ?? null}
            nothing={artfile ? noPicture(artfile) : "There is no artfile."}
            alt={`Artfile of ${name}`}
            onOpen={() => setViewed(pictures.length - 1)}
          />
        </div>
      )}
      <div className="compare-tools">
        {card.photos.length > 1 ? (
          <button type="button" onClick={() => setShown((shown + 1) % card.photos.length)}>
            Next photo
          </button>
        ) : null}
        {both ? (
          <label>
            <input type="checkbox" checked={isOver} onChange={(event) => setIsOver(event.target.checked)} /> Compare
            with a slider
          </label>
        ) : null}
        {both && isOver ? (
          <input
            type="range"
            min={0}
            max={100}
            value={share}
            onChange={(event) => setShare(Number(event.target.value))}
            aria-label="How much of the photo is shown, in percent"
          />
        ) : null}
      </div>
      {viewed !== null ? (
        <PictureViewer
          picture={pictures[viewed]}
          at={viewed}
          count={pictures.length}
          onView={setViewed}
          onClose={() => setViewed(null)}
        />
      ) : null}
    </div>
  );
}

function Side({
  label,
  picture,
  nothing,
  alt,
  onOpen,
}: {
  label: string;
  picture: string | null;
  nothing: string;
  alt: string;
  onOpen: () => void;
}) {
  return (
    <figure>
      <figcaption>{label}</figcaption>
      {picture ? (
        <button type="button" className="compare-open" onClick={onOpen} aria-label={`Open in full: ${alt}`}>
          <img src={picture} alt={alt} loading="lazy" />
        </button>
      ) : (
        <p className="compare-nothing">{nothing}</p>
      )}
    </figure>
  );
}

function noPicture({ renditions, deleted }: ArtfileCard): string {
  if (deleted) return deleted;
  return renditions === "none"
    ? "The picture is being prepared. Reload the page in a moment."
    : "This kind of file has no preview. Download it to look at it.";
}
