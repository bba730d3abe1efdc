import { Link } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { ruleFor } from "../../domain/workflow.ts";
import type { Action, Command } from "../../domain/commands.ts";
import type { ItemCard } from "../../domain/item-card.ts";
import { Ago } from "../../ui/ago.tsx";
import { Compare } from "../../ui/compare.tsx";
import { DownloadLink } from "../../ui/download-link.tsx";
import { NoteDialog } from "../../ui/note-dialog.tsx";

type Props = { card: ItemCard; isActing: boolean; onAct: (command: Command) => void };

/** What each button of the step asks for before it acts; null acts at once. */
const ASKS: Partial<Record<Action, { title: string; label: string; isRequired: boolean; command: (note: string) => Command } | null>> = {
  pass_artfile: null,
  reject_artfile: { title: "Reject the artfile", label: "Instructions for the artist", isRequired: true, command: (instructions) => ({ action: "reject_artfile", instructions }) },
  forward_revision: { title: "Forward to the artist", label: "Instructions for the artist, besides the customer's words (optional)", isRequired: false, command: (instructions) => ({ action: "forward_revision", instructions }) },
  answer_revision: { title: "Answer the customer", label: "Your answer; it goes to the customer by email", isRequired: true, command: (answer) => ({ action: "answer_revision", answer }) },
};

/** One item to check: photo and artfile side by side, its versions, and the step's buttons. */
export function CheckCard({ card, isActing, onAct }: Props) {
  const [version, setVersion] = useState(card.artfiles[0]?.version ?? 0);
  const [asking, setAsking] = useState<Action | null>(null);
  const artfile = card.artfiles.find((file) => file.version === version);
  const ask = asking ? ASKS[asking] : null;
  const buttons = (Object.keys(ASKS) as Action[]).filter((action) => card.actions.includes(action));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              <Link to={`/app/orders/${card.orderId}`}>{card.orderName}</Link>
              {` · item ${card.itemNumber} of ${card.itemCount}`}
            </Text>
            <Text as="p" tone="subdued">
              {[card.productTitle, card.variantTitle].filter(Boolean).join(" · ")} · <Ago at={card.since} />
            </Text>
          </BlockStack>
          <InlineStack gap="200">
            {buttons.map((action) => (
              <Button
                key={action}
                variant={action === "pass_artfile" || action === "forward_revision" ? "primary" : undefined}
                tone={action === "reject_artfile" ? "critical" : undefined}
                disabled={isActing}
                onClick={() => (ASKS[action] ? setAsking(action) : onAct({ action } as Command))}
              >
                {ruleFor(card.step, action)?.label}
              </Button>
            ))}
          </InlineStack>
        </InlineStack>
        {card.revision?.isOpen ? (
          <Banner tone="warning" title="The customer asks for changes">
            <p style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{card.revision.note}</p>
          </Banner>
        ) : null}
        {card.hasNewerPhoto ? <Banner tone="warning">This artfile was made from an older photo than the customer's newest.</Banner> : null}
        {card.photoKept ? <Badge tone="attention">The customer chose to continue with this photo</Badge> : null}
        <Compare photo={card.photos[0]} artfile={artfile} name={`${card.orderName} item ${card.itemNumber}`} />
        <InlineStack gap="300" blockAlign="end">
          {card.artfiles.length > 1 ? (
            <Select
              label="Version"
              options={card.artfiles.map((file) => ({ value: String(file.version), label: `Version ${file.version}${file === card.artfiles[0] ? " (newest)" : ""}` }))}
              value={String(version)}
              onChange={(chosen) => setVersion(Number(chosen))}
            />
          ) : null}
          {artfile?.original ? <DownloadLink href={artfile.original}>{`Download ${artfile.fileName}`}</DownloadLink> : null}
        </InlineStack>
        {card.instructions ? (
          <Text as="p" tone="subdued">{`Last instructions: ${card.instructions}`}</Text>
        ) : null}
      </BlockStack>
      {asking && ask ? (
        <NoteDialog
          title={ask.title}
          label={ask.label}
          isRequired={ask.isRequired}
          confirm={ruleFor(card.step, asking)?.label ?? ask.title}
          onClose={() => setAsking(null)}
          onConfirm={(note) => {
            setAsking(null);
            onAct(ask.command(note));
          }}
        />
      ) : null}
    </Card>
  );
}
