import { Link } from "@remix-run/react";
import { BlockStack, Card, Text } from "@shopify/polaris";
import { Remark } from "../../ui/pages/remark.tsx";

/** Says how many orders could be shipped before they are approved, and where they are listed. */
export function Unheld({ count }: { count: number }) {
  const orders = count === 1 ? "1 order is" : `${count} orders are`;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`Orders without a hold for more than five minutes: ${count}`}
        </Text>
        <Remark tone="warning">
          <Text as="p">
            {`${orders} not approved and could be shipped from Shopify. `}
            <Link to="/app/orders?unheld=1">See which</Link>
          </Text>
        </Remark>
      </BlockStack>
    </Card>
  );
}
