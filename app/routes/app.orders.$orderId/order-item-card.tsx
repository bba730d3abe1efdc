import type { Reason } from "../../domain/shop/reasons.ts";
import { Badge, BlockStack, Card, InlineStack, List, Text } from "@shopify/polaris";
import { Facts, Written } from "../../ui/pages/written.tsx";
import { Remark } from "../../ui/pages/remark.tsx";
import type { Command } from "../../domain/workflow/actions.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import type { OrderItem } from "../../domain/screens/order-page.ts";
import { isEnd, STEP_NAMES } from "../../domain/words/steps.ts";
import { ActButtons } from "../../ui/acts/act-buttons.tsx";
import { Ago } from "../../ui/pages/ago.tsx";
import { Files } from "./files.tsx";

type Props = {
  item: OrderItem;
  isInShadow: boolean;
  reasons: readonly Reason[];
  onAct: (command: Command, targets: readonly ItemCard[]) => void;
  onFiles: (door: string, fields: FormData) => void;
};

/** One item of the order: where it stands and why, its files, and what can be done with it. */
export function OrderItemCard({ item, isInShadow, reasons, onAct, onFiles }: Props) {
  const { card, earlierPhotos, standing, isOverdue } = item;
  const isOpen = !isEnd(card.step);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="300" align="space-between" blockAlign="start">
          <BlockStack gap="100">
            <InlineStack gap="200" align="start" blockAlign="center">
              <Text as="h2" variant="headingMd">{`Item ${card.itemNumber}`}</Text>
              <Badge tone={card.step === "cancelled" ? undefined : card.step === "done" ? "success" : "info"}>
                {isInShadow ? "Not started with" : STEP_NAMES[card.step]}
              </Badge>
              {isOverdue ? <Badge tone="critical">Overdue</Badge> : null}
              {card.photoKept ? <Badge tone="attention">Customer keeps this photo</Badge> : null}
              {card.sentToPrinterAt ? <Badge tone="success">Sent to the printer</Badge> : null}
            </InlineStack>
            <Text as="p">
              {card.places.length > 0 ? null : `${card.quantity} × `}
              <Facts of={[card.productTitle, card.variantTitle, card.itemCount > 1 && card.propertyName]} />
            </Text>
            <Text as="p" tone="subdued">
              {isOpen ? standing : ""}
              {isOpen && !isInShadow ? " · " : ""}
              {isOpen && isInShadow ? null : <Ago at={card.since} />}
            </Text>
          </BlockStack>
          <ActButtons card={card} reasons={reasons} onAct={onAct} onFiles={onFiles} />
        </InlineStack>
        {card.issue?.isOpen ? (
          <Remark tone="warning" title={`Issue: ${card.issue.reason}`}>
            <Written words={card.issue.comment || "No comment was written."} />
          </Remark>
        ) : null}
        {card.revision?.isOpen ? (
          <Remark tone="warning" title="The customer asks for changes">
            <Written words={card.revision.note} />
          </Remark>
        ) : null}
        {card.instructions && card.reworkCause ? (
          <Remark tone="info" title="Instructions for the artist">
            <Written words={card.instructions} />
          </Remark>
        ) : null}
        {card.places.length > 0 ? (
          <Remark tone="warning" title="Nobody has said yet which line this photo belongs to">
            It came with the whole order. A manager says which of these lines it is for, or cancels the item where it
            belongs to none.
            <List>
              {card.places.map(({ lineId, name }) => (
                <List.Item key={lineId}>{name}</List.Item>
              ))}
            </List>
          </Remark>
        ) : null}
        {card.step === "photo_review" && card.photos.length === 0 ? (
          <Remark tone="warning" title="Photo missing">
            The line came without a photo. Attach it, reject it with a reason so that the customer is asked for one, or
            cancel the item where none is wanted.
          </Remark>
        ) : null}
        {card.hasNewerPhoto ? (
          <Remark tone="warning">The newest artfile was made from an older photo than the customer’s newest.</Remark>
        ) : null}
        <Files card={card} earlierPhotos={earlierPhotos} />
        {card.details.length > 0 ? (
          <BlockStack>
            <Text as="h3" variant="headingSm">
              Order details
            </Text>
            {card.details.map(({ name, value }, index) => (
              <Text key={index} as="p" breakWord>{`${name}: ${value}`}</Text>
            ))}
          </BlockStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}
