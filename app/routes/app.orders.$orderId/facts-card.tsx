import { BlockStack, Card, InlineStack, Tag, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { ShownFacts } from "../../domain/screens/order-facts-shown.ts";
import "./facts-card.css";

/** What Shopify knows of the order beside its items; nothing where it knows nothing. Every text is a stranger's: plain, and in its own direction. */
export function FactsCard({ facts: { tags, shipping, wanted, attributes, otherLines } }: { facts: ShownFacts }) {
  const isEmpty = [tags, shipping, wanted, attributes, otherLines].every((list) => list.length === 0);
  if (isEmpty) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          From Shopify
        </Text>
        {wanted.length > 0 ? (
          <Facts title="Wanted for">
            {wanted.map(({ what, text, date }, at) => (
              <li key={at}>
                {`${what}: `}
                <bdi>{date ?? text}</bdi>
              </li>
            ))}
          </Facts>
        ) : null}
        {shipping.length > 0 ? (
          <Facts title="Shipping">
            {shipping.map((title, at) => (
              <li key={at}>
                <bdi>{title}</bdi>
              </li>
            ))}
          </Facts>
        ) : null}
        {tags.length > 0 ? (
          <section aria-label="Tags">
            <Text as="h3" variant="headingSm">
              Tags
            </Text>
            <div className="facts-tags">
              <InlineStack gap="100">
                {tags.slice(0, 30).map((tag) => (
                  <Tag key={tag}>{tag}</Tag>
                ))}
              </InlineStack>
              {tags.length > 30 ? <Text as="p" tone="subdued">{`and ${tags.length - 30} more`}</Text> : null}
            </div>
          </section>
        ) : null}
        {attributes.length > 0 ? (
          <Facts title="Additional details">
            {attributes.map(({ name, value }, at) => (
              <li key={at}>
                {name ? (
                  <>
                    <bdi>{name}</bdi>
                    {": "}
                  </>
                ) : null}
                <bdi>{value}</bdi>
              </li>
            ))}
          </Facts>
        ) : null}
        {otherLines.length > 0 ? (
          <Facts title="Also in this order">
            {otherLines.map(({ title, quantity }, at) => (
              <li key={at}>
                {`${quantity} × `}
                <bdi>{title}</bdi>
              </li>
            ))}
          </Facts>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <ul className="facts-list">{children}</ul>
    </section>
  );
}
