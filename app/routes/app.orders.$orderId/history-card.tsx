import { BlockStack, Card, Text } from "@shopify/polaris";
import type { HistorySentence } from "../../domain/screens/order-page.ts";
import { Ago } from "../../ui/pages/ago.tsx";
import { PlainList } from "../../ui/lists/plain-list.tsx";

/** Everything that happened to the order, newest first. */
export function HistoryCard({ history }: { history: readonly HistorySentence[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          History
        </Text>
        {history.length === 0 ? (
          <Text as="p" tone="subdued">
            Nothing has happened yet.
          </Text>
        ) : null}
        <PlainList>
          {history.map(({ id, at, itemNumber, sentence }) => (
            <span key={id}>
              {itemNumber === null ? null : <strong>{`Item ${itemNumber}: `}</strong>}
              {`${sentence}${/[.!?”]$/.test(sentence) ? "" : "."} `}
              <Text as="span" tone="subdued">
                <Ago at={at} />
              </Text>
            </span>
          ))}
        </PlainList>
      </BlockStack>
    </Card>
  );
}
