import { Link } from "@remix-run/react";
import { Banner, Text } from "@shopify/polaris";

/** Says how many orders could be shipped before they are approved, and where they are listed. */
export function Unheld({ count }: { count: number }) {
  const orders = count === 1 ? "1 order is" : `${count} orders are`;
  return (
    <Banner tone="warning" title={`Orders not held for more than five minutes: ${count}`}>
      <Text as="p">
        {`${orders} not approved and could be shipped from Shopify. `}
        <Link to="/app/orders?unheld=1">See which</Link>
      </Text>
    </Banner>
  );
}
