import { DescriptionList } from "@shopify/polaris";
import { Written } from "../pages/written.tsx";
import type { ItemCard } from "../../domain/screens/item-card.ts";

/** What the customer chose or wrote for an item, and the note on its order; nothing where there is none. */
export function OrderDetails({ card }: { card: ItemCard }) {
  const items = card.details.map(({ name, value }) => ({
    term: (
      <span style={{ overflowWrap: "anywhere" }}>
        <bdi>{name}</bdi>
      </span>
    ),
    description: <Written words={value} />,
  }));
  return (
    <>
      {card.orderNote ? <Written label="Note on the order" words={card.orderNote} /> : null}
      {items.length > 0 ? <DescriptionList items={items} gap="tight" /> : null}
    </>
  );
}
