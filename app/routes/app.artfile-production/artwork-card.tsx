import type { Reason } from "../../domain/shop/reasons.ts";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { Facts, Written } from "../../ui/pages/written.tsx";
import { Remark } from "../../ui/pages/remark.tsx";
import { useState } from "react";
import type { Command } from "../../domain/workflow/actions.ts";
import type { ItemCard, PhotoCard } from "../../domain/screens/item-card.ts";
import { ruleFor } from "../../domain/workflow/workflow.ts";
import { Ago } from "../../ui/pages/ago.tsx";
import { DownloadLink } from "../../ui/files/download-link.tsx";
import { useAct } from "../../ui/acts/use-act.ts";
import { NoteDialog } from "../../ui/acts/note-dialog.tsx";
import { RejectDialog } from "../../ui/acts/reject-dialog.tsx";
import { OrderDetails } from "../../ui/lists/order-details.tsx";
import { PhotoViewer, type Viewed } from "../../ui/files/photo-viewer.tsx";
import { useKeptState } from "../../ui/frame/use-kept-state.ts";
import { GiveTo, type Artist } from "./give-to.tsx";
import { reworkWords } from "./rework-words.ts";
import "../../ui/lists/wall.css";
import { ItemTitle } from "../../ui/lists/item-title.tsx";

type Props = {
  card: ItemCard;
  /** Whom a manager may give the order to; empty for others. */
  artists: readonly Artist[];
  /** Why a photo can be rejected, where the artist is the first to look at it. */
  reasons: readonly Reason[];
  /** What the page posts by itself is on its way. */
  isPosting: boolean;
  onAct: (command: Command) => void;
  onGive: (memberId: string) => void;
};

/** One item to draw: instructions first where it is rework, then what was ordered, the photos and the name its artfile must carry. */
export function ArtworkCard({ card, artists, reasons, isPosting, onAct, onGive }: Props) {
  const isBusy = useAct().isBusy(card) || isPosting;
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const [isPushing, setIsPushing] = useKeptState(`pushing ${card.itemId}`, false);
  const [isRejecting, setIsRejecting] = useKeptState(`rejecting ${card.itemId}`, false);
  const name = `order ${card.orderName}, item ${card.itemNumber}`;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="300" align="space-between" blockAlign="start">
          <BlockStack gap="100">
            <ItemTitle card={card} />
            <Text as="p" tone="subdued">
              <Facts of={[card.productTitle, card.variantTitle, card.quantity > 1 && `${card.quantity} copies`]} /> ·{" "}
              <Ago at={card.since} />
            </Text>
          </BlockStack>
          {card.actions.includes("push_back") ? (
            <Button onClick={() => setIsPushing(true)} disabled={isBusy}>
              {ruleFor("artwork", "push_back")!.label}
            </Button>
          ) : null}
          {card.actions.includes("reject_photo") ? (
            <Button onClick={() => setIsRejecting(true)} disabled={isBusy}>
              {ruleFor("artwork", "reject_photo")!.label}
            </Button>
          ) : null}
        </InlineStack>
        <Rework card={card} />
        {card.photoKept ? (
          <Remark tone="info">{`The customer chose to continue with this photo${card.issue ? ` (${card.issue.reason})` : ""}.`}</Remark>
        ) : null}
        {card.hasNewerPhoto ? (
          <Remark tone="warning">The photo was replaced after the last artfile was drawn.</Remark>
        ) : null}
        <ul className="artwork-photos">
          {card.photos.map((photo, index) => (
            <Photo
              key={photo.id}
              photo={photo}
              name={name}
              count={card.photos.length}
              onOpen={() => setViewed({ itemId: card.itemId, photo: index })}
            />
          ))}
          {card.artfiles[0]?.thumb ? (
            <li>
              <img
                className="thumb"
                src={card.artfiles[0].thumb}
                alt={`Artfile version ${card.artfiles[0].version} of ${name}`}
                width={220}
                height={220}
              />
              {card.artfiles[0].original ? (
                <DownloadLink
                  href={card.artfiles[0].original}
                >{`Artfile, version ${card.artfiles[0].version}`}</DownloadLink>
              ) : null}
            </li>
          ) : null}
        </ul>
        <Text as="p">
          Name of the artfile: <span className="artwork-name">{card.fileName}</span>
        </Text>
        <OrderDetails card={card} />
        {artists.length > 0 ? (
          <GiveTo
            artists={artists}
            current={card.assignees.artist ?? null}
            orderName={card.orderName}
            isPosting={isPosting}
            onGive={onGive}
          />
        ) : null}
      </BlockStack>
      {viewed ? (
        <PhotoViewer cards={[card]} viewed={viewed} onView={setViewed} onClose={() => setViewed(null)} />
      ) : null}
      {isRejecting ? (
        <RejectDialog
          cards={[card]}
          reasons={reasons}
          reasonIndex={null}
          onClose={() => setIsRejecting(false)}
          onReject={(rejection) => {
            setIsRejecting(false);
            onAct({ action: "reject_photo", ...rejection });
          }}
        />
      ) : null}
      {isPushing ? (
        <NoteDialog
          title={`Push back to Image Approval: ${card.orderName} item ${card.itemNumber}`}
          label="What is wrong with the photo?"
          isRequired
          confirm="Push back"
          onClose={() => setIsPushing(false)}
          onConfirm={(note) => {
            setIsPushing(false);
            onAct({ action: "push_back", note });
          }}
        />
      ) : null}
    </Card>
  );
}

function Rework({ card }: { card: ItemCard }) {
  if (!card.reworkCause) return null;
  const isCustomer = card.reworkCause === "customer";
  const words = reworkWords(card);
  return (
    <Remark
      tone="warning"
      title={isCustomer ? "The customer asked for changes" : "Quality control asks for another version"}
    >
      <BlockStack gap="200">
        {words.map(({ who, text }) => (
          <Written key={who} words={text} {...(words.length > 1 ? { label: who } : {})} />
        ))}
      </BlockStack>
    </Remark>
  );
}

function Photo({ photo, name, count, onOpen }: { photo: PhotoCard; name: string; count: number; onOpen: () => void }) {
  const label = count > 1 ? `Photo ${photo.position}` : "Photo";
  return (
    <li>
      {photo.thumb ? (
        <button type="button" className="thumb" onClick={onOpen} aria-label={`Open ${label.toLowerCase()} of ${name}`}>
          <img src={photo.thumb} alt="" width={220} height={220} />
        </button>
      ) : (
        <div className="thumb thumb-nothing">{photo.failure ?? "No preview"}</div>
      )}
      {photo.original ? <DownloadLink href={photo.original}>{`Download ${label.toLowerCase()}`}</DownloadLink> : null}
    </li>
  );
}
