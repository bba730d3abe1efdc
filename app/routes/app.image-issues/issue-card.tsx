import type { Reason } from "../../domain/shop/reasons.ts";
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { Facts, Written } from "../../ui/pages/written.tsx";
import { useState } from "react";
import type { Command } from "../../domain/workflow/actions.ts";
import type { EmailCard } from "../../domain/emails/email-card.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { ActButtons } from "../../ui/acts/act-buttons.tsx";
import { Ago } from "../../ui/pages/ago.tsx";
import { EmailList } from "../../ui/lists/email-list.tsx";
import { PhotoViewer, type Viewed } from "../../ui/files/photo-viewer.tsx";
import "../../ui/lists/wall.css";
import { ItemTitle } from "../../ui/lists/item-title.tsx";

type Props = {
  card: ItemCard;
  emails: readonly EmailCard[];
  reasons: readonly Reason[];
  onAct: (command: Command, targets: readonly ItemCard[]) => void;
  onFiles: (door: string, fields: FormData) => void;
};

/** One item that waits for its customer: the photo, why, who was written to, and what a manager may do in the customer's place. */
export function IssueCard({ card, emails, reasons, onAct, onFiles }: Props) {
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const [photo] = card.photos;
  return (
    <Card>
      <InlineStack gap="400" wrap={false} blockAlign="start">
        {photo?.thumb ? (
          <button
            type="button"
            className="thumb"
            onClick={() => setViewed({ itemId: card.itemId, photo: 0 })}
            aria-label={`Open the photo of order ${card.orderName}, item ${card.itemNumber}`}
          >
            <img src={photo.thumb} alt="" width={120} height={120} />
          </button>
        ) : (
          <div className="thumb thumb-nothing">{photo?.failure ?? "No photo"}</div>
        )}
        <BlockStack gap="200">
          <ItemTitle card={card} />
          <Text as="p" tone="subdued">
            <Facts of={[card.productTitle, card.variantTitle]} /> · asked <Ago at={card.since} />
          </Text>
          {card.issue ? (
            <InlineStack gap="200" blockAlign="center">
              <Badge tone="attention">{card.issue.reason}</Badge>
              <Written words={card.issue.comment} />
            </InlineStack>
          ) : null}
          <EmailList emails={emails} />
          <ActButtons card={card} reasons={reasons} onAct={onAct} onFiles={onFiles} />
        </BlockStack>
      </InlineStack>
      {viewed ? (
        <PhotoViewer cards={[card]} viewed={viewed} onView={setViewed} onClose={() => setViewed(null)} />
      ) : null}
    </Card>
  );
}
