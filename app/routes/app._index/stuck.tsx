import { Link } from "@remix-run/react";
import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ShopOverview } from "../../domain/screens/home-page.ts";
import { countWords } from "../../domain/words/counts.ts";
import { STEP_NAMES } from "../../domain/words/steps.ts";
import { Ago } from "../../ui/pages/ago.tsx";
import { PlainList } from "../../ui/lists/plain-list.tsx";

/** What does not move by itself, and why. */
export function Stuck({ stuck: { cards, count, orders } }: { stuck: ShopOverview["stuck"] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {count === 0 ? "Nothing is stuck" : "Stuck"}
        </Text>
        {count === 0 ? (
          <Text as="p" tone="subdued">
            Items that wait longer than usual, or for someone or something that is missing, are listed here.
          </Text>
        ) : null}
        <PlainList>
          {cards.map(({ itemId, orderId, orderName, itemNumber, step, since, why }) => (
            <span key={itemId}>
              <Link to={`/app/orders/${orderId}`}>{`${orderName} item ${itemNumber}`}</Link>
              {` · ${STEP_NAMES[step]} · `}
              <Ago at={since} />
              {` · ${why}`}
            </span>
          ))}
        </PlainList>
        {count > cards.length ? (
          <Text as="p">
            <Link to="/app/orders?stuck=1">
              {`${countWords(count - cards.length)} more: ${orders === 1 ? "the order" : `all ${countWords(orders)} orders`} with a stuck item`}
            </Link>
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
