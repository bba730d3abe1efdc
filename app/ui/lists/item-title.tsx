import { Link } from "@remix-run/react";
import { Text } from "@shopify/polaris";
import type { ItemCard } from "../../domain/screens/item-card.ts";

/** Which item of which order a card is about, with the way to the order's page. */
export function ItemTitle({ card }: { card: Pick<ItemCard, "orderId" | "orderName" | "itemNumber" | "itemCount"> }) {
  return (
    <Text as="h2" variant="headingMd">
      <Link to={`/app/orders/${card.orderId}`}>{card.orderName}</Link>
      {` · item ${card.itemNumber} of ${card.itemCount}`}
    </Text>
  );
}
