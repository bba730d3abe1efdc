import { DescriptionList, Text } from "@shopify/polaris";
import type { ItemCard } from "../../domain/screens/item-card.ts";

/** What the customer chose or wrote for an item, and the note on its order; nothing where there is none. */
export function OrderDetails({ card }: { card: ItemCard }) {
  const items = card.details.map(({ name, value }) => ({
    term: <span style={{ overflowWrap: "anywhere" }}>{name}</span>,
    description: <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{value}</span>,
  }));
  return (
    <>
      {card.orderNote ? <Text as="p" breakWord>{`Note on the order: ${card.orderNote}`}</Text> : null}
      {items.length > 0 ? <DescriptionList items={items} gap="tight" /> : null}
    </>
  );
}
