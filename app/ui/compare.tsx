import { useState } from "react";
import type { ArtfileCard, PhotoCard } from "../domain/item-card.ts";
import "./compare.css";

type Props = { photo: PhotoCard | undefined; artfile: ArtfileCard | undefined; name: string };

/** Photo and artfile side by side, or one over the other with a slider between them. */
export function Compare({ photo, artfile, name }: Props) {
  const [isOver, setIsOver] = useState(false);
  const [share, setShare] = useState(50);
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
          <Side label="Photo" picture={photo?.screen ?? null} nothing={photo ? "This file has no preview." : "There is no photo."} alt={`Photo of ${name}`} />
          <Side label={artfile ? `Artfile, version ${artfile.version}` : "Artfile"} picture={artfile?.screen ?? null} nothing={artfile ? "This file has no preview. Download it to look at it." : "There is no artfile."} alt={`Artfile of ${name}`} />
        </div>
      )}
      {both ? (
        <div className="compare-tools">
          <label>
            <input type="checkbox" checked={isOver} onChange={(event) => setIsOver(event.target.checked)} /> Compare with a slider
          </label>
          {isOver ? <input type="range" min={0} max={100} value={share} onChange={(event) => setShare(Number(event.target.value))} aria-label="How much of the photo is shown" /> : null}
        </div>
      ) : null}
    </div>
  );
}

function Side({ label, picture, nothing, alt }: { label: string; picture: string | null; nothing: string; alt: string }) {
  return (
    <figure>
      <figcaption>{label}</figcaption>
      {picture ? <img src={picture} alt={alt} loading="lazy" /> : <p className="compare-nothing">{nothing}</p>}
    </figure>
  );
}
