import { Text } from "@shopify/polaris";
import { useState } from "react";
import type { ArtfileCard, ItemCard, PhotoCard } from "../../domain/screens/item-card.ts";
import { AskedAgain } from "../../ui/files/asked-again.tsx";
import { DownloadLink } from "../../ui/files/download-link.tsx";
import { PhotoViewer, type Viewed } from "../../ui/files/photo-viewer.tsx";
import "./files.css";

/** Photos and artfiles of an item, newest first, with every earlier version. */
export function Files({ card, earlierPhotos }: { card: ItemCard; earlierPhotos: readonly PhotoCard[] }) {
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const photos = [...card.photos, ...earlierPhotos];
  const newest = card.photos[0]?.version ?? 0;
  return (
    <div className="files">
      <section aria-label={`Photos of item ${card.itemNumber}`}>
        <Text as="h3" variant="headingSm">
          Photos
        </Text>
        {photos.length === 0 ? (
          <Text as="p" tone="subdued">
            None.
          </Text>
        ) : null}
        <ul className="files-row">
          {photos.map((photo, at) => (
            <li key={photo.id}>
              {photo.thumb ? (
                <button
                  type="button"
                  className="files-picture"
                  onClick={() => setViewed({ itemId: card.itemId, photo: at })}
                  aria-label={`Open photo version ${photo.version} of item ${card.itemNumber}`}
                >
                  <img src={photo.thumb} alt="" width={132} height={132} loading="lazy" />
                </button>
              ) : (
                <span className="files-picture">
                  {photo.failure ?? (photo.state === "fetching" ? "The photo is being fetched." : "No preview")}
                </span>
              )}
              <span>{`Version ${photo.version}${photo.version === newest ? "" : " (earlier)"}`}</span>
              <AskedAgain orderId={card.orderId} photo={photo} />
              {photo.isIncomplete ? <span className="files-note">May be incomplete</span> : null}
              {photo.original ? <DownloadLink href={photo.original}>Download photo</DownloadLink> : null}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={`Artfiles of item ${card.itemNumber}`}>
        <Text as="h3" variant="headingSm">
          Artfiles
        </Text>
        {card.artfiles.length === 0 ? (
          <Text as="p" tone="subdued">
            None yet.
          </Text>
        ) : null}
        <ul className="files-row">
          {card.artfiles.map((artfile) => (
            <Artfile key={artfile.id} artfile={artfile} />
          ))}
        </ul>
      </section>
      {viewed ? (
        <PhotoViewer cards={[{ ...card, photos }]} viewed={viewed} onView={setViewed} onClose={() => setViewed(null)} />
      ) : null}
    </div>
  );
}

function Artfile({ artfile }: { artfile: ArtfileCard }) {
  const { version, renditions, thumb, screen, original, fileName, approvedAt, approvedBy, voidedAt } = artfile;
  return (
    <li>
      {thumb && screen ? (
        <a
          className="files-picture"
          href={screen}
          target="_blank"
          rel="noreferrer"
          aria-label={`Open artfile version ${version} in a new tab`}
        >
          <img src={thumb} alt="" width={132} height={132} loading="lazy" />
        </a>
      ) : (
        <span className="files-picture">
          {artfile.deleted ?? (renditions === "none" ? "The picture is being prepared." : "No preview")}
        </span>
      )}
      <span>{`Version ${version}`}</span>
      {approvedAt ? (
        <span className="files-note">
          {voidedAt
            ? "Its approval is void"
            : `Approved by ${approvedBy === "customer" ? "the customer" : approvedBy === "manager" ? "a manager" : "the order flow"}`}
        </span>
      ) : null}
      {original ? (
        <DownloadLink href={original} name={fileName}>
          Download artfile
        </DownloadLink>
      ) : null}
    </li>
  );
}
