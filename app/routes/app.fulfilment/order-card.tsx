import { Link } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, Checkbox, InlineStack, Text } from "@shopify/polaris";
import { Remark } from "../../ui/pages/remark.tsx";
import type { Command } from "../../domain/workflow/actions.ts";
import type { FulfilmentCard } from "../../domain/screens/fulfilment-card.ts";
import { Ago } from "../../ui/pages/ago.tsx";
import { DownloadLink } from "../../ui/files/download-link.tsx";
import type { ActTarget } from "../../ui/acts/use-act.ts";
import { ItemRow } from "./item-row.tsx";
import "./order-card.css";

type Props = {
  card: FulfilmentCard;
  folderName: string | null;
  isSelected: boolean;
  onSelect: () => void;
  isBusy: boolean;
  onAct: (command: Command, targets: readonly ActTarget[]) => void;
  onFulfil: () => void;
};

/** One order to print and ship: where it goes, its artfiles, and what can be done. */
export function OrderCard({ card, folderName, isSelected, onSelect, isBusy, onAct, onFulfil }: Props) {
  const { orderId, orderName, since, note, address, customerEmail, items, otherLines, download, cannotFulfil, asked } =
    card;
  const toPrint = items.filter(({ actions }) => actions.includes("send_to_printer"));
  const isAsked = asked?.state === "asked";
  return (
    <Card>
      <BlockStack gap="300">
        <div className="fulfilment-head">
          <Checkbox label={`Select ${orderName}`} labelHidden checked={isSelected} onChange={onSelect} />
          <div>
            <Text as="h2" variant="headingMd">
              <Link to={`/app/orders/${orderId}`}>{orderName}</Link>
            </Text>
            <Text as="p" tone="subdued">
              Came here <Ago at={since} />
            </Text>
          </div>
          <InlineStack gap="200" blockAlign="center">
            {folderName ? <Badge>{folderName}</Badge> : null}
            <DownloadLink href={download} isButton>
              {items.length === 1 ? "Download artfile as zip" : "Download artfiles as zip"}
            </DownloadLink>
            {toPrint.length > 0 ? (
              <Button
                disabled={isBusy}
                onClick={() => onAct({ action: "send_to_printer" }, toPrint)}
                accessibilityLabel={`Mark as sent to the printer: ${orderName}`}
              >
                Mark as sent to the printer
              </Button>
            ) : null}
            <Button
              variant="primary"
              disabled={isBusy || isAsked || cannotFulfil !== null}
              onClick={onFulfil}
              accessibilityLabel={`Mark as fulfilled: ${orderName}`}
            >
              Mark as fulfilled
            </Button>
          </InlineStack>
        </div>
        {isAsked ? (
          <Remark tone="info">
            Shopify is being asked to fulfil this order. It leaves the queue as soon as Shopify agrees.
          </Remark>
        ) : null}
        {asked?.state === "refused" ? (
          <Remark
            tone="critical"
            title="Shopify did not fulfil this order"
          >{`It said: ${asked.sentence} Put that right in Shopify, then mark the order as fulfilled again.`}</Remark>
        ) : null}
        {cannotFulfil ? <Remark tone="info">{cannotFulfil}</Remark> : null}
        {otherLines.length > 0 ? (
          <Remark tone="info" title="Also in this order, without artwork">
            {otherLines.map(({ title, quantity }, at) => (
              <p key={at}>
                {`${quantity} × `}
                <bdi>{title}</bdi>
              </p>
            ))}
            <p>Marking the order as fulfilled here leaves this open. Fulfil it in Shopify.</p>
          </Remark>
        ) : null}
        <div className="fulfilment-body">
          <section aria-label={`Shipping details of ${orderName}`}>
            <Text as="h3" variant="headingSm">
              Ship to
            </Text>
            <address className="fulfilment-address">
              {address.length > 0 ? (
                address.map((line, index) => <span key={index}>{line}</span>)
              ) : (
                <span>Shopify tells no shipping address.</span>
              )}
              {customerEmail ? <span>{customerEmail}</span> : null}
            </address>
            {note ? (
              <Text as="p">
                <strong>Note:</strong> {note}
              </Text>
            ) : null}
          </section>
          <ul className="fulfilment-items">
            {items.map((item) => (
              <ItemRow key={item.itemId} item={item} />
            ))}
          </ul>
        </div>
      </BlockStack>
    </Card>
  );
}
