import { BlockStack, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { OrderPage } from "../../domain/screens/order-page.ts";

type Props = { customer: NonNullable<OrderPage["customer"]>; placed: ReactNode };

const FORGOTTEN =
  "Shopify asked to forget this customer. Proofline keeps neither their name nor their addresses nor their photos, and does not write to them.";

/** Whose order it is and where it goes. */
export function CustomerCard({ customer: { name, email, address, isForgotten }, placed }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Customer
        </Text>
        <BlockStack>
          <Text as="p" breakWord>
            {isForgotten ? FORGOTTEN : (name ?? "Shopify tells no name.")}
          </Text>
          {isForgotten ? null : (
            <Text as="p" breakWord>
              {email ?? "Shopify tells no e-mail address."}
            </Text>
          )}
          <Text as="p" tone="subdued">
            Ordered {placed}
          </Text>
        </BlockStack>
        {isForgotten ? null : <ShipTo address={address} />}
      </BlockStack>
    </Card>
  );
}

function ShipTo({ address }: { address: readonly string[] }) {
  return (
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
  );
}
