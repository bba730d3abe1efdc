import type { Reason } from "../../domain/shop/reasons.ts";
import { Badge, BlockStack, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { Facts, Written } from "../pages/written.tsx";
import { Remark } from "../pages/remark.tsx";
import { useState } from "react";
import type { Command } from "../../domain/workflow/actions.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { ActButtons } from "../acts/act-buttons.tsx";
import { Ago } from "../pages/ago.tsx";
import { Compare } from "../files/compare.tsx";
import { DownloadLink } from "../files/download-link.tsx";
import { OrderDetails } from "./order-details.tsx";
import { ItemTitle } from "./item-title.tsx";

type Props = {
  card: ItemCard;
  reasons: readonly Reason[];
  onAct: (command: Command, targets: readonly ItemCard[]) => void;
  onFiles: (door: string, fields: FormData) => void;
};

/** One item to work on: photo and artfile side by side, its versions, and the step's buttons. */
function WorkCard({ card, reasons, onAct, onFiles }: Props) {
  const [version, setVersion] = useState(card.artfiles[0]?.version ?? 0);
  const artfile = card.artfiles.find((file) => file.version === version);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <BlockStack gap="100">
            <ItemTitle card={card} />
            <Text as="p" tone="subdued">
              <Facts of={[card.productTitle, card.variantTitle]} /> · <Ago at={card.since} />
            </Text>
          </BlockStack>
          <ActButtons card={card} reasons={reasons} onAct={onAct} onFiles={onFiles} />
        </InlineStack>
        {card.revision?.isOpen ? (
          <Remark tone="warning" title="The customer asks for changes">
            <Written words={card.revision.note} />
          </Remark>
        ) : null}
        {card.hasNewerPhoto ? (
          <Remark tone="warning">This artfile was made from an older photo than the customer's newest.</Remark>
        ) : null}
        {card.photoKept ? <Badge tone="attention">The customer chose to continue with this photo</Badge> : null}
        <OrderDetails card={card} />
        <Compare card={card} artfile={artfile} />
        <InlineStack gap="300" blockAlign="end">
          {card.artfiles.length > 1 ? (
            <Select
              label="Version"
              options={card.artfiles.map((file) => ({
                value: String(file.version),
                label: `Version ${file.version}${file === card.artfiles[0] ? " (newest)" : ""}`,
              }))}
              value={String(version)}
              onChange={(chosen) => setVersion(Number(chosen))}
            />
          ) : null}
          {artfile?.original ? (
            <DownloadLink href={artfile.original}>{`Download ${artfile.fileName}`}</DownloadLink>
          ) : null}
        </InlineStack>
        {card.instructions ? (
          <Text as="span" tone="subdued">
            <Written label="Last instructions to the artist" words={card.instructions} />
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

/** The items of a queue to work on, one below the other. */
export function WorkCards({ cards, ...rest }: Omit<Props, "card"> & { cards: readonly ItemCard[] }) {
  return cards.map((card) => <WorkCard key={`${card.itemId}-${card.changeCount}`} card={card} {...rest} />);
}
