import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { OrderPage } from "../../domain/screens/order-page.ts";

type Props = { customer: NonNullable<OrderPage["customer"]>; placed: ReactNode };

/** Whose order it is and where it goes. */
export function CustomerCard({ customer: { name, email, address }, placed }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Customer
        </Text>
        <BlockStack>
          <Text as="p" breakWord>
            {name ?? "Shopify tells no name."}
          </Text>
          <Text as="p" breakWord>
            {email ?? "Shopify tells no e-mail address."}
          </Text>
          <Text as="p" tone="subdued">
            Ordered {placed}
          </Text>
        </BlockStack>
        <BlockStack>
          <Text as="h3" variant="headingSm">
            Ship to
          </Text>
          {address.length === 0 ? (
            <Text as="p">Shopify tells no shipping address.</Text>
          ) : (
            address.map((line, index) => (
              <Text key={index} as="p" breakWord>
                {line}
              </Text>
            ))
          )}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
