import { Link } from "@remix-run/react";
import { Facts } from "../../ui/pages/written.tsx";
import { Badge, BlockStack, Button, Card, InlineStack, Modal, Text } from "@shopify/polaris";
import { Remark } from "../../ui/pages/remark.tsx";
import { useState } from "react";
import type { Command } from "../../domain/workflow/actions.ts";
import type { EmailCard } from "../../domain/emails/email-card.ts";
import type { ItemCard } from "../../domain/screens/item-card.ts";
import { STEP_NAMES } from "../../domain/words/steps.ts";
import { ActButtons } from "../../ui/acts/act-buttons.tsx";
import { Ago } from "../../ui/pages/ago.tsx";
import { EmailList } from "../../ui/lists/email-list.tsx";
import { useFocusBack } from "../../ui/pages/use-focus-back.ts";
import "../../ui/lists/wall.css";

type Props = {
  /** Items of one order. */
  items: readonly ItemCard[];
  emails: readonly EmailCard[];
  mayWrite: boolean;
  isBusy: boolean;
  onAct: (command: Command, targets: readonly ItemCard[]) => void;
  onFiles: (door: string, fields: FormData) => void;
  onWrite: (link: "same" | "new") => void;
};

const FAILED = ["bounced", "failed", "unknown"];
const NOT_LEFT = ["queued", "withdrawn"];

/** The artworks of one order that its customer is asked about, who was written to, and what can be done meanwhile. */
export function ApprovalCard({ items, emails, mayWrite, isBusy, onAct, onFiles, onWrite }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const { orderId, orderName } = items[0]!;
  // Reminders are written down beforehand: the newest that has left, or tried to, says whether the customer was reached.
  const newest = emails.find(({ state }) => !NOT_LEFT.includes(state));
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <BlockStack>
            <Text as="h2" variant="headingMd">
              <Link to={`/app/orders/${orderId}`}>{orderName}</Link>
            </Text>
            <Text as="p" tone="subdued">
              Came here <Ago at={items[0]!.since} />
            </Text>
          </BlockStack>
          {mayWrite ? (
            <InlineStack gap="200" align="start">
              <Button
                disabled={isBusy}
                onClick={() => onWrite("same")}
                accessibilityLabel={`Send email again: ${orderName}`}
              >
                Send email again
              </Button>
              <Button disabled={isBusy} onClick={() => setIsAsking(true)} accessibilityLabel={`New link: ${orderName}`}>
                New link
              </Button>
            </InlineStack>
          ) : null}
        </InlineStack>
        {newest && FAILED.includes(newest.state) ? (
          <Remark tone="critical">
            The last email did not reach the customer. Check their address in Shopify, then send it again, or call them
            and act for them.
          </Remark>
        ) : null}
        {emails.length === 0 && mayWrite ? (
          <Remark tone="warning">
            The customer was not written to: the item was moved here by hand. Send the email now if they should know.
          </Remark>
        ) : (
          <EmailList emails={emails} />
        )}
        {items.map((item) => (
          <ItemRow key={item.itemId} item={item} onAct={onAct} onFiles={onFiles} />
        ))}
      </BlockStack>
      {isAsking ? (
        <NewLinkDialog
          orderName={orderName}
          onClose={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            onWrite("new");
          }}
        />
      ) : null}
    </Card>
  );
}

function NewLinkDialog({
  orderName,
  onConfirm,
  onClose,
}: {
  orderName: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  useFocusBack();
  return (
    <Modal
      open
      onClose={onClose}
      title={`New link for ${orderName}`}
      primaryAction={{ content: "Make a new link and send it", onAction: onConfirm }}
      secondaryActions={[{ content: "Cancel", onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">
          The links in all earlier emails of this order stop working. The customer gets an email with the new one at
          once.
        </Text>
      </Modal.Section>
    </Modal>
  );
}

type RowProps = { item: ItemCard; onAct: Props["onAct"]; onFiles: Props["onFiles"] };

function ItemRow({ item, onAct, onFiles }: RowProps) {
  const [artfile] = item.artfiles;
  return (
    <InlineStack gap="300" wrap={false} blockAlign="start">
      {artfile?.thumb && artfile.screen ? (
        <a
          className="thumb"
          href={artfile.screen}
          target="_blank"
          rel="noreferrer"
          aria-label={`Open the artfile of ${item.orderName} item ${item.itemNumber} in a new tab`}
        >
          <img src={artfile.thumb} alt="" width={120} height={120} loading="lazy" />
        </a>
      ) : (
        <div className="thumb thumb-nothing">No preview</div>
      )}
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {`Item ${item.itemNumber}${item.itemCount > 1 ? ` of ${item.itemCount}` : ""} · `}
          <Facts of={[item.productTitle, item.variantTitle]} />
        </Text>
        <Text as="p" tone="subdued">
          {artfile ? `Version ${artfile.version}` : "No artfile"}
          {item.revision
            ? `, after ${item.revision.round === 1 ? "1 request" : `${item.revision.round} requests`} for changes`
            : ""}
        </Text>
        {item.waitsFor.length > 0 ? (
          <Badge tone="info">{`Waits for ${item.waitsFor.map(({ itemNumber, step }) => `item ${itemNumber} (${STEP_NAMES[step]})`).join(", ")}`}</Badge>
        ) : null}
        <ActButtons
          card={item}
          only={["approve_artwork", "request_changes"]}
          reasons={[]}
          onAct={onAct}
          onFiles={onFiles}
        />
      </BlockStack>
    </InlineStack>
  );
}
